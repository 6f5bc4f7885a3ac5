package dev.sallyport.core.decision;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.config.Mode;
import dev.sallyport.core.config.Modes;
import dev.sallyport.core.event.Backoff;
import dev.sallyport.core.event.Cause;
import dev.sallyport.core.event.Delivery;
import dev.sallyport.core.event.RequestEvent;
import dev.sallyport.core.memory.Documents;
import dev.sallyport.core.memory.Documents.Stored;
import dev.sallyport.core.memory.Entries;
import dev.sallyport.core.memory.Memory;
import dev.sallyport.core.memory.Memory.Change;
import dev.sallyport.core.oncall.OnCall;
import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.request.AccessRequests;
import dev.sallyport.core.request.Seen;
import dev.sallyport.core.request.Truth;
import dev.sallyport.core.signal.Signal;
import dev.sallyport.core.signal.Signals;
import dev.sallyport.core.text.UserText;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Reads the truth of a request, decides about it at most once, and remembers: seen, decision,
 * routing.
 */
public final class Judgement {
  /**
   * An invisible request is asked for again so often; then the next resync looks, so that a DELETE
   * can pass.
   */
  private static final int INVISIBLE_TRIES = 5;

  private final AccessRequests requests;
  private final Memory memory;
  private final Voter voter;
  private final Router router;
  private final Modes modes;
  private final Signals signals;
  private final InstantSource clock;
  private final RandomGenerator random;

  public Judgement(
      AccessRequests requests,
      Memory memory,
      Reviews reviews,
      List<OnCall> providers,
      AutoApproval policy,
      Router router,
      Modes modes,
      Signals signals,
      InstantSource clock,
      RandomGenerator random) {
    this.requests = requests;
    this.memory = memory;
    this.voter = new Voter(requests, reviews, providers, policy, modes, signals, clock);
    this.router = router;
    this.modes = modes;
    this.signals = signals;
    this.clock = clock;
    this.random = random;
  }

  /**
   * What came of an event.
   *
   * @param read whether Teleport showed the request, or proved its end
   */
  record Judged(Delivery delivery, boolean read) {}

  Judged on(RequestEvent event, int tries) {
    Entries entries = memory.read(event.requestId());
    Optional<Seen> seen = Seen.in(entries);
    Truth truth =
        Truth.of(requests.find(event.requestId()), seen, event.deletedAt(), clock.instant());
    return switch (truth) {
      case Truth.Live(AccessRequest request) -> new Judged(live(request, entries, seen), true);
      case Truth.Gone _ -> new Judged(gone(event, entries, seen), true);
      case Truth.Invisible(String why) -> new Judged(invisible(event, entries, why, tries), false);
    };
  }

  /** A watched DELETE is remembered: it is the proof for every later look. */
  private Delivery gone(RequestEvent event, Entries entries, Optional<Seen> seen) {
    if (event.deletedAt().isPresent() && seen.flatMap(Seen::gone).isEmpty() && seen.isPresent()) {
      Map<String, Change> changes = new LinkedHashMap<>();
      remember(changes, entries, Seen.KEY, seen.get().goneAt(event.deletedAt().get()));
      write(event.requestId(), changes);
    }
    return Delivery.DELIVERED;
  }

  private Delivery invisible(RequestEvent event, Entries entries, String why, int tries) {
    if (event.cause() != Cause.RESYNC && tries < INVISIBLE_TRIES) {
      return new Delivery.Retry(Backoff.STANDARD.after(tries, random), why);
    }
    if (!entries.isEmpty() || event.cause() != Cause.RESYNC) {
      signals.say(
          Signal.alarm(
              event.requestId(),
              "request-invisible",
              "cannot be read from Teleport, and nothing proves its end: " + why));
    }
    return Delivery.DELIVERED;
  }

  private Delivery live(AccessRequest request, Entries entries, Optional<Seen> seen) {
    Voter.Vote vote = voter.vote(request, !entries.ours(Decision.KEY).isEmpty());
    Map<String, Change> changes = new LinkedHashMap<>();
    remember(changes, entries, Seen.KEY, Seen.of(request, seen));
    if (vote.decision().isPresent()) {
      remember(changes, entries, Decision.KEY, vote.decision().get());
    }
    if (!routed(entries)) {
      Routing routing = router.route(request, part -> modes.of(part) == Mode.ON);
      if (routing.isEmpty() && entries.ours(Routing.KEY).isEmpty()) {
        signals.say(
            Signal.warning(request.id(), "announced-nowhere", "no destination is named for it"));
      }
      remember(changes, entries, Routing.KEY, routing);
    }
    write(request.id(), changes);
    if (seen.isEmpty() || seen.get().differsFrom(request)) {
      signals.say(Signal.info(request.id(), "request-seen", words(request)));
    }
    Settled.told(request, entries, seen, clock.instant()).ifPresent(signals::say);
    return vote.delivery();
  }

  private void write(String requestId, Map<String, Change> changes) {
    if (!changes.isEmpty() && memory.write(requestId, changes) == Memory.Written.CONFLICT) {
      throw new Unavailable("the memory of the request changed meanwhile");
    }
  }

  private static String words(AccessRequest request) {
    return request.state().name().toLowerCase(Locale.ROOT)
        + " with "
        + request.reviews().size()
        + " reviews: "
        + UserText.line(request.user(), 100)
        + " for "
        + UserText.line(String.join(", ", request.roles()), 200);
  }

  /** A routing that names somebody stays frozen, and so does a newer version's. */
  private static boolean routed(Entries entries) {
    String raw = entries.ours(Routing.KEY);
    return Documents.isNewer(raw)
        || (Documents.read(raw, Routing.class) instanceof Stored.Known(Routing routing)
            && !routing.isEmpty());
  }

  /** A newer version's document is obeyed, never overwritten. */
  private static void remember(
      Map<String, Change> changes, Entries entries, String key, Object value) {
    String stored = entries.ours(key);
    String wanted = Documents.write(value);
    if (!stored.equals(wanted) && !Documents.isNewer(stored)) {
      changes.put(key, new Change(stored, wanted));
    }
  }
}
