package dev.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts as a yes. */
final class ConsentTest {
  @ParameterizedTest
  @ValueSource(strings = {"yes", "y", "Y", "YES", " Yes "})
  void yes(String answer) {
    assertThat(Consent.isYes(answer)).isTrue();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "n", "no", "ye", "yesterday"})
  void anythingElseIsNo(String answer) {
    assertThat(Consent.isYes(answer)).isFalse();
  }
}
