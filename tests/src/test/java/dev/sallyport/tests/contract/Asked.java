package dev.sallyport.tests.contract;

import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.request.RequestState;
import dev.sallyport.core.request.Review;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A request of Alice's, to be changed for a test. */
final class Asked {
  static final String ID = "01995f3c-8a2b-7c31-9d4e-5f6071829304";
  static final String OTHER_ID = "01995f3c-8a2b-7c31-9d4e-000000000000";
  static final Instant CREATED = Instant.parse("2026-11-20T09:58:00Z");

  private RequestState state = RequestState.PENDING;
  private String user = SlackSide.ALICE;
  private List<String> roles = List.of("editor");
  private List<String> resources = List.of();
  private String reason = "fix the build";
  private String resolveReason = "";
  private List<Review> reviews = List.of();

  Asked by(String newUser) {
    user = newUser;
    return this;
  }

  Asked forRoles(String... names) {
    roles = List.of(names);
    return this;
  }

  Asked forResources(String... names) {
    resources = List.of(names);
    return this;
  }

  Asked because(String text) {
    reason = text;
    return this;
  }

  /** Decided by Bob. */
  Asked decided(RequestState how, String why) {
    state = how;
    resolveReason = why;
    return reviewed(SlackSide.BOB, how, why);
  }

  Asked reviewed(String author, RequestState how, String why) {
    reviews = List.of(new Review(author, how, why, Optional.of(CREATED.plusSeconds(60))));
    return this;
  }

  AccessRequest request() {
    return new AccessRequest(
        ID,
        user,
        roles,
        state,
        AccessRequest.Kind.SHORT_TERM,
        Optional.of(CREATED),
        Optional.of(CREATED.plusSeconds(36_000)),
        Optional.of(CREATED.plusSeconds(3_600)),
        Optional.empty(),
        reason,
        resolveReason,
        Map.of(),
        resources,
        List.of(),
        reviews,
        OptionalInt.of(1),
        "rev",
        false);
  }
}
