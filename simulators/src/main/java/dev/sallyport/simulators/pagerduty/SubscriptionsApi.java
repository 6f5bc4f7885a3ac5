package dev.sallyport.simulators.pagerduty;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** Webhook subscriptions (PagerDuty, REST API v2, Webhooks). */
final class SubscriptionsApi {
  private static final String REDACTED = "-- redacted --";

  private final Account account;

  SubscriptionsApi(Account account) {
    this.account = account;
  }

  /** The only answer that tells the secret. */
  Answer create(Request request) {
    SubscriptionDraft draft = new SubscriptionDraft(account, request);
    LiveSubscription made = account.subscriptions().add(draft.target(), draft.interest());
    ObjectNode node = node(made);
    node.withObject("delivery_method").put("secret", made.method().secret());
    return Answer.of(200, Representation.wrap("webhook_subscription", node));
  }

  Answer list(Request request) {
    Optional<Filter.Kind> kind =
        request
            .parameter("filter_type")
            .filter(it -> !it.isEmpty())
            .map(
                it ->
                    Filter.Kind.of(it)
                        .orElseThrow(() -> ApiError.invalid("Filter type is not known.")));
    Optional<String> id = request.parameter("filter_id").filter(it -> !it.isEmpty());
    List<LiveSubscription> found =
        account.subscriptions().all().stream()
            .filter(it -> kind.map(it.interest().filter().kind()::equals).orElse(true))
            .filter(it -> id.map(it.interest().filter().id()::equals).orElse(true))
            .toList();
    return Paging.page(request, "webhook_subscriptions", found, this::node);
  }

  Answer get(String id) {
    return one(find(id));
  }

  /** The way of delivery is never changed. */
  Answer update(Request request, String id) {
    LiveSubscription subscription = find(id);
    account
        .subscriptions()
        .change(
            subscription, new SubscriptionDraft(account, request).changed(subscription.interest()));
    return one(subscription);
  }

  Answer delete(String id) {
    LiveSubscription subscription = find(id);
    account.subscriptions().remove(subscription);
    account.outbox().discard(subscription);
    return Answer.empty(204);
  }

  Answer enable(String id) {
    LiveSubscription subscription = find(id);
    subscription.enable();
    return one(subscription);
  }

  Answer ping(String id) {
    account.outbox().ping(find(id));
    return Answer.empty(202);
  }

  private LiveSubscription find(String id) {
    return account.subscriptions().find(id).orElseThrow(ApiError::notFound);
  }

  private Answer one(LiveSubscription subscription) {
    return Answer.of(200, Representation.wrap("webhook_subscription", node(subscription)));
  }

  private ObjectNode node(LiveSubscription subscription) {
    LiveSubscription.Interest interest = subscription.interest();
    ObjectNode node =
        Representation.object()
            .put("id", subscription.id())
            .put("type", "webhook_subscription")
            .put("active", interest.active())
            .put("description", interest.description());
    node.set("delivery_method", method(subscription));
    ArrayNode events = node.putArray("events");
    interest.events().stream().sorted().forEach(events::add);
    ObjectNode filter =
        node.putObject("filter").put("type", interest.filter().kind().text() + "_reference");
    if (!interest.filter().id().isEmpty()) {
      filter.put("id", interest.filter().id());
    }
    return node;
  }

  private ObjectNode method(LiveSubscription subscription) {
    LiveSubscription.Method method = subscription.method();
    ObjectNode node =
        Representation.object()
            .put("id", method.id())
            .put("type", "http_delivery_method")
            .put("url", method.url().toString())
            .put("temporarily_disabled", subscription.disabled(account.now()));
    node.putNull("secret");
    ArrayNode headers = node.putArray("custom_headers");
    method
        .headers()
        .keySet()
        .forEach(it -> headers.addObject().put("name", it).put("value", REDACTED));
    return node;
  }
}
