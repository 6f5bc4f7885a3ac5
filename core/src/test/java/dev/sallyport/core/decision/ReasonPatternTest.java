package dev.sallyport.core.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReasonPatternTest {
  @Test
  void branchesThatNoLookAtACharacterBoundsAreRefused() {
    assertThatThrownBy(() -> new ReasonPattern("^" + "(a?)?".repeat(40) + "z$"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("16");
    assertThat(new ReasonPattern("^" + "(a?)?".repeat(16) + "z$").matches("")).isFalse();
  }

  @Test
  void aPartOfTheReasonIsEnoughUnlessItIsHeldToTheWhole() {
    assertThat(new ReasonPattern("OPS-\\d+").matches("see OPS-12, please")).isTrue();
    assertThat(new ReasonPattern("^OPS-\\d+$").matches("see OPS-12, please")).isFalse();
    assertThat(new ReasonPattern("^OPS-\\d+$").matches("OPS-12")).isTrue();
    assertThat(new ReasonPattern("(?i)ops-\\d+").matches("OPS-12")).isTrue();
    assertThat(new ReasonPattern("OPS-\\d+").matches("")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"(a+)+$", "(a|aa)+$", "(.*a){20}$", "((a|b)*)*c", "(a|b)*c"})
  @Timeout(value = 20, unit = TimeUnit.SECONDS)
  void aReasonThatTakesTooLongDoesNotMatch(String pattern) {
    assertThat(new ReasonPattern(pattern).matches("a".repeat(999) + "!")).isFalse();
  }

  @Test
  void aLongReasonDoesNotMatch() {
    assertThat(new ReasonPattern("a").matches("a".repeat(1_000))).isTrue();
    assertThat(new ReasonPattern("a").matches("a".repeat(1_001))).isFalse();
  }

  @Test
  void whatIsNoPatternIsRefused() {
    assertThatThrownBy(() -> new ReasonPattern("(")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ReasonPattern("a".repeat(301)))
        .hasMessage("a pattern has 1 to 300 characters");
  }
}
