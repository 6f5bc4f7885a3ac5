package dev.sallyport.integrations.teleport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class IdentityLifeTest {
  private static final Instant BEGIN = Instant.parse("2026-11-20T10:00:00Z");
  private static final Instant END = BEGIN.plusSeconds(400);

  @Test
  void aQuarterIsLeftAfterThree() {
    assertThat(IdentityLife.left(BEGIN, END, BEGIN.plusSeconds(300))).isEqualTo(0.25);
  }

  @Test
  void isNeverMoreThanAllNorLessThanNothing() {
    assertThat(IdentityLife.left(BEGIN, END, BEGIN.minusSeconds(60))).isEqualTo(1);
    assertThat(IdentityLife.left(BEGIN, END, END.plusSeconds(60))).isZero();
  }

  @Test
  void nothingIsLeftOfAnEmptyLife() {
    assertThat(IdentityLife.left(BEGIN, BEGIN, BEGIN)).isZero();
  }

  @Test
  void saysHowMuchIsLeft() {
    assertThat(IdentityLife.signal("decide", 0.25))
        .satisfies(
            signal -> {
              assertThat(signal.text()).isEqualTo("the identity decide has 25 % of its life left");
              assertThat(signal.fields())
                  .containsEntry("identity", "decide")
                  .containsEntry("identity_life_left", "0.2500");
            });
  }
}
