package dev.sallyport.core.testing;

import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.request.AccessRequest.Kind;
import dev.sallyport.core.request.RequestState;
import dev.sallyport.core.request.Review;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A request of Alice's, made a minute before the fake clock starts, to be changed for a test. */
public final class Sample {
  public static final String ID = "01995f3c-8a2b-7c4d-9e5f-102030405060";
  public static final Instant CREATED = FakeClock.START.minus(Duration.ofMinutes(1));
  public static final Instant REQUEST_EXPIRES = CREATED.plus(Duration.ofHours(2));
  public static final Instant ACCESS_EXPIRES = CREATED.plus(Duration.ofHours(8));

  private List<String> roles = List.of("demo-role");
  private RequestState state = RequestState.PENDING;
  private Kind kind = Kind.SHORT_TERM;
  private Optional<Instant> created = Optional.of(CREATED);
  private Optional<Instant> assumeStart = Optional.empty();
  private final Map<String, List<String>> annotations = new HashMap<>();
  private final List<Review> reviews = new ArrayList<>();
  private List<String> suggested = List.of();
  private OptionalInt missing = OptionalInt.empty();
  private String revision = "r1";
  private boolean unknownParts;
  private String reason = "because";
  private Optional<Instant> accessExpires = Optional.of(ACCESS_EXPIRES);

  private Sample() {}

  public static Sample request() {
    return new Sample();
  }

  public static AccessRequest pending() {
    return request().build();
  }

  public static AccessRequest in(RequestState state) {
    return request().state(state).build();
  }

  public Sample roles(String... names) {
    roles = List.of(names);
    return this;
  }

  public Sample state(RequestState is) {
    state = is;
    return this;
  }

  public Sample kind(Kind is) {
    kind = is;
    return this;
  }

  public Sample created(Optional<Instant> at) {
    created = at;
    return this;
  }

  public Sample assumeStart(Instant at) {
    assumeStart = Optional.of(at);
    return this;
  }

  public Sample annotation(String name, String... values) {
    annotations.put(name, List.of(values));
    return this;
  }

  public Sample review(String author, RequestState proposed) {
    reviews.add(new Review(author, proposed, "", Optional.of(FakeClock.START)));
    return this;
  }

  public Sample reviews(int count) {
    for (int i = 0; i < count; i++) {
      review("reviewer" + i + "@example.com", RequestState.APPROVED);
    }
    return this;
  }

  public Sample suggest(String... reviewers) {
    suggested = List.of(reviewers);
    return this;
  }

  public Sample missing(int approvals) {
    missing = OptionalInt.of(approvals);
    return this;
  }

  public Sample revision(String is) {
    revision = is;
    return this;
  }

  public Sample unknownParts() {
    unknownParts = true;
    return this;
  }

  public Sample reason(String is) {
    reason = is;
    return this;
  }

  public Sample accessExpires(Optional<Instant> at) {
    accessExpires = at;
    return this;
  }

  public AccessRequest build() {
    return new AccessRequest(
        ID,
        "alice@example.com",
        roles,
        state,
        kind,
        created,
        accessExpires,
        Optional.of(REQUEST_EXPIRES),
        assumeStart,
        reason,
        "",
        annotations,
        List.of(),
        suggested,
        reviews,
        missing,
        revision,
        unknownParts);
  }
}
