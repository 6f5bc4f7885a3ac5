package dev.sallyport.integrations.teleport;

import dev.sallyport.core.signal.Signal;
import dev.sallyport.teleport.Identity;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** How much of an identity's life is left: 1 when it was just issued, 0 from its end on. */
public final class IdentityLife {
  private IdentityLife() {}

  public static double left(Identity identity, Instant now) {
    return left(identity.notBefore(), identity.notAfter(), now);
  }

  public static double left(Instant begin, Instant end, Instant now) {
    double whole = Duration.between(begin, end).toMillis();
    return whole <= 0 ? 0 : Math.clamp(Duration.between(now, end).toMillis() / whole, 0, 1);
  }

  /**
   * @param identity {@code read}, {@code decide} or {@code review}
   */
  public static Signal signal(String identity, double left) {
    return Signal.info(
            "",
            "identity-life",
            "the identity %s has %.0f %% of its life left".formatted(identity, 100 * left))
        .with("identity", identity)
        .with("identity_life_left", String.format(Locale.ROOT, "%.4f", left));
  }
}
