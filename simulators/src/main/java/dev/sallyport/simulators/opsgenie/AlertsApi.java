package dev.sallyport.simulators.opsgenie;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.simulators.http.Answer;
import dev.sallyport.simulators.http.Request;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Alerts in Opsgenie's shape, for its own REST API and for JSM's integration events API (Opsgenie,
 * Alert API; JSM, Integration events).
 */
final class AlertsApi {
  private static final String DETAILS = "details";

  private final Account account;
  private final URI root;
  private final Envelope envelope;
  private final Writes writes;
  private final Drafts drafts;
  private final Representation representation;

  AlertsApi(Account account, URI root, Envelope envelope, Dialect dialect) {
    this.account = account;
    this.root = root;
    this.envelope = envelope;
    writes = new Writes(account);
    drafts = new Drafts(account, dialect, DETAILS);
    representation = new Representation(account.directory(), Dialect.OPSGENIE);
  }

  Answer create(Request request) {
    return envelope.accepted(writes.create(drafts.draft(Bodies.object(request))));
  }

  Answer status(String requestId) {
    return envelope.data(
        account
            .requests()
            .outcome(requestId)
            .map(representation::outcome)
            .orElseThrow(ApiError::notProcessed));
  }

  Answer act(Action action, Request request, String identifier) {
    Remark remark = drafts.remark(Bodies.object(request), action == Action.NOTE);
    return envelope.accepted(writes.act(action, finder(request, identifier), remark));
  }

  Answer get(Request request, String identifier) {
    return envelope.data(representation.alert(find(request, identifier), DETAILS));
  }

  Answer notes(Request request, String identifier) {
    LiveAlert alert = find(request, identifier);
    return new Entries(envelope)
        .page(address(alert, "notes"), request, alert.notes(), Representation::note);
  }

  Answer logs(Request request, String identifier) {
    LiveAlert alert = find(request, identifier);
    return new Entries(envelope)
        .page(address(alert, "logs"), request, alert.logs(), Representation::log);
  }

  private String address(LiveAlert alert, String list) {
    return root + "/v2/alerts/" + alert.id() + "/" + list;
  }

  Answer list(Request request) {
    Listing<LiveAlert> page = Listing.alerts(account.alerts(), request, "limit");
    ArrayNode data = Representation.array();
    page.items().forEach(it -> data.add(representation.listed(it)));
    ObjectNode paging = Representation.object();
    paging.put("first", link(request, 0));
    if (page.offset() > 0) {
      paging.put("prev", link(request, Math.max(0, page.offset() - page.size())));
    }
    if (page.more()) {
      paging.put("next", link(request, page.offset() + page.size()));
    }
    paging.put("last", link(request, Math.max(0, (page.total() - 1) / page.size() * page.size())));
    return envelope.page(data, paging);
  }

  private String link(Request request, int offset) {
    return Links.to(root + "/v2/alerts", request, Map.of("offset", Integer.toString(offset)));
  }

  private LiveAlert find(Request request, String identifier) {
    return finder(request, identifier)
        .get()
        .orElseThrow(() -> ApiError.notFound("Alert does not exist: " + identifier));
  }

  private Supplier<Optional<LiveAlert>> finder(Request request, String identifier) {
    return switch (request.parameter("identifierType").orElse("id")) {
      case "id" -> () -> account.alert(identifier);
      case "alias" -> () -> account.alertNamed(identifier);
      case "tiny" -> () -> account.alertNumbered(identifier);
      default -> throw ApiError.invalid("identifierType", "should be one of [ id, alias, tiny ]");
    };
  }
}
