package dev.sallyport.integrations.opsgenie;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.integrations.http.Credential;
import dev.sallyport.integrations.http.FreshHttpClient;
import dev.sallyport.integrations.http.JsonCalls;
import dev.sallyport.integrations.http.JsonFields;
import dev.sallyport.integrations.http.Listing;
import dev.sallyport.integrations.http.Query;
import dev.sallyport.integrations.http.Reply;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Jira Service Management's Operations. Alerts are written through an integration's events API,
 * with its API key, and read through the Ops REST API, with the API token of an account. Both
 * secrets are asked for at each call. Sources: Atlassian, JSM Operations integration events; JSM
 * Ops REST API; Jira Cloud REST API v3, users.
 */
public final class JsmClient implements OpsgenieClient {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);
  private static final String PAGE = "100";
  private static final List<String> OFFSET = List.of("offset");

  private final JsonCalls atlassian;
  private final AlertEvents events;
  private final Pages pages;
  private final CloudId cloud;
  private final JsmNames names;

  /**
   * Connects within 3 s and waits 5 s for a whole answer.
   *
   * @param base {@code https://api.atlassian.com}
   * @param apiKey of an API integration
   * @param login an account's e-mail address and API token, joined by a colon
   */
  public JsmClient(
      URI base,
      CloudId cloud,
      Supplier<String> apiKey,
      Supplier<String> login,
      InstantSource clock) {
    this(base, cloud, apiKey, login, clock, CONNECT_TIMEOUT, REQUEST_TIMEOUT);
  }

  JsmClient(
      URI base,
      CloudId cloud,
      Supplier<String> apiKey,
      Supplier<String> login,
      InstantSource clock,
      Duration connectTimeout,
      Duration requestTimeout) {
    FreshHttpClient clients = new FreshHttpClient(connectTimeout, clock);
    OpsgenieDialect dialect = new OpsgenieDialect();
    this.atlassian =
        new JsonCalls(
            base,
            new Credential("API token", login, JsmClient::basic),
            dialect,
            requestTimeout,
            clients);
    this.events =
        new AlertEvents(
            new JsonCalls(
                URI.create(base.toString().replaceAll("/+$", "") + "/jsm/ops/integration"),
                ClassicClient.genieKey(apiKey),
                dialect,
                requestTimeout,
                clients));
    this.pages = new Pages(atlassian);
    this.cloud = cloud;
    this.names = new JsmNames(pages, cloud, clock);
  }

  private static String basic(String login) {
    return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String product() {
    return "JSM Operations";
  }

  /** The path of the Ops API, once the cloud is known. */
  private <T> Reply<T> ops(Function<String, Reply<T>> call) {
    return ops(cloud, call);
  }

  static <T> Reply<T> ops(CloudId cloud, Function<String, Reply<T>> call) {
    return cloud.get().then(id -> call.apply("/jsm/ops/api/" + id + "/v1"));
  }

  /** The events API is documented to take ids alone. */
  @Override
  public Reply<Addressees> address(List<Responder> responders) {
    return names.address(responders);
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
  public Reply<Processing> processing(Promise promise) {
    return events.processing(promise);
  }

  /** The events API changes no alerts. */
  @Override
  public Reply<Promise> addTag(String alertId, String tag) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putArray("tags").add(tag);
    return onAlert(
        alertId, path -> atlassian.write("POST", path + "/tags", body, OpsgenieJson::promise));
  }

  private <T> Reply<T> onAlert(String alertId, Function<String, Reply<T>> call) {
    return ops(ops -> AlertEvents.on(ops + "/alerts", alertId, call));
  }

  @Override
  public Reply<Optional<Alert>> alert(String alertId) {
    return ClassicClient.orNone(
        onAlert(alertId, path -> atlassian.get(path, Query.empty(), OpsgenieJson::alert)));
  }

  @Override
  public Reply<List<Alert>> alertsBy(String alias) {
    return ops(ops -> pages.whole(alerts(ops, "alias:\"" + alias + "\"")))
        .map(all -> all.stream().filter(alert -> alert.alias().equals(alias)).toList());
  }

  @Override
  public Reply<Listing<Alert>> openAlerts(String tag) {
    return ops(ops -> pages.reachable(alerts(ops, "status:open AND tag:\"" + tag + "\"")));
  }

  private static Pages.Source<Alert> alerts(String ops, String search) {
    Query query =
        Query.empty()
            .with("query", search)
            .with("sort", "createdAt")
            .with("order", "asc")
            .with("size", PAGE);
    return new Pages.Source<>(
        ops + "/alerts", query, "values", "links", OFFSET, OpsgenieJson::alert);
  }

  @Override
  public Reply<List<AlertNote>> notes(String alertId) {
    return onAlert(
        alertId,
        path ->
            pages.whole(
                new Pages.Source<>(
                    path + "/notes",
                    Query.empty().with("size", PAGE),
                    "values",
                    "links",
                    List.of("after", "offset"),
                    OpsgenieJson::note)));
  }

  @Override
  public Reply<Optional<Rota>> onCall(String schedule, Instant at) {
    return names
        .scheduleOf(schedule)
        .then(
            found ->
                found
                    .map(it -> rota(it.id(), schedule, it.enabled(), at))
                    .orElse(new Reply.Ok<>(Optional.empty())));
  }

  private Reply<Optional<Rota>> rota(String id, String name, boolean enabled, Instant at) {
    Query query = Query.empty().with("flat", "false").with("date", OnCallDate.of(at));
    return ClassicClient.orNone(
        ops(
            ops ->
                AlertEvents.on(
                    ops + "/schedules",
                    id,
                    path ->
                        atlassian.get(
                            path + "/on-calls",
                            query,
                            body ->
                                OpsgenieJson.participants(body.path("onCallParticipants"))
                                    .map(all -> new Rota(id, name, enabled, all))))));
  }

  /**
   * The e-mail address of a person's active account; empty for accounts of other kinds, and where
   * the person hides it.
   */
  Reply<Optional<String>> email(String accountId) {
    return ClassicClient.orNone(
            cloud
                .get()
                .then(
                    id ->
                        atlassian.get(
                            "/ex/jira/" + id + "/rest/api/3/user",
                            Query.empty().with("accountId", accountId),
                            body -> email(body, accountId))))
        .map(found -> found.flatMap(email -> email));
  }

  private static Optional<Optional<String>> email(JsonNode body, String accountId) {
    if (!JsonFields.text(body, "accountId").equals(accountId)) {
      return Optional.empty();
    }
    boolean person =
        body.path("active").asBoolean(false)
            && JsonFields.text(body, "accountType").equals("atlassian");
    return Optional.of(
        person ? JsonFields.present(body, "emailAddress") : Optional.<String>empty());
  }
}
