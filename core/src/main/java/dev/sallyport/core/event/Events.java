package dev.sallyport.core.event;

/** A queue of request events: in order for each request, each handled until it succeeds. */
@FunctionalInterface
public interface Events {
  /**
   * Adds an event.
   *
   * @throws dev.sallyport.core.Unavailable when the queue did not take it, or did not say so
   */
  void send(RequestEvent event);
}
