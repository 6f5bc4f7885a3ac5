package dev.sallyport.simulators.opsgenie;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.simulators.http.Answer;
import dev.sallyport.simulators.http.Request;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * JSM's Ops REST API: the same alerts by id alone, flat answers, {@code values} and {@code links},
 * account ids for people (Jira Service Management ops REST API).
 */
final class OpsApi {
  private static final String DETAILS = "extraProperties";

  private final Account account;
  private final Writes writes;
  private final Drafts drafts;
  private final Representation representation;
  private final OnCallView view;

  OpsApi(Account account) {
    this.account = account;
    writes = new Writes(account);
    drafts = new Drafts(account, Dialect.JSM, DETAILS);
    representation = new Representation(account.directory(), Dialect.JSM);
    view = new OnCallView(account.directory(), Dialect.JSM);
  }

  Answer create(Request request) {
    return accepted(writes.create(drafts.draft(Bodies.object(request))));
  }

  Answer act(Action action, Request request, String id) {
    Remark remark = drafts.remark(Bodies.object(request), action == Action.NOTE);
    return accepted(writes.act(action, () -> account.alert(id), remark));
  }

  Answer status(String requestId) {
    return Answer.json(
        200,
        account
            .requests()
            .outcome(requestId)
            .map(representation::outcome)
            .orElseThrow(ApiError::notProcessed));
  }

  Answer get(String id) {
    return Answer.json(200, representation.alert(alert(id), DETAILS));
  }

  Answer list(Request request) {
    return page(
        "/v1/alerts",
        request,
        Listing.alerts(account.alerts(), request, "size"),
        representation::listed);
  }

  Answer notes(Request request, String id) {
    return entries(request, id, "notes", alert(id).notes(), Representation::note);
  }

  Answer logs(Request request, String id) {
    return entries(request, id, "logs", alert(id).logs(), Representation::log);
  }

  private static Answer entries(
      Request request,
      String id,
      String list,
      List<LiveAlert.Entry> all,
      Function<LiveAlert.Entry, ObjectNode> shown) {
    List<LiveAlert.Entry> ordered = Listing.ascending(request) ? all : all.reversed();
    return page(
        "/v1/alerts/" + id + "/" + list, request, Listing.of(ordered, request, "size"), shown);
  }

  /** The name is looked for loosely. */
  Answer schedules(Request request) {
    allowed();
    String query = request.parameter("query").orElse("").toLowerCase(Locale.ROOT);
    List<Schedule> found =
        account.directory().schedules().stream()
            .filter(it -> it.name().toLowerCase(Locale.ROOT).contains(query))
            .toList();
    return page(
        "/v1/schedules", request, Listing.of(found, request, "size"), Representation::schedule);
  }

  Answer schedule(String id) {
    allowed();
    return Answer.json(200, Representation.schedule(known(id)));
  }

  Answer onCalls(Request request, String id) {
    allowed();
    Schedule schedule = known(id);
    ObjectNode node = Representation.object();
    if (request.parameter("flat").filter("true"::equals).isPresent()) {
      ArrayNode users = node.putArray("onCallUsers");
      view.people(schedule).map(Person::accountId).forEach(users::add);
    } else {
      node.set("onCallParticipants", view.nested(schedule.onCall()));
    }
    return Answer.json(200, node);
  }

  Answer teams() {
    allowed();
    ObjectNode node = Representation.object();
    ArrayNode teams = node.putArray("platformTeams");
    account
        .directory()
        .teams()
        .forEach(
            it ->
                teams.add(
                    Representation.object().put("teamId", it.id()).put("teamName", it.name())));
    node.putObject("links");
    return Answer.json(200, node);
  }

  private static <T> Answer page(
      String path, Request request, Listing<T> page, Function<T, ObjectNode> shown) {
    ObjectNode node = Representation.object();
    ArrayNode values = node.putArray("values");
    page.items().stream().map(shown).forEach(values::add);
    ObjectNode links = node.putObject("links");
    if (page.more()) {
      String next = Integer.toString(page.offset() + page.size());
      links.put(
          "next",
          Links.to(path, request, Map.of("offset", next, "size", Integer.toString(page.size()))));
    }
    return Answer.json(200, node);
  }

  private static Answer accepted(String requestId) {
    return Answer.json(
        202,
        Representation.object()
            .put("result", "Request will be processed")
            .put("requestId", requestId)
            .put("took", 0.004));
  }

  private LiveAlert alert(String id) {
    return account
        .alert(id)
        .orElseThrow(() -> ApiError.notFound("Alert with id [" + id + "] does not exist."));
  }

  private Schedule known(String id) {
    return account
        .directory()
        .schedule(id)
        .orElseThrow(() -> ApiError.notFound("Schedule with id [" + id + "] does not exist."));
  }

  private void allowed() {
    if (!account.settings().configurationAccess()) {
      throw ApiError.of(403, "Unauthorized; scope does not match");
    }
  }
}
