package dev.sallyport.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.core.testing.FakeClock;
import dev.sallyport.core.testing.SignalLog;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LiveModesTest {
  private final FakeClock clock = new FakeClock();
  private final SignalLog signals = new SignalLog();
  private final Map<String, Mode> file = new HashMap<>(Map.of("slack", Mode.ON));
  private boolean broken;
  private int reads;

  private LiveModes modes() {
    return new LiveModes(this::read, signals, clock);
  }

  private Map<String, Mode> read() {
    reads++;
    if (broken) {
      throw new ConfigError("request " + reads + " was throttled");
    }
    return file;
  }

  @Test
  void aChangeCountsWithinAMinute() {
    LiveModes modes = modes();
    file.put("slack", Mode.OFF);
    Duration waited = Duration.ZERO;
    while (modes.of("slack") == Mode.ON) {
      clock.advance(Duration.ofSeconds(1));
      waited = waited.plusSeconds(1);
      assertThat(waited).isLessThanOrEqualTo(Duration.ofSeconds(60));
    }
    assertThat(signals.events()).containsExactly("mode-changed");
    assertThat(signals.said().getFirst().text()).isEqualTo("slack is now off");
  }

  private static Mode under(Config used, String text) {
    return Optional.ofNullable(LiveModes.under(used, "file", text).get("slack")).orElseThrow();
  }

  @Test
  void whatIsRaisedWithOtherRulesIsNotRaisedForTheRulesBefore() {
    String shadow = "[teleport]\ncluster = \"a\"\n[modes]\nslack = \"shadow\"\n";
    String on = shadow.replace("shadow", "on");
    String off = shadow.replace("shadow", "off");
    String otherRules = "[auto_approval]\nwindow = \"2m\"\n";
    Config used = ConfigReader.local("file", shadow);
    assertThat(under(used, on)).isEqualTo(Mode.ON);
    assertThat(under(used, on.replace("\"a\"\n", "\"a\"\naddr = \"b:1\"\n"))).isEqualTo(Mode.ON);
    assertThat(under(used, on + otherRules)).isEqualTo(Mode.SHADOW);
    assertThat(under(used, on + "unknown = 1\n")).isEqualTo(Mode.SHADOW);
    assertThat(under(used, off + otherRules)).isEqualTo(Mode.OFF);
    assertThat(under(used, off + "unknown = 1\n")).isEqualTo(Mode.OFF);
  }

  @Test
  void isNotReadForEachQuestion() {
    LiveModes modes = modes();
    for (int i = 0; i < 10; i++) {
      modes.of("slack");
      clock.advance(Duration.ofSeconds(1));
    }
    assertThat(reads).isEqualTo(1);
  }

  @Test
  void theLastGoodModesStayWithAnAlarmNowAndThen() {
    LiveModes modes = modes();
    broken = true;
    for (int i = 0; i < 19; i++) {
      clock.advance(Duration.ofSeconds(30));
      assertThat(modes.of("slack")).isEqualTo(Mode.ON);
    }
    assertThat(signals.alarms()).containsExactly("config-unreadable", "config-unreadable");
  }

  @Test
  void alarmsAgainAfterARecovery() {
    LiveModes modes = modes();
    for (boolean is : new boolean[] {true, false, true}) {
      broken = is;
      clock.advance(Duration.ofSeconds(30));
      modes.of("slack");
    }
    assertThat(signals.alarms()).containsExactly("config-unreadable", "config-unreadable");
  }

  @Test
  void aPartWithoutAModeIsAMistakeOfOurs() {
    assertThatThrownBy(() -> modes().of("fax")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void doesNotStartWithoutModes() {
    broken = true;
    assertThatThrownBy(this::modes).isInstanceOf(ConfigError.class);
  }
}
