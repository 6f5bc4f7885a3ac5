package dev.sallyport.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.delivery.LiveSecrets.Look;
import dev.sallyport.core.testing.FakeClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class LiveSecretsTest {
  private final FakeClock clock = new FakeClock();
  private String stored = "first-secret-value";
  private boolean down;
  private int reads;
  private final LiveSecrets secrets = new LiveSecrets(this::read, clock);

  private String read() {
    reads++;
    if (down) {
      throw new IllegalStateException("the store is down");
    }
    return stored;
  }

  private Look refresh() {
    return secrets.refresh(secrets.get(), clock.instant());
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
    clock.advance(Duration.ofSeconds(59));
    assertThat(refresh()).isEqualTo(new Look.TooSoon());
    assertThat(secrets.get().current()).isEqualTo("first-secret-value");
    clock.advance(Duration.ofSeconds(1));
    assertThat(refresh()).isEqualTo(new Look.Changed(VerificationSecrets.of(stored)));
    assertThat(secrets.get().current()).isEqualTo("second-secret-value");
    assertThat(refresh()).isEqualTo(new Look.TooSoon());
    clock.advance(Duration.ofSeconds(60));
    assertThat(refresh()).isEqualTo(new Look.Unchanged());
    assertThat(reads).isEqualTo(3);
  }

  @Test
  void whatWasReadAfterTheDeliveryWasAcceptedIsALook() {
    VerificationSecrets known = secrets.get();
    Instant accepted = clock.instant();
    assertThat(secrets.refresh(known, accepted.minusSeconds(6))).isEqualTo(new Look.Unchanged());
    assertThat(secrets.refresh(known, accepted.minusSeconds(5)))
        .as("the clocks may differ")
        .isEqualTo(new Look.TooSoon());
    assertThat(reads).isEqualTo(1);
  }

  @Test
  void whatAnotherThreadReadMeanwhileIsTold() {
    assertThat(secrets.refresh(VerificationSecrets.of("tried-secret-value"), clock.instant()))
        .isEqualTo(new Look.Changed(VerificationSecrets.of(stored)));
    assertThat(secrets.refresh(VerificationSecrets.of("tried-secret-value"), clock.instant()))
        .isEqualTo(new Look.Changed(VerificationSecrets.of(stored)));
    assertThat(reads).isEqualTo(1);
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
    assertThat(refresh()).isInstanceOf(Look.Away.class);
    assertThat(secrets.get().current()).isEqualTo("first-secret-value");
    down = false;
    clock.advance(Duration.ofSeconds(59));
    assertThat(refresh()).as("not asked again").isInstanceOf(Look.Away.class);
    clock.advance(Duration.ofSeconds(1));
    assertThat(refresh()).isEqualTo(new Look.Unchanged());
    assertThat(reads).isEqualTo(3);
  }

  @Test
  void doNotPrintTheirValues() {
    assertThat(secrets.get().current()).isEqualTo("first-secret-value");
    assertThat(secrets).asString().doesNotContain("first");
  }
}
