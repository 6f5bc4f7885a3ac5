package dev.sallyport.core.config;

import dev.sallyport.core.signal.Signal;
import dev.sallyport.core.signal.Signals;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The configuration as it is stored now, see {@link LastGood}; each change is told. A mode that is
 * lowered counts also where something else in the text is wrong, so that the brake works then, too;
 * nothing is raised by a text that is refused, since what it says may be meant for other rules.
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

  /** Those that count now; none before anything was read. */
  private volatile Map<String, Mode> modes = Map.of();

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
      modes = read.config().modes();
      return read;
    } catch (ConfigError e) {
      brake(text);
      throw e;
    }
  }

  private void brake(String text) {
    try {
      Map<String, Mode> before = modes;
      Map<String, Mode> now = new HashMap<>(before);
      new ModeText("the configuration", text)
          .named()
          .forEach((part, mode) -> now.computeIfPresent(part, (_, is) -> is.lower(mode)));
      modes = Map.copyOf(now);
      LiveModes.tell(before, now, signals);
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
    var _ = get();
    return LiveModes.of(part, modes);
  }

  /**
   * The modes for what works by the rules of a configuration that was read: as they are set now.
   * Where the rules are others by now, none is higher than there, since it is meant for those.
   */
  public Modes under(Config used) {
    return part -> {
      Mode mode = of(part);
      return get().hasRulesOf(used) ? mode : mode.lower(LiveModes.of(part, used.modes()));
    };
  }

  private static void tell(Config before, Config now, Signals signals) {
    signals.say(Signal.info("", "config-changed", "another configuration counts from now on"));
    LiveModes.tell(before.modes(), now.modes(), signals);
  }
}
