package dev.sallyport.workers;

import dev.sallyport.core.secret.CachedSecret;
import dev.sallyport.core.signal.Signal;
import dev.sallyport.core.signal.Signals;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;

/** A vendor's API key or token: kept for five minutes, and read again when it is refused. */
final class Key implements Supplier<String> {
  private static final Duration LIFE = Duration.ofMinutes(5);

  private final String vendor;
  private final CachedSecret secret;
  private final Signals signals;

  /**
   * @param source reads it where it is stored
   */
  Key(String vendor, Supplier<String> source, Signals signals, InstantSource clock) {
    this.vendor = vendor;
    this.secret = new CachedSecret(source, LIFE, clock);
    this.signals = signals;
  }

  @Override
  public String get() {
    return secret.get();
  }

  /** The vendor does not take it. */
  void refused() {
    signals.say(
        Signal.alarm(
                "",
                "credential-refused",
                vendor + " refuses the credential: store a valid one with sallyport secrets put")
            .with("destination", vendor));
    readAgain();
  }

  /** It may have been changed meanwhile. */
  void readAgain() {
    secret.refused();
  }

  /** Never the value. */
  @Override
  public String toString() {
    return "Key[" + vendor + "]";
  }
}
