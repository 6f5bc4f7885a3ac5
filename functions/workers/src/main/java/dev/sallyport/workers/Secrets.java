package dev.sallyport.workers;

import dev.sallyport.core.secret.CachedSecret;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;

/** How long secrets are kept. */
final class Secrets {
  private static final Duration LIFE = Duration.ofMinutes(5);

  private Secrets() {}

  static CachedSecret cached(Supplier<String> source, InstantSource clock) {
    return new CachedSecret(source, LIFE, clock);
  }
}
