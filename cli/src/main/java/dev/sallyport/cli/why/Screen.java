package dev.sallyport.cli.why;

import dev.sallyport.core.text.UserText;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Headings, and lines below them. What users wrote is cut to one line. */
final class Screen {
  private static final int LONGEST = 300;

  private final PrintWriter out;

  Screen(PrintWriter out) {
    this.out = out;
  }

  void heading(String text) {
    out.println(UserText.line(text, LONGEST));
  }

  void line(String label, String text) {
    out.printf("  %-17s %s%n", label, UserText.line(text, LONGEST));
  }

  void line(String text) {
    out.println("  " + UserText.line(text, LONGEST));
  }

  static String time(Optional<Instant> at) {
    return at.map(it -> it.truncatedTo(ChronoUnit.SECONDS).toString()).orElse("unknown");
  }
}
