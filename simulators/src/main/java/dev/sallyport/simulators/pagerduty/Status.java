package dev.sallyport.simulators.pagerduty;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The status of an incident. */
enum Status {
  TRIGGERED,
  ACKNOWLEDGED,
  RESOLVED;

  static Optional<Status> of(String text) {
    return Arrays.stream(values()).filter(status -> status.text().equals(text)).findFirst();
  }

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
