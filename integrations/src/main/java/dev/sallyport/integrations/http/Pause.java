package dev.sallyport.integrations.http;

import java.time.Duration;

/** Lets time pass before a call. */
@FunctionalInterface
public interface Pause {
  /** Returns early, and leaves the thread interrupted, when it is interrupted. */
  void pause(Duration length);

  static Pause sleeping() {
    return length -> {
      try {
        Thread.sleep(length);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    };
  }
}
