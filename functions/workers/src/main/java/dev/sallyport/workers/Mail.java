package dev.sallyport.workers;

import dev.sallyport.core.event.Events;
import dev.sallyport.core.event.Inbox;

/** The queues by name: {@code requests}, {@code pagerduty}, … */
public interface Mail {
  /** Whether there is such a queue. */
  default boolean has(String queue) {
    return true;
  }

  /** For sending. */
  Events to(String queue);

  /** For a handler that is fed from it. */
  Inbox inbox(String queue);
}
