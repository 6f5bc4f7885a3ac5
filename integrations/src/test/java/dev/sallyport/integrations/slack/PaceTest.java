package dev.sallyport.integrations.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.integrations.http.MovableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PaceTest {
  private final MovableClock clock = new MovableClock();
  private final List<Duration> pauses = new ArrayList<>();
  private final Pace pace =
      new Pace(
          clock,
          length -> {
            pauses.add(length);
            clock.advance(length);
          });

  private Optional<Duration> enter(Method method) {
    return pace.enter(method, "C1");
  }

  @Test
  void postsOnceASecondToAChannel() {
    assertThat(enter(Method.POST_MESSAGE)).isEmpty();
    assertThat(pauses).isEmpty();

    assertThat(enter(Method.POST_MESSAGE)).isEmpty();
    assertThat(pace.enter(Method.POST_MESSAGE, "C2")).isEmpty();
    assertThat(pauses).containsExactly(Duration.ofSeconds(1));
  }

  @Test
  void letsABurstThroughAndThenKeepsToTheRate() {
    for (int i = 0; i < 25; i++) {
      assertThat(enter(Method.UPDATE)).isEmpty();
    }
    assertThat(pauses).isEmpty();

    for (int i = 0; i < 3; i++) {
      assertThat(enter(Method.UPDATE)).isEmpty();
    }
    assertThat(pauses).hasSize(3).allMatch(Duration.ofMillis(1200)::equals);
  }

  @Test
  void neverLetsMoreThanHalfAMinutesCallsBeyondTheRateThrough() {
    var start = clock.instant();
    int calls = 0;
    while (Duration.between(start, clock.instant()).compareTo(Duration.ofMinutes(10)) < 0) {
      assertThat(enter(Method.CHANNEL)).isEmpty();
      calls++;
    }
    assertThat(calls).isBetween(500, 526);
  }

  @Test
  void refusesALongWaitWithoutTakingAPlace() {
    for (int i = 0; i < 10; i++) {
      assertThat(enter(Method.CHANNELS)).isEmpty();
    }

    for (int i = 0; i < 3; i++) {
      assertThat(enter(Method.CHANNELS)).contains(Duration.ofSeconds(3));
    }
    clock.advance(Duration.ofSeconds(1));
    assertThat(enter(Method.CHANNELS)).isEmpty();
    assertThat(pauses).containsExactly(Duration.ofSeconds(2));
  }

  @Test
  void closesAMethodForAsLongAsSlackSays() {
    pace.close(Method.UPDATE, "C1", Duration.ofSeconds(10));

    assertThat(pace.enter(Method.UPDATE, "C2")).contains(Duration.ofSeconds(10));
    assertThat(enter(Method.USER)).isEmpty();
    clock.advance(Duration.ofSeconds(10));
    assertThat(pace.enter(Method.UPDATE, "C2")).isEmpty();
  }

  @Test
  void closesOneChannelAlone() {
    pace.close(Method.POST_MESSAGE, "C1", Duration.ofSeconds(10));

    assertThat(enter(Method.POST_MESSAGE)).contains(Duration.ofSeconds(10));
    assertThat(pace.enter(Method.POST_MESSAGE, "C2")).isEmpty();
  }

  @Test
  void pausesForAShortClosure() {
    pace.close(Method.POST_MESSAGE, "C1", Duration.ofSeconds(2));

    assertThat(enter(Method.POST_MESSAGE)).isEmpty();
    assertThat(pauses).containsExactly(Duration.ofSeconds(2));
  }

  @Test
  void closesForAnHourAtMost() {
    pace.close(Method.UPDATE, "", Duration.ofDays(9));

    assertThat(enter(Method.UPDATE)).contains(Duration.ofHours(1));
  }

  @Test
  void isNotHeldUpByAClockThatWasSetBack() {
    enter(Method.POST_MESSAGE);
    clock.advance(Duration.ofHours(-2));

    assertThat(enter(Method.POST_MESSAGE)).isEmpty();
    assertThat(pauses).isEmpty();
  }

  @Test
  void letsNobodyGainPlacesByWaitingTogether() throws InterruptedException {
    var still = new Pace(clock, length -> pauses.add(length));
    var first = Thread.ofVirtual().start(() -> still.enter(Method.POST_MESSAGE, "C1"));
    first.join();
    still.enter(Method.POST_MESSAGE, "C1");
    still.enter(Method.POST_MESSAGE, "C1");

    assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
    assertThat(still.enter(Method.POST_MESSAGE, "C1")).contains(Duration.ofSeconds(3));
  }
}
