package dev.sallyport.simulators.pagerduty;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** Identifiers in PagerDuty's two shapes, P and 6 characters or Q and 13; events have 26. */
final class Ids {
  private final AtomicLong last = new AtomicLong();

  String shortId() {
    return "P" + next(6);
  }

  String longId() {
    return "Q" + next(13);
  }

  String eventId() {
    return "01" + next(24);
  }

  private String next(int length) {
    String digits = Long.toString(last.incrementAndGet(), 36).toUpperCase(Locale.ROOT);
    return "0".repeat(length - digits.length()) + digits;
  }
}
