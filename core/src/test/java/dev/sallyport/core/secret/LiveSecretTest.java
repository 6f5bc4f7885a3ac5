package dev.sallyport.core.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.config.ConfigError;
import dev.sallyport.core.delivery.VerificationSecrets;
import dev.sallyport.core.testing.FakeClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class LiveSecretTest {
  private final FakeClock clock = new FakeClock();
  private String stored = "first-secret-value";
  private boolean down;
  private int reads;
  private final LiveSecret<VerificationSecrets> secrets =
      VerificationSecrets.live(this::read, clock);

  private String read() {
    reads++;
    if (down) {
      throw new IllegalStateException("the store is down");
    }
    return stored;
  }

  @Test
  void areReadOnceInFiveMinutes() {
    assertThat(secrets.get().current()).isEqualTo("first-secret-value");
    stored = "second-secret-value";
    clock.advance(Duration.ofMinutes(5).minusMillis(1));
    assertThat(secrets.get().current()).isEqualTo("first-secret-value");
    clock.advance(Duration.ofMillis(1));
    assertThat(secrets.get().current()).isEqualTo("second-secret-value");
    assertThat(reads).isEqualTo(2);
  }

  @Test
  void areReadAgainAfterAMismatchButAtMostOnceAMinute() {
    assertThat(secrets.get().current()).isEqualTo("first-secret-value");
    stored = "second-secret-value";
    assertThat(secrets.refresh())
        .as("however short ago they were read")
        .contains(VerificationSecrets.of("second-secret-value"));
    assertThat(secrets.get().current()).isEqualTo("second-secret-value");
    stored = "third-secret-value";
    clock.advance(Duration.ofSeconds(59));
    assertThat(secrets.refresh()).isEmpty();
    clock.advance(Duration.ofSeconds(1));
    assertThat(secrets.refresh()).contains(VerificationSecrets.of("third-secret-value"));
    clock.advance(Duration.ofSeconds(60));
    assertThat(secrets.refresh()).as("nothing new").isEmpty();
    assertThat(reads).isEqualTo(4);
  }

  @Test
  void tellWhetherTheyAreAsNewAsATime() {
    assertThat(secrets.isReadSince(clock.instant())).as("never read").isFalse();
    var _ = secrets.get();
    assertThat(secrets.isReadSince(clock.instant())).isTrue();
    assertThat(secrets.isReadSince(clock.instant().plusMillis(1))).isFalse();
    down = true;
    clock.advance(Duration.ofMinutes(1));
    var _ = secrets.refresh();
    assertThat(secrets.isReadSince(clock.instant())).as("tried in vain").isFalse();
  }

  @Test
  void tellWhetherAnotherTookTheirPlaceSinceATime() {
    var _ = secrets.get();
    assertThat(secrets.isChangedSince(clock.instant())).as("the first").isFalse();
    clock.advance(Duration.ofMinutes(1));
    var _ = secrets.refresh();
    assertThat(secrets.isChangedSince(clock.instant())).as("the same").isFalse();
    stored = "second-secret-value";
    clock.advance(Duration.ofMinutes(5));
    assertThat(secrets.get().current()).isEqualTo("second-secret-value");
    assertThat(secrets.isChangedSince(clock.instant())).isTrue();
    assertThat(secrets.isChangedSince(clock.instant().plusMillis(1))).isFalse();
  }

  @Test
  void ofOurOwnFailuresTheWordsAreKept() {
    assertThatThrownBy(() -> failing(new Unavailable("it is throttled")).get())
        .isInstanceOf(Unavailable.class)
        .hasMessage("it is throttled");
    assertThatThrownBy(() -> failing(new ConfigError("the variable X is not set")).get())
        .isInstanceOf(Unavailable.class)
        .hasMessage("the variable X is not set");
    assertThatThrownBy(() -> failing(new IllegalArgumentException("no header: canary")).get())
        .isInstanceOf(Unavailable.class)
        .hasMessageNotContaining("canary");
  }

  private LiveSecret<String> failing(RuntimeException failure) {
    return new LiveSecret<>(
        () -> {
          throw failure;
        },
        text -> text,
        clock);
  }

  @Test
  void aStoreThatWasNeverReadIsUnavailable() {
    down = true;
    assertThatThrownBy(secrets::get).isInstanceOf(Unavailable.class);
    down = false;
    assertThat(secrets.get().current()).isEqualTo("first-secret-value");
  }

  @Test
  void whatCannotBeReadIsUnavailableAndNotShown() {
    stored = "canary\nsecret";
    assertThatThrownBy(secrets::get)
        .isInstanceOf(Unavailable.class)
        .hasMessageNotContaining("canary");
  }

  @Test
  void theLastOnesStayInUseForAnHour() {
    assertThat(secrets.get().current()).isEqualTo("first-secret-value");
    down = true;
    clock.advance(Duration.ofHours(1).minusMillis(1));
    assertThat(secrets.get().current()).isEqualTo("first-secret-value");
    clock.advance(Duration.ofMillis(1));
    assertThatThrownBy(secrets::get).isInstanceOf(Unavailable.class);
    down = false;
    clock.advance(Duration.ofSeconds(10));
    assertThat(secrets.get().current()).isEqualTo("first-secret-value");
  }

  @Test
  void aStoreThatIsDownIsAskedEveryTenSecondsAtMost() {
    assertThat(secrets.get().current()).isEqualTo("first-secret-value");
    down = true;
    clock.advance(Duration.ofMinutes(5));
    for (int second = 0; second < 10; second++) {
      assertThat(secrets.get().current()).isEqualTo("first-secret-value");
      clock.advance(Duration.ofSeconds(1));
    }
    assertThat(reads).isEqualTo(2);
    assertThat(secrets.get().current()).isEqualTo("first-secret-value");
    assertThat(reads).isEqualTo(3);
  }

  @Test
  void aMismatchWhileTheStoreIsDownDoesNotLoseTheLastOnes() {
    assertThat(secrets.get().current()).isEqualTo("first-secret-value");
    down = true;
    clock.advance(Duration.ofMinutes(2));
    assertThat(secrets.refresh()).isEmpty();
    assertThat(secrets.get().current()).isEqualTo("first-secret-value");
  }

  @Test
  void doNotPrintTheirValues() {
    assertThat(secrets.get().current()).isEqualTo("first-secret-value");
    assertThat(secrets).asString().doesNotContain("first");
  }
}
