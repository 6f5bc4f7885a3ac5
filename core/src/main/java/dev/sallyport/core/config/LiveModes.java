package dev.sallyport.core.config;

import dev.sallyport.core.signal.Signal;
import dev.sallyport.core.signal.Signals;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Modes as they are set now, see {@link LastGood}; each change is told. */
public final class LiveModes implements Modes {
  private final LastGood<Map<String, Mode>> modes;

  /**
   * @param source reads the configuration; it may throw
   * @throws RuntimeException what the source throws, when it cannot be read at first
   */
  public LiveModes(Supplier<Map<String, Mode>> source, Signals signals, InstantSource clock) {
    this.modes =
        new LastGood<>(
            () -> Map.copyOf(source.get()),
            (before, now) -> tell(before, now, signals),
            signals,
            clock);
  }

  /**
   * The modes in a text, for what works by the rules of a configuration that was read earlier:
   * where anything else but the way to Teleport is another, or wrong, none is higher than there.
   *
   * @param name of the text, for messages
   * @throws ConfigError when no modes can be read
   */
  public static Map<String, Mode> under(Config used, String name, String text) {
    Map<String, Mode> modes = new HashMap<>(new ModeText(name, text).read());
    if (!hasRulesOf(used, name, text)) {
      modes.replaceAll((part, mode) -> mode.lower(of(part, used.modes())));
    }
    return modes;
  }

  private static boolean hasRulesOf(Config used, String name, String text) {
    try {
      return ConfigReader.local(name, text).hasRulesOf(used);
    } catch (ConfigError e) {
      return false;
    }
  }

  @Override
  public Mode of(String part) {
    return of(part, modes.get());
  }

  /** One of those that a configuration sets. */
  static Mode of(String part, Map<String, Mode> modes) {
    Mode mode = modes.get(part);
    if (mode == null) {
      throw new IllegalArgumentException("no part has the mode " + part);
    }
    return mode;
  }

  /** Says which are set otherwise than before. */
  static void tell(Map<String, Mode> before, Map<String, Mode> now, Signals signals) {
    now.forEach(
        (part, mode) -> {
          if (before.get(part) != mode) {
            signals.say(Signal.warning("", "mode-changed", part + " is now " + mode.word()));
          }
        });
  }
}
