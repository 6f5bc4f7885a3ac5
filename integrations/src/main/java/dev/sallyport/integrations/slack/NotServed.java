package dev.sallyport.integrations.slack;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Slack answered with another status than success. */
final class NotServed extends IOException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String error;
  private final transient Optional<Duration> after;

  /**
   * @param error Slack's name for it, empty where the body has none
   */
  NotServed(int status, String error, Optional<Duration> after) {
    super("HTTP " + status);
    this.status = status;
    this.error = error;
    this.after = after;
  }

  int status() {
    return status;
  }

  String error() {
    return error;
  }

  Optional<Duration> after() {
    return after;
  }
}
