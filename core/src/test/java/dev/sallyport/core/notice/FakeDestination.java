package dev.sallyport.core.notice;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.request.Outcome;
import dev.sallyport.core.request.Truth;
import dev.sallyport.core.testing.Crash;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A pager that keeps its incidents in memory and misbehaves as told. */
final class FakeDestination implements Destination {
  /** How a call goes wrong. */
  enum Fault {
    /** No effect, and it says so. */
    FAILS,
    /** No effect, never, and it says so. */
    REJECTS,
    /** It takes effect, and the answer is lost. */
    ANSWER_LOST,
    /** No effect, and the answer is lost. */
    CALL_LOST,
    /** A read that finds nobody. */
    UNAVAILABLE,
    /** There is nobody to tell. */
    NOBODY,
    /** What was to be written to is not there any more. */
    VANISHED
  }

  /** An incident as the vendor has it. */
  static final class Incident {
    final String ref;
    final String to;
    boolean marked;
    boolean ours = true;
    boolean open = true;
    final List<String> replies = new ArrayList<>();

    Incident(String ref, String to, boolean marked) {
      this.ref = ref;
      this.to = to;
      this.marked = marked;
    }
  }

  final List<Incident> incidents = new ArrayList<>();
  final List<String> calls = Collections.synchronizedList(new ArrayList<>());

  /** What goes on during an announcement. */
  Runnable meanwhile = () -> {};

  /** May not look. */
  boolean blind;

  /** Those to whom other rules apply: the requester. */
  final Set<String> personal = new HashSet<>();

  /** The recipient at whom everything goes wrong in a way that nobody foresaw. */
  String broken = "";

  /** Names of the same person or channel. */
  final Map<String, String> same = new HashMap<>();

  /** Names that cannot be looked up. */
  final Set<String> unclear = new HashSet<>();

  private final Map<String, Deque<Fault>> faults = new HashMap<>();
  private final Crash crash;
  Rules rules = Rules.PAGER;
  Optional<String> fallback = Optional.empty();
  Adoption adoption = new Adoption.Nothing();
  Optional<Notice> stray = Optional.empty();

  FakeDestination(Crash crash) {
    this.crash = crash;
  }

  /** The next calls of a kind, such as {@code announce} or {@code announce ops}, go wrong. */
  void fault(String call, Fault... next) {
    faults.computeIfAbsent(call, _ -> new ArrayDeque<>()).addAll(List.of(next));
  }

  Incident incident(String ref) {
    return incidents.stream().filter(one -> one.ref.equals(ref)).findFirst().orElseThrow();
  }

  synchronized Incident add(String to, boolean marked) {
    Incident incident = new Incident("P" + (incidents.size() + 1), to, marked);
    incidents.add(incident);
    return incident;
  }

  long count(String call) {
    return calls.stream().filter(one -> one.startsWith(call)).count();
  }

  @Override
  public String name() {
    return "pagerduty";
  }

  @Override
  public Rules rules(String to) {
    return personal.contains(to) ? Rules.PERSONAL : rules;
  }

  @Override
  public Optional<String> fallback() {
    return fallback;
  }

  @Override
  public Recipients sort(List<String> to) {
    List<String> repeated = to.stream().filter(same::containsKey).toList();
    List<String> open = to.stream().filter(unclear::contains).toList();
    return new Recipients(
        to.stream().filter(one -> !repeated.contains(one) && !open.contains(one)).toList(),
        repeated,
        open);
  }

  @Override
  public Optional<String> place(String ref) {
    return Optional.of(ref.substring(0, ref.indexOf('/')));
  }

  @Override
  public void check() {
    read("check", "");
  }

  @Override
  public Effect announce(String to, AccessRequest request) {
    meanwhile.run();
    if (to.equals(broken)) {
      throw new IllegalStateException(to);
    }
    return write("announce", to, () -> add(to, true).ref);
  }

