package dev.sallyport.core.config;

import dev.sallyport.core.signal.Signal;
import dev.sallyport.core.signal.Signals;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.Supplier;

/** The configuration as it is stored now, see {@link LastGood}; each change is told. */
public final class LiveConfig implements Supplier<Config>, Modes {
  /** A configuration is another one when its text is. */
  private record Read(String text, Config config) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Read read && read.text.equals(text);
    }

    @Override
    public int hashCode() {
      return text.hashCode();
    }
  }

  private final LastGood<Read> last;

  /**
   * @param source reads the stored text; it may throw
   * @param reader understands it; throws {@link ConfigError}
   * @throws RuntimeException what they throw at first
   */
  public LiveConfig(
      Supplier<String> source,
      Function<String, Config> reader,
      Signals signals,
      InstantSource clock) {
    this.last =
        new LastGood<>(
            () -> {
              String text = source.get();
              return new Read(text, reader.apply(text));
            },
            (before, now) -> tell(before.config(), now.config(), signals),
            signals,
            clock);
  }

  @Override
  public Config get() {
    return last.get().config();
  }

  @Override
  public Mode of(String part) {
    return LiveModes.of(part, get().modes());
  }

  private static void tell(Config before, Config now, Signals signals) {
    signals.say(Signal.info("", "config-changed", "another configuration counts from now on"));
    LiveModes.tell(before.modes(), now.modes(), signals);
  }
}
