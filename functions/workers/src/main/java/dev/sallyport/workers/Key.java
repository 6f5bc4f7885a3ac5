package dev.sallyport.workers;

import dev.sallyport.core.secret.LiveSecret;
import dev.sallyport.core.signal.Signal;
import dev.sallyport.core.signal.Signals;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;

/** A vendor's API key or token, as {@link LiveSecret} keeps it. */
final class Key implements Supplier<String> {
  /** A call of ten seconds and a look at the store. */
  private static final Duration UNDER_WAY = Duration.ofSeconds(15);

  private final String vendor;
  private final LiveSecret<String> secret;
  private final Signals signals;
  private final InstantSource clock;

  /**
   * @param source reads it where it is stored
   */
  Key(String vendor, Supplier<String> source, Signals signals, InstantSource clock) {
    this.vendor = vendor;
    this.secret = new LiveSecret<>(source, text -> text, clock);
    this.signals = signals;
    this.clock = clock;
  }

  @Override
  public String get() {
    return secret.get();
  }

  /** The vendor does not take it: an alarm, unless another one is stored by now. */
  void refused() {
    if (!isChanged()) {
      alarm("the credential");
    }
  }

  /** Whether another one took its place since a call that ends now began; looks at the store. */
  boolean isChanged() {
    var _ = secret.refresh();
    return secret.isChangedSince(clock.instant().minus(UNDER_WAY));
  }

  /**
   * @param what is refused
   */
  void alarm(String what) {
    signals.say(
        Signal.alarm(
                "",
                "credential-refused",
                vendor + " refuses " + what + ": store a valid one with sallyport secrets put")
            .with("destination", vendor));
  }

  /** Never the value. */
  @Override
  public String toString() {
    return "Key[" + vendor + "]";
  }
}
