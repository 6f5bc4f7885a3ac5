package dev.sallyport.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class VerificationSecretsTest {
  private static final Instant UNTIL = Instant.parse("2026-11-20T13:00:00Z");
  private static final String ALL =
      "{\"pending\":\"canary-pending-1\",\"current\":\"canary-current-1\","
          + "\"previous\":{\"value\":\"canary-previous-1\",\"until\":\"2026-11-20T13:00:00Z\"}}";

  @Test
  void thePreviousOneEndsExactlyAtItsTime() {
    VerificationSecrets secrets = VerificationSecrets.parse(ALL);
    assertThat(secrets.accepted(UNTIL.minusNanos(1)))
        .containsExactly("canary-current-1", "canary-pending-1", "canary-previous-1");
    assertThat(secrets.accepted(UNTIL)).containsExactly("canary-current-1", "canary-pending-1");
  }

  @Test
  void knowsOurOwnSubscriptions() {
    String text = ALL.substring(0, ALL.length() - 1) + ",\"subscriptions\":[\"PWH1\",\"PWH2\"]}";
    VerificationSecrets secrets = VerificationSecrets.parse(text);
    assertThat(secrets.subscriptions()).containsExactly("PWH1", "PWH2");
    assertThat(VerificationSecrets.parse(ALL).subscriptions()).isEmpty();
    assertThat(secrets.toJson()).isEqualTo(text);
    assertThat(VerificationSecrets.parse(secrets.toJson())).isEqualTo(secrets);
    VerificationSecrets least = VerificationSecrets.of("canary-current-1");
    assertThat(VerificationSecrets.parse(least.toJson())).isEqualTo(least);
  }

  @Test
  void oneLineIsTheCurrentOne() {
    assertThat(VerificationSecrets.parse("  canary-current-1\n"))
        .isEqualTo(VerificationSecrets.of("canary-current-1"));
    assertThat(VerificationSecrets.parse("canary-current-1").accepted(UNTIL))
        .containsExactly("canary-current-1");
  }

  @Test
  void whatIsNullOrUnknownIsNotThere() {
    assertThat(
            VerificationSecrets.parse(
                "{\"pending\":null,\"previous\":null,\"news\":{\"a\":[1]},"
                    + "\"current\":\"canary-current-1\"}"))
        .isEqualTo(VerificationSecrets.of("canary-current-1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "canary",
        "canary-current-1\ncanary-pending-1",
        "canary-current-\u00e9",
        "canary current-1",
        "{",
        "{}",
        "{\"current\":\"canary\"}",
        "{\"current\":\"canary-current-1\",\"subscriptions\":\"canary\"}",
        "{\"current\":\"canary-current-1\",\"subscriptions\":[5]}",
        "{\"current\":\"canary-current-1\",\"subscriptions\":[null]}",
        "{\"current\":\"canary-current-1\",\"subscriptions\":[\"\"]}",
        "{\"current\":\"canary-current-1\",\"subscriptions\":[\"can ary\"]}",
        "{\"current\":\"canary-current-1\",\"subscriptions\":[\"canary\"",
        "{\"current\":\"canary-current-1\"",
        "{\"current\":\"canary-current-1\"} canary",
        "{\"current\":\"canary-current-1\",\"current\":\"canary-current-2\"}",
        "{\"current\":\"canary-current-1\",canary}",
        "{\"current\":4711}",
        "{\"current\":null}",
        "{\"current\":[\"canary-current-1\"]}",
        "{\"current\":\"canary-current-1\",\"pending\":\"\"}",
        "{\"current\":\"canary-current-1\",\"previous\":\"canary-previous-1\"}",
        "{\"current\":\"canary-current-1\",\"previous\":{\"value\":\"canary-previous-1\"}}",
        "{\"current\":\"canary-current-1\",\"previous\":{\"until\":\"2026-11-20T13:00:00Z\"}}",
        "{\"current\":\"canary-current-1\",\"previous\":{\"value\":\"canary-previous-1\","
            + "\"until\":\"canary\"}}"
      })
  void whatIsWrongIsSaidWithoutAValue(String text) {
    assertThatThrownBy(() -> VerificationSecrets.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasNoCause()
        .hasMessageContaining("secret")
        .hasMessageNotContaining("canary")
        .hasMessageNotContaining("4711");
  }

  @Property
  void readingEitherWorksOrSaysWhy(@ForAll String text) {
    try {
      assertThat(VerificationSecrets.parse(text).current()).isEqualTo(text.strip());
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageContaining("secret");
    }
  }

  @Test
  void doesNotPrintItsValues() {
    VerificationSecrets secrets = VerificationSecrets.parse(ALL);
    String printed =
        Arrays.asList(secrets, secrets.previous()).stream()
            .map(Object::toString)
            .collect(Collectors.joining());
    assertThat(printed).doesNotContain("canary").contains("2026-11-20T13:00:00Z");
  }
}
