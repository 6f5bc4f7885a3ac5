package dev.sallyport.cli.handover;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.config.Mode;
import dev.sallyport.core.notice.Handback;
import dev.sallyport.core.request.AccessRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.function.IntSupplier;

/** Leaves the pending requests of a destination to its Go plugin. May be repeated. */
public final class HandingBack {
  /** How long a mode may go unnoticed. */
  private static final Duration EFFECTIVE = Duration.ofSeconds(60);

  private static final Duration NEXT_LOOK = Duration.ofSeconds(5);

  private final Scene scene;
  private final Handback handback;
  private final IntSupplier waiting;

  /**
   * @param waiting how many messages the destination's queue holds, taken ones included
   */
  public HandingBack(Scene scene, Handback handback, IntSupplier waiting) {
    this.scene = scene;
    this.handback = handback;
    this.waiting = waiting;
  }

  /**
   * Sets the mode off, waits until nobody works for the destination, and leaves each request.
   *
   * @param patience how long to wait for the queue
   * @return whether all are left
   */
  public boolean handBack(Duration patience) {
    if (!scene.set(Mode.OFF) || !drained(patience)) {
      return false;
    }
    int failed = 0;
    for (AccessRequest request : scene.pending().get()) {
      failed += leave(request) ? 0 : 1;
    }
    scene.say(
        failed == 0
            ? "start the Go plugin for " + scene.destination() + " now"
            : failed + " could not be left: run this again before the Go plugin starts");
    return failed == 0;
  }

  private boolean drained(Duration patience) {
    scene.say("waiting until every function knows the mode, and the queue is empty");
    scene.pause().of(EFFECTIVE);
    Instant end = scene.clock().instant().plus(patience);
    int messages = waiting.getAsInt();
    while (messages > 0 && scene.clock().instant().isBefore(end)) {
      scene.pause().of(NEXT_LOOK);
      messages = waiting.getAsInt();
    }
    if (messages > 0) {
      scene.say(
          messages
              + " messages are still in the queue of "
              + scene.destination()
              + ": nothing is left yet. Run this again");
    }
    return messages == 0;
  }

  private boolean leave(AccessRequest request) {
    try {
      Handback.Left left = handback.handBack(request);
      scene.say("  " + request.id() + ": " + words(left));
      return true;
    } catch (Unavailable e) {
      scene.say("  " + request.id() + ": " + e.getMessage());
      return false;
    }
  }

  private static String words(Handback.Left left) {
    String words =
        left.kept().isEmpty()
            ? "nothing of it is ours"
            : String.join(", ", left.kept()) + " is the Go plugin's";
    if (!left.closed().isEmpty()) {
      words += "; closed, because it knows one alone: " + String.join(", ", left.closed());
    }
    return left.unsure().isEmpty()
        ? words
        : words + "; nobody knows whether these were told: " + String.join(", ", left.unsure());
  }
}