  @Override
  public Looked lookForAnnouncement(Notice notice, String requestId, boolean unmarkedToo) {
    String to = notice.to();
    read("look", to);
    if (blind) {
      return new Looked.Blind();
    }
    return incidents.stream()
        .filter(one -> one.to.equals(to) && (one.marked || unmarkedToo))
        .findFirst()
        .map(FakeDestination::looked)
        .orElseGet(Looked.Absent::new);
  }

  private static Looked looked(Incident incident) {
    return incident.ours
        ? new Looked.Found(incident.ref)
        : new Looked.NotOurs("it bears the mark of another cluster");
  }

  @Override
  public Looked verify(Notice notice, String requestId) {
    read("verify", notice.to());
    return incidents.stream()
        .filter(one -> notice.ref().equals(Optional.of(one.ref)))
        .findFirst()
        .map(FakeDestination::looked)
        .orElseGet(Looked.Absent::new);
  }

  @Override
  public Effect edit(Notice notice, String requestId, Truth truth) {
    String ref = notice.ref().orElseThrow();
    return write(
        "edit",
        notice.to(),
        () -> {
          incident(ref).marked = true;
          return ref;
        });
  }

  @Override
  public Looked lookForReply(Notice notice, String requestId, Reply reply) {
    read("lookForReply", notice.to());
    if (blind) {
      return new Looked.Blind();
    }
    Incident incident = incident(notice.ref().orElseThrow());
    return incident.replies.contains(reply.marker())
        ? new Looked.Found(reply.marker())
        : new Looked.Absent();
  }

  @Override
  public Effect reply(Notice notice, String requestId, Reply reply, Truth truth) {
    return write(
        "reply",
        notice.to(),
        () -> {
          incident(notice.ref().orElseThrow()).replies.add(reply.marker());
          return reply.marker();
        });
  }

  @Override
  public Effect resolve(Notice notice, Outcome outcome) {
    String ref = notice.ref().orElseThrow();
    return write(
        "resolve",
        notice.to(),
        () -> {
          incident(ref).open = false;
          return ref;
        });
  }

  @Override
  public Adoption adopt(Map<String, String> entry, Optional<Instant> created, Instant now) {
    return adoption;
  }

  @Override
  public Legacy leave(AccessRequest request, List<Notice> open, Map<String, String> theirs) {
    read("leave", open.getFirst().to());
    return new Legacy(
        Map.of("id", open.getFirst().ref().orElseThrow(), "gone", ""), List.of(open.getFirst()));
  }

  @Override
  public Optional<Notice> stray(String requestId) {
    read("stray", "");
    return stray;
  }

  private Optional<Fault> next(String call, String to) {
    calls.add(call + " " + to);
    for (String name : List.of(call + " " + to, call)) {
      Deque<Fault> planned = faults.getOrDefault(name, new ArrayDeque<>());
      if (!planned.isEmpty()) {
        return Optional.of(planned.removeFirst());
      }
    }
    return Optional.empty();
  }

  private void read(String call, String to) {
    crash.point();
    if (next(call, to).isPresent()) {
      throw new Unavailable("the pager does not answer");
    }
  }

  private Effect write(String call, String to, java.util.function.Supplier<String> action) {
    crash.point();
    Optional<Fault> fault = next(call, to);
    if (fault.isEmpty()) {
      String ref = action.get();
      crash.point();
      return new Effect.Done(ref);
    }
    return switch (fault.get()) {
      case FAILS -> new Effect.Failed(Optional.empty(), "busy");
      case REJECTS -> new Effect.Rejected("no such service");
      case CALL_LOST -> new Effect.Unknown("time-out");
      case ANSWER_LOST -> new Effect.Unknown("time-out, although " + action.get() + " took effect");
      case UNAVAILABLE -> throw new Unavailable("the pager does not answer");
      case NOBODY -> new Effect.Nobody("no account");
      case VANISHED -> new Effect.Vanished("it was deleted");
    };
  }
}
