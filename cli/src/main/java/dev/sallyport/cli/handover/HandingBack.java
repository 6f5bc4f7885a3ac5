package dev.sallyport.cli.handover;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.config.Mode;
import dev.sallyport.core.event.Delivery;
import dev.sallyport.core.notice.Handback;
import dev.sallyport.core.notice.Leftovers;
import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.request.RequestState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** Leaves the pending requests of a destination to its Go plugin. May be repeated. */
public final class HandingBack {
  /** How long a mode may go unnoticed. */
  private static final Duration EFFECTIVE = Duration.ofSeconds(60);

  private static final Duration NEXT_LOOK = Duration.ofSeconds(5);

  /** Those that appear while others are left are seen by the next look. */
  private static final int LOOKS = 3;

  private final Scene scene;
  private final Handback handback;
  private final Leftovers leftovers;
  private final IntSupplier waiting;

  /**
   * @param waiting how many messages the destination's queue holds, taken ones included
   */
  public HandingBack(Scene scene, Handback handback, Leftovers leftovers, IntSupplier waiting) {
    this.scene = scene;
    this.handback = handback;
    this.leftovers = leftovers;
    this.waiting = waiting;
  }

  /**
   * Sets the mode off, waits until nobody works for the destination, does what nobody did in that
   * time, and leaves each pending request.
   *
   * @param patience how long to wait for the queue, and again for what is brought in line
   * @return whether all are left or complete
   * @throws Unavailable when Teleport cannot list its requests
   */
  public boolean handBack(Duration patience) {
    if (!scene.set(Mode.OFF) || !drained(patience)) {
      return false;
    }
    LastRound round = new LastRound(scene, patience);
    int failed = leaveAll(round) + end(round);
    List<String> nowhere = nowhere();
    if (failed > 0) {
      scene.say(failed + " still to do: run this again before the Go plugin starts");
    } else if (nowhere.isEmpty()) {
      scene.say("start the Go plugin for " + scene.destination() + " now");
    }
    if (!nowhere.isEmpty()) {
      scene.say(
          "announced nowhere: start the plugin, then tell of these yourself, since it does not list"
              + " what was asked for before its start: "
              + String.join(", ", nowhere));
    }
    return failed == 0 && nowhere.isEmpty();
  }

  private int leaveAll(LastRound round) {
    Map<String, RequestState> seen = new HashMap<>();
    int failed = 0;
    for (int looks = 0; looks < LOOKS; looks++) {
      List<AccessRequest> changed = new ArrayList<>();
      Map<String, Supplier<Delivery>> due = new LinkedHashMap<>();
      for (AccessRequest request : scene.requests().get()) {
        var before = Optional.ofNullable(seen.put(request.id(), request.state()));
        if (!before.equals(Optional.of(request.state()))) {
          changed.add(request);
          // Left as pending and settled since: a plugin that starts later does not hear of it.
          if (before.equals(Optional.of(RequestState.PENDING)) || isDue(request)) {
            due.put(request.id(), () -> leftovers.bring(request));
          }
        }
      }
      failed += leave(changed, round.bring(due));
    }
    return failed;
  }

  /** Closes what expired or was deleted meanwhile; answers how much of it stays open. */
  private int end(LastRound round) {
    List<String> ended;
    try {
      ended = leftovers.ended();
    } catch (Unavailable e) {
      scene.say("what is open of requests that have ended is not known: " + e.getMessage());
      return 1;
    }
    Map<String, Supplier<Delivery>> due = new LinkedHashMap<>();
    ended.forEach(id -> due.put(id, () -> leftovers.end(id)));
    Map<String, Delivery> failed = round.bring(due);
    for (String id : ended) {
      String words = words(failed.getOrDefault(id, Delivery.DELIVERED));
      scene.say("  " + id + ": has ended, and " + words);
    }
    return failed.size();
  }

  private boolean isDue(AccessRequest request) {
    try {
      return leftovers.isDue(request);
    } catch (Unavailable e) {
      return true;
    }
  }

  /** Answers how many are not left. */
  private int leave(List<AccessRequest> requests, Map<String, Delivery> unbrought) {
    int failed = 0;
    for (AccessRequest request : requests) {
      Optional<Delivery> brought = Optional.ofNullable(unbrought.get(request.id()));
      brought.ifPresent(it -> scene.say("  " + request.id() + ": " + words(it) + open(request)));
      boolean complete =
          request.state() == RequestState.PENDING
              ? !(brought.orElse(Delivery.DELIVERED) instanceof Delivery.Retry) && leave(request)
              : brought.isEmpty();
      failed += complete ? 0 : 1;
    }
    return failed;
  }

  private static String words(Delivery brought) {
    return switch (brought) {
      case Delivery.Delivered _ -> "is complete";
      case Delivery.Retry(var _, String why) -> "is not complete: " + why;
      case Delivery.Rejected(String why) -> "cannot be completed: " + why;
    };
  }

  private String open(AccessRequest request) {
    try {
      List<String> open = leftovers.unfinished(request);
      return open.isEmpty() ? "" : "; still open: " + String.join(", ", open);
    } catch (Unavailable e) {
      return "";
    }
  }

  private List<String> nowhere() {
    return scene.pending().stream()
        .filter(request -> !leftovers.isAccountedFor(request))
        .map(AccessRequest::id)
        .toList();
  }

  private boolean drained(Duration patience) {
    scene.say("waiting until every function knows the mode, and the queue is empty");
    scene.pause().pause(EFFECTIVE);
    Instant end = scene.clock().instant().plus(patience);
    int messages = waiting.getAsInt();
    while (messages > 0 && scene.clock().instant().isBefore(end)) {
      scene.pause().pause(NEXT_LOOK);
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
