package dev.sallyport.core.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MatchingTest {
  private static boolean matches(String expression, String text) {
    return Matching.of(expression).any(List.of("-", text));
  }

  @ParameterizedTest
  @CsvSource({
    "prod-*, prod-db",
    "*, anything",
    "a.c, a.c",
    "'^OPS-[0-9]{1,5}: .*$', 'OPS-12: fix it'",
    "^(?i)deploy$, DEPLOY",
    "^a|b$, xb",
    "'^[\\w.]+@example\\.com$', alice.b@example.com",
    "^(ab)?c$, c",
    "^a+?$, aaa",
    "^[^b]$, a",
    "^}]$, }]",
    "^a\\$, a$",
  })
  void matchesAsInTeleport(String expression, String text) {
    assertThat(matches(expression, text)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"prod, prod-db", "a.c, abc", "^prod$, prod-db", "'^[a-c]+$', abd", "*x, 'a\nx'"})
  void doesNotMatch(String expression, String text) {
    assertThat(matches(expression, text)).isFalse();
  }

  @Test
  void theEndIsTheVeryEnd() {
    assertThat(matches("^x$", "x\n")).isFalse();
    assertThat(matches("^x.y$", "x\u2028y")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "^(a)\\1$",
        "^(?=a)a$",
        "^(?P<n>a)$",
        "^a++$",
        "^*a$",
        "^(ab)*$",
        "^(ab){2}$",
        "^[[:alpha:]]$",
        "^[a&&b]$",
        "^[]a]$",
        "^[c-a]$",
        "^a{,3}$",
        "^\\v$",
        "^(a$",
        "^a)$",
        "^[a$"
      })
  void whatGoAndJavaReadDifferentlyIsNotUnderstood(String expression) {
    assertThatThrownBy(() -> matches(expression, "a")).isInstanceOf(Unclear.class);
  }

  @Test
  void givesUpRatherThanSearchForEver() {
    String text = "a".repeat(4000) + "!";
    assertThatThrownBy(() -> matches("^a*a*a*a*b$", text)).hasMessageContaining("takes too long");
    assertThatThrownBy(() -> matches("*a*a*a*a*b", text)).hasMessageContaining("takes too long");
    assertThatThrownBy(() -> matches("a".repeat(501), "a")).isInstanceOf(Unclear.class);
    assertThatThrownBy(() -> matches("a", "a".repeat(9000))).isInstanceOf(Unclear.class);
    assertThat(matches("^[a-z]*!$", text)).isTrue();
  }
}
