package dev.sallyport.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.signal.Signal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LiveConfigTest {
  private static final String GOOD =
      "[teleport]\ncluster = \"a\"\n[modes]\nauto_approval = \"on\"\n";
  private static final String BRAKED = GOOD.replace("\"on\"", "\"off\"");

  private final List<Signal> signals = new ArrayList<>();
  private String stored = GOOD;
  private Instant now = Instant.parse("2026-11-20T10:00:00Z");
  private final LiveConfig config =
      new LiveConfig(
          () -> stored, text -> ConfigReader.deployed("stored", text), signals::add, () -> now);

  private Mode after(String text) {
    stored = text;
    now = now.plusSeconds(20);
    return config.of("auto_approval");
  }

  @Test
  void theBrakeWorksAlsoWhereSomethingElseIsWrong() {
    assertThat(after(BRAKED + "unknown = 1\n")).isEqualTo(Mode.OFF);
    assertThat(config.get().teleport().cluster()).isEqualTo("a");
    assertThat(signals).extracting(Signal::event).containsOnlyOnce("config-unreadable");
    assertThat(after(GOOD)).isEqualTo(Mode.ON);
    assertThat(after("[teleport\n")).as("nothing can be read").isEqualTo(Mode.ON);
  }

  @Test
  void aBrakeStaysWhenTheTextBreaksAltogether() {
    assertThat(after(BRAKED + "unknown = 1\n")).isEqualTo(Mode.OFF);
    assertThat(after("[teleport\n")).isEqualTo(Mode.OFF);
    assertThat(signals).extracting(Signal::event).contains("mode-changed");
  }

  @Test
  void whatIsRaisedWithOtherRulesIsNotRaisedForTheRulesBefore() {
    String rules = "[auto_approval]\nwindow = \"2m\"\n";
    assertThat(after(BRAKED)).isEqualTo(Mode.OFF);
    Modes before = config.under(config.get());
    assertThat(after(GOOD + rules)).isEqualTo(Mode.ON);
    assertThat(before.of("auto_approval")).isEqualTo(Mode.OFF);
    Modes since = config.under(config.get());
    assertThat(since.of("auto_approval")).isEqualTo(Mode.ON);
    assertThat(after(BRAKED + rules)).isEqualTo(Mode.OFF);
    assertThat(since.of("auto_approval")).isEqualTo(Mode.OFF);
    assertThat(after(GOOD + rules)).isEqualTo(Mode.ON);
    assertThat(since.of("auto_approval")).isEqualTo(Mode.ON);
  }

  @Test
  void aTextThatIsRefusedRaisesNothing() {
    assertThat(after(BRAKED)).isEqualTo(Mode.OFF);
    assertThat(after(GOOD + "unknown = 2\n")).isEqualTo(Mode.OFF);
    assertThat(after("[teleport]\ncluster = \"a\"\nunknown = 3\n")).isEqualTo(Mode.OFF);
    assertThat(config.of("slack")).as("not named, and so as before").isEqualTo(Mode.ON);
    assertThat(after(GOOD)).isEqualTo(Mode.ON);
  }
}
