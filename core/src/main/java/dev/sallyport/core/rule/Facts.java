package dev.sallyport.core.rule;

import dev.sallyport.core.request.AccessRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What rules may speak of: one request, and its requester's traits, asked for once if at all. */
final class Facts {
  private final AccessRequest request;
  private final Supplier<Optional<Map<String, List<String>>>> source;
  private boolean asked;
  private Optional<Map<String, List<String>>> traits = Optional.empty();

  Facts(AccessRequest request, Supplier<Optional<Map<String, List<String>>>> traits) {
    this.request = request;
    this.source = traits;
  }

  AccessRequest request() {
    return request;
  }

  Instant created() {
    return request.created().orElseThrow(() -> new Unclear("the request bears no creation time"));
  }

  Instant expiry() {
    return request.accessExpires().orElseThrow(() -> new Unclear("the request bears no expiry"));
  }

  Map<String, List<String>> traits() {
    if (!asked) {
      traits = source.get();
      asked = true;
    }
    return traits.orElseThrow(() -> new Unclear("user.traits: Teleport does not tell them"));
  }
}
