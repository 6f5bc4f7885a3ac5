package dev.sallyport.cli.demo;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The lines of a story. Each is printed when its fact is seen at a simulator, or as missed after
 * ten seconds.
 */
final class Timeline {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final PrintWriter out;
  private final long started = System.nanoTime();
  private boolean complete = true;

  Timeline(PrintWriter out) {
    this.out = out;
  }

  boolean isComplete() {
    return complete;
  }

  void chapter(String title) {
    out.println();
    out.println(title);
  }

  /** What was done. */
  void did(String text) {
    tell("✓", text);
  }

  /** Waits until it is seen. */
  <T> void see(Supplier<Optional<T>> look, Function<T, String> words, String what) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    Optional<T> found = look.get();
    while (found.isEmpty() && System.nanoTime() < end) {
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
      found = look.get();
    }
    found.ifPresentOrElse(it -> tell("✓", words.apply(it)), () -> missed(what));
  }

  void missed(String what) {
    complete = false;
    tell("✗", "missed: " + what);
  }

  private void tell(String mark, String text) {
    out.printf("  %s %6d ms  %s%n", mark, (System.nanoTime() - started) / 1_000_000, text);
    out.flush();
  }

  static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }
}
