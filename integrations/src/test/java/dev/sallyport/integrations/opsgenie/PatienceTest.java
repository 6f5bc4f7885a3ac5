package dev.sallyport.integrations.opsgenie;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.integrations.http.MovableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class PatienceTest {
  private final MovableClock clock = new MovableClock();
  private final List<Duration> pauses = new ArrayList<>();

  @Test
  void waitsThreeSecondsAtMost() {
    AtomicInteger looks = new AtomicInteger();
    Patience patience = new Patience(this::pause, clock);
    assertThat(
            patience.until(
                () -> {
                  looks.incrementAndGet();
                  return Optional.empty();
                }))
        .isEmpty();
    assertThat(looks).hasValue(4);
    assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus))
        .isLessThanOrEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void slowLooksEndItSooner() {
    AtomicInteger looks = new AtomicInteger();
    Patience patience = new Patience(this::pause, clock);
    patience.until(
        () -> {
          looks.incrementAndGet();
          clock.advance(Duration.ofSeconds(5));
          return Optional.empty();
        });
    assertThat(looks).hasValue(1);
  }

  @Test
  void takesTheFirstThatItFinds() {
    AtomicInteger looks = new AtomicInteger();
    Patience patience = new Patience(this::pause, clock);
    assertThat(
            patience.until(
                () -> looks.incrementAndGet() < 2 ? Optional.empty() : Optional.of("it")))
        .contains("it");
    assertThat(pauses).containsExactly(Duration.ofMillis(200), Duration.ofMillis(400));
  }

  private void pause(Duration length) {
    pauses.add(length);
    clock.advance(length);
  }
}
