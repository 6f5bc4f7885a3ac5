package dev.sallyport.simulators.slack;

import java.io.Serial;

/** More calls than the rate limit allows. */
final class TooFast extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final long seconds;

  TooFast(long seconds) {
    super("wait " + seconds + " s");
    this.seconds = seconds;
  }

  long seconds() {
    return seconds;
  }
}
