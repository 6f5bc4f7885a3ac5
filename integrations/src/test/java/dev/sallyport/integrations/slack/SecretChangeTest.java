package dev.sallyport.integrations.slack;

import static dev.sallyport.integrations.slack.SignedClick.NOW;
import static dev.sallyport.integrations.slack.SignedClick.SECRET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.delivery.LiveSecrets;
import dev.sallyport.core.delivery.SignedDelivery;
import dev.sallyport.core.review.Gestures.Reading;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The secret is regenerated while this process still knows the old one. */
final class SecretChangeTest {
  private static final String NEXT = "test-secret-upcoming";

  private Instant now = NOW.minusSeconds(20);
  private String stored = SECRET;
  private boolean down;
  private int reads;
  private final SlackGestures gestures =
      new SlackGestures(new LiveSecrets(this::read, () -> now), "T1", "A1", () -> now);

  private String read() {
    reads++;
    if (down) {
      throw new IllegalStateException("the store is down");
    }
    return stored;
  }

  private static SignedDelivery signed(String secret) {
    return SignedClick.signed("payload={}", secret);
  }

  @BeforeEach
  void knowsTheOldOne() {
    assertThat(gestures.read(signed(SECRET), now)).isEqualTo(new Reading.Nothing());
    stored = NEXT;
  }

  @Test
  void aClickThatComesBeforeTheStoreMayBeAskedComesBack() {
    Instant sentAt = NOW.plusSeconds(10);
    now = sentAt;
    assertThatThrownBy(() -> gestures.read(signed(NEXT), sentAt)).isInstanceOf(Unavailable.class);
    now = NOW.plusSeconds(39);
    assertThatThrownBy(() -> gestures.read(signed(NEXT), sentAt)).isInstanceOf(Unavailable.class);
    now = NOW.plusSeconds(40);
    assertThat(gestures.read(signed(NEXT), sentAt)).isEqualTo(new Reading.Nothing());
    assertThat(reads).isEqualTo(2);
  }

  @Test
  void aClickComesBackForTwoMinutesWhileTheStoreIsDown() {
    Instant sentAt = NOW.plusSeconds(10);
    down = true;
    now = sentAt.plusSeconds(60);
    assertThatThrownBy(() -> gestures.read(signed(NEXT), sentAt))
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining("IllegalStateException");
    now = sentAt.plusSeconds(119);
    assertThatThrownBy(() -> gestures.read(signed(NEXT), sentAt)).isInstanceOf(Unavailable.class);
    down = false;
    now = sentAt.plusSeconds(120);
    assertThat(gestures.read(signed(NEXT), sentAt)).isEqualTo(new Reading.Nothing());
  }

  @Test
  void aClickThatNothingProvedForTwoMinutesIsNothing() {
    Instant sentAt = NOW.plusSeconds(10);
    down = true;
    now = sentAt.plusSeconds(120);
    assertThat(gestures.read(signed(NEXT), sentAt)).isEqualTo(new Reading.Unverified("mismatch"));
  }

  @Test
  void aFloodOfForgeriesReadsTheStoreOnceAMinute() {
    int refused = 0;
    for (int second = 0; second < 180; second++) {
      now = NOW.plusSeconds(second);
      for (int i = 0; i < 10; i++) {
        refused += isRefused(now) ? 1 : 0;
      }
    }
    assertThat(reads).isEqualTo(4);
    assertThat(refused).as("each that came just before a look").isPositive();
  }

  @Test
  void aForgeryIsDroppedOnceTheStoreWasReadAfterIt() {
    now = NOW.plusSeconds(40);
    assertThat(isRefused(NOW)).isTrue();
    assertThat(isRefused(NOW.plusSeconds(30))).isTrue();
    assertThat(isRefused(NOW.plusSeconds(39))).as("the clocks may differ").isFalse();
    assertThat(reads).isEqualTo(2);
  }

  private boolean isRefused(Instant sentAt) {
    try {
      return gestures.read(signed("a-guessed-secret-not-real"), sentAt)
          instanceof Reading.Unverified;
    } catch (Unavailable e) {
      return false;
    }
  }
}
