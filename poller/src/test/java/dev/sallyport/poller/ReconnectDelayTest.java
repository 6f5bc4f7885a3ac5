package dev.sallyport.poller;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;

class ReconnectDelayTest {
  private final ReconnectDelay delay = new ReconnectDelay(new Random());

  @RepeatedTest(20)
  void growsWithinItsBounds() {
    assertThat(delay.next()).isBetween(Duration.ofMillis(20), Duration.ofMillis(60));
    assertThat(Stream.generate(delay::next).limit(9))
        .allMatch(wait -> wait.compareTo(Duration.ofSeconds(5)) <= 0);
    assertThat(Stream.generate(delay::next).limit(200).toList())
        .allMatch(wait -> wait.compareTo(Duration.ofSeconds(30)) <= 0)
        .anyMatch(wait -> wait.compareTo(Duration.ofSeconds(5)) > 0);
  }

  @RepeatedTest(5)
  void beginsAnewAfterHealth() {
    Stream.generate(delay::next).limit(30).forEach(wait -> assertThat(wait).isPositive());

    delay.reset();

    assertThat(delay.next()).isBetween(Duration.ofMillis(20), Duration.ofMillis(60));
  }
}
