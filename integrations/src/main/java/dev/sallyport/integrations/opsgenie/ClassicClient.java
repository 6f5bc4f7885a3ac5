package dev.sallyport.integrations.opsgenie;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.integrations.http.Credential;
import dev.sallyport.integrations.http.FreshHttpClient;
import dev.sallyport.integrations.http.JsonCalls;
import dev.sallyport.integrations.http.JsonFields;
import dev.sallyport.integrations.http.Listing;
import dev.sallyport.integrations.http.Query;
import dev.sallyport.integrations.http.Reply;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Opsgenie itself. The API key is asked for at each call. Sources: Opsgenie's Alert API and Who is
 * On Call API.
 */
public final class ClassicClient implements OpsgenieClient {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);
  private static final String ALERTS = "/v2/alerts";
  private static final String PAGE = "100";

  private final JsonCalls http;
  private final AlertEvents events;
  private final Pages pages;

  /**
   * Connects within 3 s and waits 5 s for a whole answer.
   *
   * @param base {@code https://api.opsgenie.com} or {@code https://api.eu.opsgenie.com}
   */
  public ClassicClient(URI base, Supplier<String> apiKey, InstantSource clock) {
    this(base, apiKey, clock, CONNECT_TIMEOUT, REQUEST_TIMEOUT);
  }

  ClassicClient(
      URI base,
      Supplier<String> apiKey,
      InstantSource clock,
      Duration connectTimeout,
      Duration requestTimeout) {
    this.http =
        new JsonCalls(
            base,
            genieKey(apiKey),
            new OpsgenieDialect(),
            requestTimeout,
            new FreshHttpClient(connectTimeout, clock));
    this.events = new AlertEvents(http);
    this.pages = new Pages(http);
  }

  static Credential genieKey(Supplier<String> apiKey) {
    return new Credential("API key", apiKey, key -> "GenieKey " + key);
  }

  @Override
  public String product() {
    return "Opsgenie";
  }

  /** Opsgenie finds names by itself. */
  @Override
  public Reply<Addressees> address(List<Responder> responders) {
    return new Reply.Ok<>(
        new Addressees(
            responders.stream()
                .map(
                    one -> new Addressee(one.type().word(), Responder.isId(one.name()), one.name()))
                .toList(),
            List.of()));
  }

  @Override
  public Reply<Promise> create(NewAlert alert) {
    return events.create(alert);
  }

  @Override
  public Reply<Promise> addNote(String alertId, String text) {
    return events.addNote(alertId, text);
  }

  @Override
  public Reply<Promise> close(String alertId) {
    return events.close(alertId);
  }

  @Override
  public Reply<Promise> addTag(String alertId, String tag) {
    return events.addTag(alertId, tag);
  }

  @Override
  public Reply<Processing> processing(Promise promise) {
    return events.processing(promise);
  }

  @Override
  public Reply<Optional<Alert>> alert(String alertId) {
    return alert(alertId, "id");
  }

  private Reply<Optional<Alert>> alert(String identifier, String type) {
    return orNone(
        AlertEvents.on(
            ALERTS,
            identifier,
            path ->
                http.get(
                    path,
                    Query.empty().with("identifierType", type),
                    body -> OpsgenieJson.alert(body.path("data")))));
  }

  /** What the API answers with 404 is not there. */
  static <T> Reply<Optional<T>> orNone(Reply<T> reply) {
    return reply instanceof Reply.Rejected<T>(int status, int _, String _) && status == 404
        ? new Reply.Ok<>(Optional.empty())
        : reply.map(Optional::of);
  }

  /**
   * Reading by alias sees what was just made; the search, seconds later, sees all. So the search is
   * asked where the alias does not lead to an open alert.
   */
  @Override
  public Reply<List<Alert>> alertsBy(String alias) {
    return alert(alias, "alias")
        .map(found -> found.filter(alert -> alert.alias().equals(alias)))
        .then(
            found ->
                found.filter(Alert::isOpen).isPresent()
                    ? new Reply.Ok<>(found.stream().toList())
                    : pages
                        .whole(alerts("alias:\"" + alias + "\""))
                        .map(all -> bearing(alias, found, all)));
  }

  private static List<Alert> bearing(String alias, Optional<Alert> found, List<Alert> all) {
    Set<Alert> alerts = new LinkedHashSet<>(found.stream().toList());
    all.stream().filter(alert -> alert.alias().equals(alias)).forEach(alerts::add);
    return List.copyOf(alerts);
  }

  @Override
  public Reply<Listing<Alert>> openAlerts(String tag) {
    return pages.reachable(alerts("status:open AND tag:\"" + tag + "\""));
  }

  private static Pages.Source<Alert> alerts(String search) {
    Query query =
        Query.empty()
            .with("query", search)
            .with("sort", "createdAt")
            .with("order", "asc")
            .with("limit", PAGE);
    return new Pages.Source<>(
        ALERTS, query, "data", "paging", List.of("offset"), OpsgenieJson::alert);
  }

  @Override
  public Reply<List<AlertNote>> notes(String alertId) {
    Query query =
        Query.empty()
            .with("identifierType", "id")
            .with("order", "asc")
            .with("direction", "next")
            .with("limit", PAGE);
    return AlertEvents.on(
        ALERTS,
        alertId,
        path ->
            pages.whole(
                new Pages.Source<>(
                    path + "/notes",
                    query,
                    "data",
                    "paging",
                    List.of("offset"),
                    OpsgenieJson::note)));
  }

  @Override
  public Reply<Optional<Rota>> onCall(String schedule, Instant at) {
    boolean byId = Responder.isId(schedule);
    Query query =
        Query.empty()
            .with("scheduleIdentifierType", byId ? "id" : "name")
            .with("flat", "false")
            .with("date", OnCallDate.of(at));
    return orNone(
            AlertEvents.on(
                "/v2/schedules",
                schedule,
                path -> http.get(path + "/on-calls", query, ClassicClient::rota)))
        .then(rota -> about(schedule, rota));
  }

  private static Optional<Rota> rota(JsonNode body) {
    JsonNode data = body.path("data");
    JsonNode parent = data.path("_parent");
    return OpsgenieJson.participants(data.path("onCallParticipants"))
        .map(
            all ->
                new Rota(
                    JsonFields.text(parent, "id"),
                    JsonFields.text(parent, "name"),
                    parent.path("enabled").asBoolean(true),
                    all));
  }

  private static Reply<Optional<Rota>> about(String schedule, Optional<Rota> rota) {
    return rota.filter(found -> !found.isOf(schedule)).isPresent()
        ? new Reply.Rejected<>(200, 0, "the answer is about another schedule than " + schedule)
        : new Reply.Ok<>(rota);
  }
}
