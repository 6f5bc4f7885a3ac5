package dev.sallyport.core.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.testing.FakeClock;
import dev.sallyport.core.testing.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TruthTest {
  private static final Instant BEFORE = FakeClock.START;
  private static final Instant REQUEST_OVER = Sample.REQUEST_EXPIRES;
  private static final Instant ACCESS_OVER = Sample.ACCESS_EXPIRES;

  private static Optional<Seen> seen(RequestState state) {
    return Optional.of(Seen.of(Sample.in(state), Optional.empty()));
  }

  private static Optional<Seen> seen(Optional<Instant> expires, Optional<Instant> requestExpires) {
    return Optional.of(
        new Seen(
            1,
            RequestState.PENDING,
            0,
            "r1",
            expires,
            requestExpires,
            "alice@example.com",
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Map.of()));
  }

  private static Truth empty(Optional<Seen> seen, boolean deleteSeen, Instant now) {
    return bare(
        Truth.of(Optional.empty(), seen, deleteSeen ? Optional.of(now) : Optional.empty(), now));
  }

  /** Without what was seen last. */
  private static Truth bare(Truth truth) {
    return truth instanceof Truth.Gone gone ? new Truth.Gone(gone.outcome()) : truth;
  }

  private static Truth gone(Outcome outcome) {
    return new Truth.Gone(outcome);
  }

  @Test
  void whatTeleportHoldsIsLiveWhateverElseIsSaid() {
    AccessRequest request = Sample.pending();
    assertThat(
            Truth.of(
                Optional.of(request),
                seen(RequestState.DENIED),
                Optional.of(ACCESS_OVER),
                ACCESS_OVER))
        .isEqualTo(new Truth.Live(request));
  }

  @Test
  void whatWasNeverSeenIsGoneOnlyByADelete() {
    assertThat(empty(Optional.empty(), false, ACCESS_OVER)).isInstanceOf(Truth.Invisible.class);
    assertThat(empty(Optional.empty(), true, BEFORE)).isEqualTo(gone(Outcome.UNWATCHED));
  }

  @ParameterizedTest
  @EnumSource(names = {"APPROVED", "DENIED", "PROMOTED"})
  void aSettledRequestEndsAsItWasSettled(RequestState state) {
    Truth end = gone(Outcome.ofSettled(state).orElseThrow());
    assertThat(empty(seen(state), true, BEFORE)).isEqualTo(end);
    assertThat(empty(seen(state), true, ACCESS_OVER)).isEqualTo(end);
    assertThat(empty(seen(state), false, ACCESS_OVER)).isEqualTo(end);
  }

  @ParameterizedTest
  @EnumSource(names = {"APPROVED", "DENIED", "PROMOTED"})
  void aSettledRequestIsInvisibleUntilItsAccessEnds(RequestState state) {
    assertThat(empty(seen(state), false, REQUEST_OVER)).isInstanceOf(Truth.Invisible.class);
    assertThat(empty(seen(state), false, ACCESS_OVER.minusMillis(1)))
        .isInstanceOf(Truth.Invisible.class);
  }

  @Test
  void aPendingRequestIsInvisibleBeforeItsExpiry() {
    assertThat(empty(seen(RequestState.PENDING), false, REQUEST_OVER.minusMillis(1)))
        .isInstanceOf(Truth.Invisible.class);
  }

  @Test
  void aPendingRequestExpires() {
    assertThat(empty(seen(RequestState.PENDING), false, REQUEST_OVER))
        .isEqualTo(gone(Outcome.EXPIRED));
    assertThat(empty(seen(RequestState.PENDING), true, REQUEST_OVER))
        .isEqualTo(gone(Outcome.EXPIRED));
  }

  @Test
  void aDeleteShortlyBeforeTheExpiryIsTheExpiry() {
    Instant close = REQUEST_OVER.minus(Truth.CLOCK_TOLERANCE);
    assertThat(empty(seen(RequestState.PENDING), true, close)).isEqualTo(gone(Outcome.EXPIRED));
    assertThat(empty(seen(RequestState.PENDING), true, close.minusMillis(1)))
        .isEqualTo(gone(Outcome.DELETED));
    assertThat(empty(seen(RequestState.PENDING), false, close)).isInstanceOf(Truth.Invisible.class);
  }

  @Test
  void nobodyKnowsAnEndThatWasNotWatchedOnceTheAccessWouldBeOver() {
    assertThat(empty(seen(RequestState.PENDING), false, ACCESS_OVER.minusMillis(1)))
        .isEqualTo(gone(Outcome.EXPIRED));
    assertThat(empty(seen(RequestState.PENDING), false, ACCESS_OVER))
        .isEqualTo(gone(Outcome.UNWATCHED));
  }

  @Test
  void aDeleteAtTheEndOfTheAccessIsNoExpiryOfThePendingRequest() {
    assertThat(empty(seen(RequestState.PENDING), true, ACCESS_OVER))
        .isEqualTo(gone(Outcome.UNWATCHED));
  }

  @Test
  void aWatchedDeleteIsAnExpiryWhereBothEndsAreTheSame() {
    Optional<Instant> end = Optional.of(ACCESS_OVER);
    assertThat(empty(seen(end, end), true, ACCESS_OVER.plus(Duration.ofMinutes(2))))
        .isEqualTo(gone(Outcome.EXPIRED));
    assertThat(empty(seen(end, end), false, ACCESS_OVER)).isEqualTo(gone(Outcome.UNWATCHED));
  }

  @Test
  void theEndOfTheAccessProvesTheEndWhereNoOtherIsRecorded() {
    Optional<Seen> seen = seen(Optional.of(ACCESS_OVER), Optional.empty());
    assertThat(empty(seen, false, ACCESS_OVER.minusMillis(1))).isInstanceOf(Truth.Invisible.class);
    assertThat(empty(seen, false, ACCESS_OVER)).isEqualTo(gone(Outcome.UNWATCHED));
  }

  @Test
  void withoutAnyRecordedEndOnlyADeleteProvesIt() {
    Optional<Seen> seen = seen(Optional.empty(), Optional.empty());
    assertThat(empty(seen, false, ACCESS_OVER.plus(Duration.ofDays(30))))
        .isInstanceOf(Truth.Invisible.class);
    assertThat(empty(seen, true, BEFORE)).isEqualTo(gone(Outcome.DELETED));
  }

  @Test
  void nobodyKnowsHowAStateThatWeDoNotKnowEnded() {
    assertThat(empty(seen(RequestState.UNKNOWN), true, BEFORE)).isEqualTo(gone(Outcome.UNWATCHED));
    assertThat(empty(seen(RequestState.UNKNOWN), false, REQUEST_OVER))
        .isInstanceOf(Truth.Invisible.class);
    assertThat(empty(seen(RequestState.UNKNOWN), false, ACCESS_OVER))
        .isEqualTo(gone(Outcome.UNWATCHED));
  }

  @Test
  void aRememberedDeletionIsProofForEveryLaterLook() {
    Seen seen = seen(RequestState.PENDING).orElseThrow();
    Instant deletedAt = ACCESS_OVER.minus(Duration.ofDays(3));
    assertThat(empty(Optional.of(seen.goneAt(deletedAt)), false, ACCESS_OVER))
        .isEqualTo(gone(Outcome.DELETED));
  }
}
