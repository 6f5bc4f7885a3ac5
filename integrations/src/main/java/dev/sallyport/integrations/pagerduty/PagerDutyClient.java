package dev.sallyport.integrations.pagerduty;

import static java.util.Locale.ROOT;

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
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * PagerDuty's REST API v2, as its public reference documents it. Every outcome is a {@link Reply};
 * nothing is retried here. The API key is asked for at each call and appears in no message. Safe
 * for use by several threads.
 */
public final class PagerDutyClient {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);
  private static final int ALREADY_RESOLVED = 1001;

  private final JsonCalls http;
  private final Pages pages;

  /** Connects within 3 s and waits 10 s for a whole answer. */
  public PagerDutyClient(URI base, Supplier<String> apiKey, String fromEmail, InstantSource clock) {
    this(base, apiKey, fromEmail, clock, CONNECT_TIMEOUT, REQUEST_TIMEOUT);
  }

  /**
   * @param base {@code https://api.pagerduty.com} or {@code https://api.eu.pagerduty.com}
   * @param fromEmail an existing user of the account, in whose name writes are recorded
   */
  public PagerDutyClient(
      URI base,
      Supplier<String> apiKey,
      String fromEmail,
      InstantSource clock,
      Duration connectTimeout,
      Duration requestTimeout) {
    FreshHttpClient clients = new FreshHttpClient(connectTimeout, clock);
    Credential credential = new Credential("API key", apiKey, key -> "Token token=" + key);
    this.http =
        new JsonCalls(base, credential, new PagerDutyDialect(fromEmail), requestTimeout, clients);
    this.pages = new Pages(http);
  }

  /** What the account can do; a cheap call that proves the key. */
  public Reply<List<String>> abilities() {
    return http.get(
        "/abilities",
        Query.empty(),
        body ->
            JsonFields.list(
                body.path("abilities"), node -> Optional.of(node).map(JsonNode::asText)));
  }

  /**
   * The service of that name, in whatever case. PagerDuty's exact filter is asked first; whether it
   * minds the case is not documented, so a miss asks the loose one too.
   */
  public Reply<Optional<Service>> serviceByName(String name) {
    refuseEmpty("service name", name);
    return serviceBy("name", name)
        .then(found -> found.isPresent() ? new Reply.Ok<>(found) : serviceBy("query", name));
  }

  private Reply<Optional<Service>> serviceBy(String filter, String name) {
    return pages.one(
        new Pages.Source<>(
            "/services", Query.empty().with(filter, name), "services", PagerDutyJson::service),
        service -> service.name().equalsIgnoreCase(name));
  }

  /** The person with that mail address, in whatever case; never a mere look-alike or a bot. */
  public Reply<Optional<User>> userByEmail(String email) {
    refuseEmpty("mail address", email);
    Query query = Query.empty().with("query", email.toLowerCase(ROOT));
    return pages
        .one(
            new Pages.Source<>("/users", query, "users", PagerDutyJson::member),
            it -> it.type().equals("user") && it.user().email().equalsIgnoreCase(email))
        .map(found -> found.map(PagerDutyJson.Member::user));
  }

  /** The person or bot of that id; empty where the account has none, or no longer. */
  public Reply<Optional<AccountUser>> user(String userId) {
    refuseEmpty("user id", userId);
    Reply<AccountUser> reply =
        http.get(
            "/users/" + Query.encode(userId),
            Query.empty(),
            body -> PagerDutyJson.accountUser(body.path("user")));
    return reply instanceof Reply.Rejected<AccountUser>(int status, int _, String _)
            && status == 404
        ? new Reply.Ok<>(Optional.empty())
        : reply.map(Optional::of);
  }

  /** Where events are delivered to. */
  public WebhookSubscriptions webhooks() {
    return new WebhookSubscriptions(http, pages);
  }

  /** The service of that id. */
  public Reply<Service> service(String serviceId) {
    refuseEmpty("service id", serviceId);
    return http.get(
        "/services/" + Query.encode(serviceId),
        Query.empty(),
        body -> PagerDutyJson.service(body.path("service")));
  }

  /** Where the user is on call now among these escalation policies; none for no policies. */
  public Reply<List<OnCallEntry>> onCalls(String userId, List<String> policyIds) {
    refuseEmpty("user id", userId);
    if (policyIds.isEmpty()) {
      return new Reply.Ok<>(List.of());
    }
    Query query =
        Query.empty().with("user_ids[]", userId).withAll("escalation_policy_ids[]", policyIds);
    return pages.whole(new Pages.Source<>("/oncalls", query, "oncalls", PagerDutyJson::onCall));
  }

  /**
   * Opens an incident under the service's own policy. PagerDuty refuses a second open one with the
   * same service and key (400): look by key to tell that from a true refusal.
   *
   * @param title at most 1024 characters
   */
  public Reply<Incident> createIncident(
      String title, String serviceId, String key, String details) {
    refuseEmpty("incident key", key);
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ObjectNode incident =
        body.putObject("incident")
            .put("type", "incident")
            .put("title", title)
            .put("incident_key", key);
    incident.putObject("service").put("id", serviceId).put("type", "service_reference");
    incident.putObject("body").put("type", "incident_body").put("details", details);
    return http.write("POST", "/incidents", body, PagerDutyClient::oneIncident);
  }

  public Reply<Incident> incident(String incidentId) {
    return onIncident(
        incidentId, path -> http.get(path, Query.empty(), PagerDutyClient::oneIncident));
  }

  /** All incidents ever opened with this key, on one service or on all. */
  public Reply<List<Incident>> incidentsByKey(String key, Optional<String> serviceId) {
    refuseEmpty("incident key", key);
    Query query =
        Query.empty()
            .with("incident_key", key)
            .with("date_range", "all")
            .withAll("service_ids[]", serviceId.stream().toList());
    // An incident_key that PagerDuty overlooks matches everything, so compare again.
    return pages
        .whole(incidents(query))
        .map(all -> all.stream().filter(it -> it.key().equals(key)).toList());
  }

  /** All triggered and acknowledged incidents of the account, at most 10,000. */
  public Reply<Listing<Incident>> openIncidents() {
    Query query =
        Query.empty()
            .withAll("statuses[]", List.of("triggered", "acknowledged"))
            .with("date_range", "all");
    return pages.reachable(incidents(query));
  }

  private static Pages.Source<Incident> incidents(Query query) {
    return new Pages.Source<>("/incidents", query, "incidents", PagerDutyJson::incident);
  }

  public Reply<Note> addNote(String incidentId, String text) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putObject("note").put("content", text);
    return onIncident(
        incidentId,
        path ->
            http.write(
                "POST", path + "/notes", body, node -> PagerDutyJson.note(node.path("note"))));
  }

  /** All notes of an incident, as PagerDuty orders them. */
  public Reply<List<Note>> notes(String incidentId) {
    return onIncident(
        incidentId,
        path ->
            http.get(
                path + "/notes",
                Query.empty(),
                body -> JsonFields.list(body.path("notes"), PagerDutyJson::note)));
  }

  /** Resolves an incident; one that is resolved already is just as good. */
  public Reply<Resolution> resolve(String incidentId) {
    Reply<Incident> reply = change(incidentId, "status", "resolved");
    return switch (reply) {
      case Reply.Rejected<Incident> it when it.code() == ALREADY_RESOLVED ->
          new Reply.Ok<>(Resolution.EARLIER);
      case Reply.Ok<Incident>(Incident it) when !it.status().equals("resolved") ->
          new Reply.Unknown<>("PagerDuty answered a resolve with the status " + it.status());
      default -> reply.map(it -> Resolution.NOW);
    };
  }

  public Reply<Incident> retitle(String incidentId, String title) {
    return change(incidentId, "title", title);
  }

  private Reply<Incident> change(String incidentId, String field, String value) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putObject("incident").put("type", "incident_reference").put(field, value);
    return onIncident(
        incidentId, path -> http.write("PUT", path, body, PagerDutyClient::oneIncident));
  }

  /** An id may come from outside; one that would change the path is refused without a call. */
  private static <T> Reply<T> onIncident(String incidentId, Function<String, Reply<T>> call) {
    if (incidentId.isBlank() || incidentId.equals(".") || incidentId.equals("..")) {
      return new Reply.Rejected<>(0, 0, "not an incident id: '" + incidentId + "'");
    }
    return call.apply("/incidents/" + Query.encode(incidentId));
  }

  private static Optional<Incident> oneIncident(JsonNode body) {
    return PagerDutyJson.incident(body.path("incident"));
  }

  private static void refuseEmpty(String what, String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("the " + what + " is empty");
    }
  }
}
