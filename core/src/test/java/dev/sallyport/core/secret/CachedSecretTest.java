package dev.sallyport.core.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CachedSecretTest {
  private Instant now = Instant.parse("2026-11-20T12:00:00Z");
  private final ArrayDeque<String> stored = new ArrayDeque<>(List.of("first", "second", "third"));
  private final CachedSecret secret =
      new CachedSecret(stored::removeFirst, Duration.ofMinutes(5), () -> now);

  @Test
  void isReadOnceWithinItsLife() {
    assertThat(secret.get()).isEqualTo("first");
    now = now.plus(Duration.ofMinutes(4));
    assertThat(secret.get()).isEqualTo("first");
    now = now.plus(Duration.ofMinutes(1));
    assertThat(secret.get()).isEqualTo("second");
  }

  @Test
  void readsAgainAtOnceWhenItIsRefusedHoweverFreshItIs() {
    assertThat(secret.get()).isEqualTo("first");
    now = now.plusSeconds(1);
    secret.refused();
    assertThat(secret.get()).isEqualTo("second");
  }

  @Test
  void readsAtMostOnceAMinuteHoweverOftenItIsRefused() {
    secret.refused();
    assertThat(secret.get()).isEqualTo("first");
    now = now.plusSeconds(59);
    secret.refused();
    assertThat(secret.get()).isEqualTo("first");
    now = now.plusSeconds(1);
    secret.refused();
    assertThat(secret.get()).isEqualTo("second");
    secret.refused();
    assertThat(secret.get()).isEqualTo("second");
  }

  @Test
  void doesNotPrintItsValue() {
    assertThat(secret.get()).isEqualTo("first");
    assertThat(secret).asString().doesNotContain("first");
  }
}
