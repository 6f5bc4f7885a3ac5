package dev.sallyport.integrations.slack;

import java.io.IOException;

/** No whole answer came. */
final class NotAnswered extends IOException {
  private static final long serialVersionUID = 1L;

  private final boolean sent;

  /**
   * @param sent whether a connection stood, so that the request may have arrived
   */
  NotAnswered(boolean sent, String why) {
    super(why);
    this.sent = sent;
  }

  boolean sent() {
    return sent;
  }
}
