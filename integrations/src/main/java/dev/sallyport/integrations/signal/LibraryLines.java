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

  @Override
  public void publish(LogRecord line) {
    Throwable thrown = line.getThrown();
    String kind = thrown == null ? "" : " with " + thrown.getClass().getName();
    signals.say(
        Signal.warning(Subject.id(), "library", line.getLoggerName() + " complains" + kind)
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
