package dev.sallyport.core.config;

import dev.sallyport.core.signal.Signal;
import dev.sallyport.core.signal.Signals;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The configuration as it is stored now, see {@link LastGood}; each change is told. Its modes count
 * also where something else in it is wrong, so that the brake works then, too.
 */
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

  private final Function<String, Config> reader;
  private final Signals signals;
  private final LastGood<Read> last;

  /** Those of a text that is not good otherwise; absent while it is. */
  private volatile Optional<Map<String, Mode>> modesAlone = Optional.empty();

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
    this.reader = reader;
    this.signals = signals;
    this.last =
        new LastGood<>(
            () -> read(source.get()),
            (before, now) -> tell(before.config(), now.config(), signals),
            signals,
            clock);
  }

  private Read read(String text) {
    try {
      Read read = new Read(text, reader.apply(text));
      modesAlone = Optional.empty();
      return read;
    } catch (ConfigError e) {
      brake(text);
      throw e;
    }
  }

  private void brake(String text) {
    try {
      Map<String, Mode> now = new ModeText("the configuration", text).read();
      modesAlone.ifPresent(before -> LiveModes.tell(before, now, signals));
      modesAlone = Optional.of(now);
    } catch (ConfigError e) {
      // Then the modes that were read last stay, too.
      return;
    }
  }

  @Override
  public Config get() {
    return last.get().config();
  }

  @Override
  public Mode of(String part) {
    Config config = get();
    return LiveModes.of(part, modesAlone.orElseGet(config::modes));
  }

  private static void tell(Config before, Config now, Signals signals) {
    signals.say(Signal.info("", "config-changed", "another configuration counts from now on"));
    LiveModes.tell(before.modes(), now.modes(), signals);
  }
}
