package dev.sallyport.workers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.signal.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a refusal of a credential leads to. */
final class KeyTest {
  private final List<Signal> signals = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-20T10:00:00Z");
  private String stored = "first";
  private boolean down;
  private int reads;
  private final Key key = new Key("pagerduty", this::read, signals::add, () -> now);

  private String read() {
    reads++;
    if (down) {
      throw new Unavailable("the secret sallyport/pagerduty cannot be read: ThrottlingException");
    }
    return stored;
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }

  @Test
  void whatIsStoredAndRefusedIsAnAlarm() {
    assertThat(key.get()).isEqualTo("first");
    key.refused();
    assertThat(signals).singleElement().satisfies(KeyTest::isTheAlarm);
  }

  private static void isTheAlarm(Signal signal) {
    assertThat(signal.level()).isEqualTo(Signal.Level.ALARM);
    assertThat(signal.event()).isEqualTo("credential-refused");
    assertThat(signal.fields()).containsEntry("destination", "pagerduty");
    assertThat(signal.text()).contains("pagerduty refuses").doesNotContain("first");
  }

  @Test
  void aChangeOfTheKeyIsNoAlarm() {
    assertThat(key.get()).isEqualTo("first");
    stored = "second";
    key.refused();
    assertThat(signals).isEmpty();
    assertThat(key.get()).isEqualTo("second");
  }

  @Test
  void aCallThatWasUnderWayDuringTheChangeIsNoAlarm() {
    assertThat(key.get()).isEqualTo("first");
    stored = "second";
    key.refused();
    pass(Duration.ofSeconds(10));
    key.refused();
    assertThat(signals).isEmpty();
  }

  @Test
  void noAlarmFollowsAChangeThatWasFoundInTime() {
    assertThat(key.get()).isEqualTo("first");
    stored = "second";
    pass(Duration.ofMinutes(5));
    assertThat(key.get()).isEqualTo("second");
    key.refused();
    assertThat(signals).as("a call with the first one was under way").isEmpty();
  }

  @Test
  void aNewKeyThatIsRefusedTooIsAnAlarm() {
    assertThat(key.get()).isEqualTo("first");
    stored = "second";
    key.refused();
    assertThat(key.get()).isEqualTo("second");
    pass(Duration.ofSeconds(20));
    key.refused();
    assertThat(signals).singleElement().satisfies(KeyTest::isTheAlarm);
  }

  @Test
  void aBadKeyAlarmsEachTimeAndIsReadOnceAMinute() {
    assertThat(key.get()).isEqualTo("first");
    for (int second = 0; second < 60; second++) {
      key.refused();
      assertThat(key.get()).isEqualTo("first");
      pass(Duration.ofSeconds(1));
    }
    assertThat(signals).hasSize(60);
    assertThat(reads).isEqualTo(2);
    key.refused();
    assertThat(reads).isEqualTo(3);
  }

  @Test
  void aRefusedKeyStaysInUseWhileTheStoreCannotBeAsked() {
    assertThat(key.get()).isEqualTo("first");
    down = true;
    key.refused();
    for (int second = 0; second < 9; second++) {
      assertThat(key.get()).isEqualTo("first");
      pass(Duration.ofSeconds(1));
    }
    assertThat(reads).isEqualTo(2);
    assertThat(signals).as("it may be a bad one").hasSize(1);
  }

  @Test
  void doesNotPrintItsValue() {
    assertThat(key.get()).isEqualTo("first");
    assertThat(key).asString().doesNotContain("first");
  }
}
