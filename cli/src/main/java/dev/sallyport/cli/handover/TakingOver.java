package dev.sallyport.cli.handover;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.config.Mode;
import dev.sallyport.core.event.Cause;
import dev.sallyport.core.event.Events;
import dev.sallyport.core.event.RequestEvent;
import dev.sallyport.core.notice.Inheritance;
import dev.sallyport.core.notice.Inheritance.Finding;
import dev.sallyport.core.notice.Inheritance.Standing;
import dev.sallyport.core.notice.Reclaim;
import dev.sallyport.core.request.AccessRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Takes the requests of a Go plugin over, while they are pending. May be repeated. */
public final class TakingOver {
  /** How often those that are not taken yet are pointed at again. */
  private static final Duration NEXT_LOOK = Duration.ofSeconds(10);

  /** So long a function may not know of the mode, and lets a hint pass. */
  private static final Duration EFFECTIVE = Duration.ofSeconds(70);

  private final Scene scene;
  private final Inheritance inheritance;
  private final Reclaim reclaim;
  private final Events requests;

  /**
   * @param requests the queue that decide is fed from
   */
  public TakingOver(Scene scene, Inheritance inheritance, Reclaim reclaim, Events requests) {
    this.scene = scene;
    this.inheritance = inheritance;
    this.reclaim = reclaim;
    this.requests = requests;
  }

  /**
   * Tells what there is to take, and writes nothing.
   *
   * @param recipients some of the destination's, to try it
   * @return whether the plugin wrote to nothing that is ours
   * @throws dev.sallyport.core.Unavailable when Teleport or the destination cannot be asked
   */
  public boolean look(List<String> recipients) {
    inheritance.reach(recipients);
    List<Finding> all = findings();
    scene.say(scene.destination() + " can be reached; " + all.size() + " requests are pending");
    all.forEach(it -> scene.say("  " + it.requestId() + ": " + it.words()));
    long unclear = all.stream().filter(it -> it.standing() == Standing.UNCLEAR).count();
    if (unclear > 0) {
      scene.say(
          unclear + " of them are unclear: look at these by hand once the others are taken over");
    }
    return all.stream().noneMatch(it -> it.standing() == Standing.DISPUTED);
  }

  private List<Finding> findings() {
    return scene.pending().stream().map(inheritance::of).toList();
  }

  /**
   * Sets the mode on, and has each request looked at until it is ours. The plugin must be stopped:
   * what it wrote until now to requests of ours is passed over.
   *
   * @param patience how long to wait for that
   * @return whether all are
   */
  public boolean take(Duration patience) {
    if (!scene.set(Mode.ON)) {
      return false;
    }
    reclaimDisputed();
    Instant start = scene.clock().instant();
    List<Finding> left = worthALook(start);
    while (!left.isEmpty() && scene.clock().instant().isBefore(start.plus(patience))) {
      left.forEach(it -> point(it.requestId()));
      scene.pause().pause(NEXT_LOOK);
      left = worthALook(start);
    }
    left = left();
    findings().forEach(it -> scene.say("  " + it.requestId() + ": " + it.words()));
    scene.say(
        left.isEmpty()
            ? "all of the Go plugin's requests are ours"
            : left.size()
                + " are not ours yet: they are looked at again every 15 minutes; run this again, or"
                + " see sallyport request why");
    return left.isEmpty();
  }

  private void reclaimDisputed() {
    for (AccessRequest request : scene.pending()) {
      try {
        if (inheritance.of(request).standing() == Standing.DISPUTED) {
          reclaim.reclaim(request);
          point(request.id());
        }
      } catch (Unavailable e) {
        scene.say("  " + request.id() + ": " + e.getMessage());
      }
    }
  }

  /** Those to be taken over, and at first also those that nobody may have to hear of. */
  private List<Finding> worthALook(Instant start) {
    boolean known = !scene.clock().instant().isBefore(start.plus(EFFECTIVE));
    return findings().stream()
        .filter(it -> it.standing().isLeft() || (!known && it.standing() == Standing.UNTOUCHED))
        .toList();
  }

  private List<Finding> left() {
    return findings().stream()
        .filter(it -> it.standing().isLeft() || it.standing() == Standing.DISPUTED)
        .toList();
  }

  private void point(String requestId) {
    requests.send(
        new RequestEvent(
            scene.cluster(), requestId, Cause.RESYNC, Optional.empty(), scene.clock().instant()));
  }
}
