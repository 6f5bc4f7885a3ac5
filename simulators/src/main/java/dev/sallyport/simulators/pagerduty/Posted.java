package dev.sallyport.simulators.pagerduty;

/**
 * What came of an attempt (PagerDuty, Webhooks behavior).
 *
 * @param status the HTTP status, or 0 without an answer
 * @param reason why it was not taken, or empty
 * @param again whether it is tried again
 */
record Posted(int status, String reason, boolean again) {
  static Posted answered(int status) {
    return status / 100 == 2
        ? new Posted(status, "", false)
        : new Posted(status, "answered " + status, status == 429 || status >= 500);
  }

  static Posted unreached(String reason) {
    return new Posted(0, reason, true);
  }

  /** No secure connection was made. */
  static Posted insecure(String reason) {
    return new Posted(0, reason, false);
  }

  boolean taken() {
    return reason.isEmpty();
  }
}
