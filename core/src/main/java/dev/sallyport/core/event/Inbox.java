package dev.sallyport.core.event;

import java.time.Duration;

/**
 * The queue that a handler is fed from: what the handler may do with a message beside taking it.
 */
public interface Inbox {
  /**
   * Lets a message come back after a while.
   *
   * @throws dev.sallyport.core.Unavailable when the queue cannot be asked; the message then comes
   *     back by itself
   */
  void delay(Letter letter, Duration wait);

  /**
   * Puts a copy of a hopeless message into the dead letters, with the reason.
   *
   * @throws dev.sallyport.core.Unavailable when the queue did not take it
   */
  void bury(Letter letter, String why);

  /**
   * A message as it was received.
   *
   * @param receipt the handle of this delivery
   * @param group the request's id
   * @param tries how often it was received, from 1 on
   */
  record Letter(String id, String receipt, String group, String body, int tries) {}
}
