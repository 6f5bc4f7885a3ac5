package dev.sallyport.integrations.pagerduty;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.integrations.http.JsonCalls;
import dev.sallyport.integrations.http.JsonFields;
import dev.sallyport.integrations.http.Query;
import dev.sallyport.integrations.http.Reply;
import dev.sallyport.integrations.pagerduty.WebhookSubscription.Created;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * PagerDuty's webhook subscriptions (PagerDuty, REST API, Webhooks). Its URL and its secret can
 * never be changed: another one takes its place. At most ten share a service or the account.
 */
public final class WebhookSubscriptions {
  private static final String PATH = "/webhook_subscriptions";
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  /** The events that people's decisions come with. */
  private static final List<String> EVENTS = List.of("incident.annotated", "incident.resolved");

  private final JsonCalls http;
  private final Pages pages;

  WebhookSubscriptions(JsonCalls http, Pages pages) {
    this.http = http;
    this.pages = pages;
  }

  /**
   * Makes one that delivers nothing yet, so that its secret can be stored first.
   *
   * @param serviceId of the one service whose incidents it tells of; empty for the whole account
   */
  public Reply<Created> create(String url, String description, Optional<String> serviceId) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ObjectNode subscription =
        body.putObject("webhook_subscription")
            .put("type", "webhook_subscription")
            .put("description", description)
            .put("active", false);
    subscription.putObject("delivery_method").put("type", "http_delivery_method").put("url", url);
    EVENTS.forEach(subscription.putArray("events")::add);
    ObjectNode filter =
        subscription
            .putObject("filter")
            .put("type", serviceId.isPresent() ? "service_reference" : "account_reference");
    serviceId.ifPresent(id -> filter.put("id", id));
    return http.write("POST", PATH, body, answer -> created(answer.path("webhook_subscription")));
  }

  /** All of the account. */
  public Reply<List<WebhookSubscription>> list() {
    return pages.whole(
        new Pages.Source<>(
            PATH, Query.empty(), "webhook_subscriptions", WebhookSubscriptions::subscription));
  }

  /** Lets it deliver from now on. */
  public Reply<WebhookSubscription> activate(String id) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putObject("webhook_subscription").put("type", "webhook_subscription").put("active", true);
    return at(id, path -> http.write("PUT", path, body, WebhookSubscriptions::one));
  }

  /** Ends a temporary disablement before its day is over. */
  public Reply<WebhookSubscription> enable(String id) {
    return at(id, path -> http.send("POST", path + "/enable", WebhookSubscriptions::one));
  }

  /**
   * Has PagerDuty deliver an event of the type {@code pagey.ping}; what becomes of it is not said.
   */
  public Reply<Boolean> ping(String id) {
    return at(id, path -> http.send("POST", path + "/ping", _ -> Optional.of(true)));
  }

  /** Ends it; what it was about to deliver is dropped. One that is not there is just as good. */
  public Reply<Boolean> delete(String id) {
    Reply<Boolean> reply = at(id, path -> http.send("DELETE", path, _ -> Optional.of(true)));
    return reply instanceof Reply.Rejected<Boolean>(int status, int _, String _) && status == 404
        ? new Reply.Ok<>(false)
        : reply;
  }

  private static <T> Reply<T> at(String id, Function<String, Reply<T>> call) {
    return ID.matcher(id).matches()
        ? call.apply(PATH + "/" + id)
        : new Reply.Rejected<>(0, 0, "not the id of a subscription: '" + id + "'");
  }

  private static Optional<Created> created(JsonNode node) {
    String secret = JsonFields.text(node.path("delivery_method"), "secret");
    return secret.isEmpty()
        ? Optional.empty()
        : subscription(node).map(made -> new Created(made, secret));
  }

  private static Optional<WebhookSubscription> one(JsonNode answer) {
    return subscription(answer.path("webhook_subscription"));
  }

  private static Optional<WebhookSubscription> subscription(JsonNode node) {
    JsonNode delivery = node.path("delivery_method");
    JsonNode filter = node.path("filter");
    return Optional.of(JsonFields.text(node, "id"))
        .filter(id -> !id.isEmpty())
        .map(
            id ->
                new WebhookSubscription(
                    id,
                    JsonFields.text(delivery, "url"),
                    JsonFields.text(node, "description"),
                    node.path("events").valueStream().map(JsonNode::asText).toList(),
                    JsonFields.text(filter, "type"),
                    Optional.of(JsonFields.text(filter, "id")).filter(text -> !text.isEmpty()),
                    node.path("active").asBoolean(),
                    delivery.path("temporarily_disabled").asBoolean()));
  }
}
