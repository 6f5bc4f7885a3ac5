package dev.sallyport.simulators.pagerduty;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpRequest;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads what a subscription shall be, and refuses what PagerDuty refuses. */
final class SubscriptionDraft {
  /** Where deliveries shall go. */
  record Target(URI url, Map<String, String> headers) {}

  private final Account account;
  private final JsonNode draft;

  SubscriptionDraft(Account account, Request request) {
    this.account = account;
    draft = request.json().path("webhook_subscription");
    if (!draft.isObject()) {
      throw ApiError.missing("webhook_subscription is missing.");
    }
    if (!draft.path("type").asText("webhook_subscription").equals("webhook_subscription")) {
      throw ApiError.invalid("Type must be webhook_subscription.");
    }
  }

  Target target() {
    JsonNode method = draft.path("delivery_method");
    if (!method.path("type").asText().equals("http_delivery_method")) {
      throw ApiError.invalid("Delivery method type must be http_delivery_method.");
    }
    return new Target(url(method.path("url").asText()), headers(method.path("custom_headers")));
  }

  /** With or without encryption, as PagerDuty sends to either. */
  static URI url(String text) {
    try {
      URI url = new URI(text);
      String scheme = Optional.ofNullable(url.getScheme()).orElse("");
      if (url.getHost() != null && (scheme.equals("https") || scheme.equals("http"))) {
        return url;
      }
    } catch (URISyntaxException e) {
      // Refused like any other that is not one.
    }
    throw ApiError.invalid("Delivery method url must be an HTTP or HTTPS URL.");
  }

  private static Map<String, String> headers(JsonNode list) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (JsonNode header : list) {
      String name = header.path("name").asText();
      String value = header.path("value").asText();
      if (!sendable(name, value)) {
        throw ApiError.invalid("Custom header " + name + " cannot be sent.");
      }
      if (headers.put(name, value) != null) {
        throw ApiError.invalid("Custom header names must be unique.");
      }
    }
    return headers;
  }

  private static boolean sendable(String name, String value) {
    try {
      HttpRequest.newBuilder().header(name, value);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** What a new subscription is interested in: events and a filter must be given. */
  LiveSubscription.Interest interest() {
    return changed(new LiveSubscription.Interest("", events(), filter(), true));
  }

  /** What is not given stays. */
  LiveSubscription.Interest changed(LiveSubscription.Interest from) {
    return new LiveSubscription.Interest(
        draft.path("description").asText(from.description()),
        draft.has("events") ? events() : from.events(),
        draft.has("filter") ? filter() : from.filter(),
        draft.path("active").asBoolean(from.active()));
  }

  private Set<String> events() {
    Set<String> events = new LinkedHashSet<>();
    draft.path("events").forEach(it -> events.add(it.asText()));
    return checked(events);
  }

  static Set<String> checked(Set<String> events) {
    if (events.isEmpty()) {
      throw ApiError.invalid("Events cannot be empty.");
    }
    events.stream()
        .filter(it -> !EventTypes.KNOWN.contains(it))
        .findFirst()
        .ifPresent(
            it -> {
              throw ApiError.invalid("Event type " + it + " is not known.");
            });
    return events;
  }

  private Filter filter() {
    JsonNode filter = draft.path("filter");
    String type = filter.path("type").asText();
    String id = filter.path("id").asText("");
    Filter.Kind kind =
        Optional.of(type)
            .filter(it -> it.endsWith("_reference"))
            .flatMap(it -> Filter.Kind.of(it.replace("_reference", "")))
            .orElseThrow(() -> ApiError.invalid("Filter type is not known."));
    return switch (kind) {
      case ACCOUNT -> Filter.ACCOUNT;
      case SERVICE -> Filter.service(account.service(id).orElseThrow(this::lost).id());
      case TEAM ->
          Optional.of(id)
              .filter(it -> !it.isEmpty())
              .map(it -> new Filter(Filter.Kind.TEAM, it))
              .orElseThrow(this::lost);
    };
  }

  private ApiError lost() {
    return ApiError.invalid("Filter object was not found.");
  }
}
