package dev.sallyport.integrations.signal;

import dev.sallyport.core.signal.Signal;
import dev.sallyport.core.signal.Signals;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Brings the warnings of libraries, by {@code java.util.logging}, in line with the signals. Only
 * which logger spoke and the kind of error are told: a library's own text may hold what must not be
 * logged.
 */
public final class LibraryLines extends Handler {
  private final Signals signals;

  private LibraryLines(Signals signals) {
    this.signals = signals;
  }

  /** Takes the place of every handler of the process. */
  public static void install(Signals signals) {
    LogManager.getLogManager().reset();
    Logger root = Logger.getLogger("");
    root.setLevel(Level.WARNING);
    root.addHandler(new LibraryLines(signals));
  }

  /**
   * From which level on libraries are heard; {@code debug} brings everything but their words.
   *
   * @param severity {@code log.severity} of the configuration
   */
  public static void hearFrom(String severity) {
    Logger.getLogger("")
        .setLevel(
            switch (severity) {
              case "debug" -> Level.FINE;
              case "err", "error" -> Level.SEVERE;
              default -> Level.WARNING;
            });
  }

  @Override
  public void publish(LogRecord line) {
    Throwable thrown = line.getThrown();
    String kind = thrown == null ? "" : " with " + thrown.getClass().getName();
    boolean complaint = line.getLevel().intValue() >= Level.WARNING.intValue();
    String text = line.getLoggerName() + (complaint ? " complains" : " speaks") + kind;
    signals.say(
        (complaint
                ? Signal.warning(Subject.id(), "library", text)
                : Signal.info(Subject.id(), "library", text))
            .with("logger", String.valueOf(line.getLoggerName())));
  }

  @Override
  public void flush() {
    // Each line is written at once.
  }

  @Override
  public void close() {
    // There is nothing to close.
  }
}
