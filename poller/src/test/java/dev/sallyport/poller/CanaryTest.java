package dev.sallyport.poller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.Cause;
import dev.sallyport.core.event.RequestEvent;
import dev.sallyport.teleport.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CanaryTest {
  private static final PollerSettings SETTINGS =
      PollerSettings.of("teleport.example.com").withCanary();

  @Test
  void sendsOneOnEachQuarterOfAnHour() {
    try (PollerFixture fixture = new PollerFixture(SETTINGS)) {
      fixture.settled();
      fixture.ticks.advance(Duration.ofMinutes(30));

      assertThat(canaries(fixture))
          .allSatisfy(event -> assertThat(event.requestId()).isEqualTo("canary"))
          .extracting(RequestEvent::observedAt)
          .containsExactly(
              Instant.parse("2026-11-20T10:15:00Z"), Instant.parse("2026-11-20T10:30:00Z"));
    }
  }

  @Test
  void pollersSideBySideSendTheSame() {
    try (PollerFixture one = new PollerFixture(SETTINGS);
        PollerFixture other = new PollerFixture(SETTINGS)) {
      one.settled();
      other.ticks.advance(Duration.ofSeconds(77));
      other.settled();
      one.ticks.advance(Duration.ofMinutes(15));
      other.ticks.advance(Duration.ofMinutes(15));

      assertThat(canaries(one).getFirst().deduplicationId())
          .isEqualTo(canaries(other).getFirst().deduplicationId());
    }
  }

  @Test
  void sendsItWithoutACluster() {
    try (PollerFixture fixture = new PollerFixture(SETTINGS)) {
      fixture.cluster.openRefusal = Optional.of(Reason.UNAVAILABLE);
      fixture.started();
      fixture.ticks.advance(Duration.ofMinutes(15));

      assertThat(canaries(fixture)).hasSize(1);
    }
  }

  @Test
  void sendsNoneUnlessToldTo() {
    try (PollerFixture fixture = new PollerFixture()) {
      fixture.settled();
      fixture.ticks.advance(Duration.ofMinutes(30));

      assertThat(canaries(fixture)).isEmpty();
    }
  }

  private static List<RequestEvent> canaries(PollerFixture fixture) {
    return fixture.queue.events.stream().filter(event -> event.cause() == Cause.CANARY).toList();
  }
}
