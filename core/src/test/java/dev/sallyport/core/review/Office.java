package dev.sallyport.core.review;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.config.Mode;
import dev.sallyport.core.delivery.RawBody;
import dev.sallyport.core.delivery.SignedDelivery;
import dev.sallyport.core.event.Delivery;
import dev.sallyport.core.memory.Documents;
import dev.sallyport.core.memory.Documents.Stored;
import dev.sallyport.core.testing.Crash;
import dev.sallyport.core.testing.FakeClock;
import dev.sallyport.core.testing.FakeMemory;
import dev.sallyport.core.testing.FakeRequests;
import dev.sallyport.core.testing.Sample;
import dev.sallyport.core.testing.SignalLog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** A reviewer with everything around it: Alice asks, Bob and Carol may decide. */
final class Office {
  static final String BOB = "bob@example.com";
  static final String CAROL = "carol@example.com";
  static final String SECRET_REASON = "canary-reason";

  final Crash crash = new Crash();
  final FakeClock clock = new FakeClock();
  final FakeMemory memory = new FakeMemory(crash, Sample.ID);
  final FakeRequests requests = new FakeRequests(Sample.pending());
  final FakeTeleport teleport = new FakeTeleport(crash, requests);
  final SignalLog signals = new SignalLog();
  final List<String> told = new ArrayList<>();
  final Map<String, Members.Membership> members = new HashMap<>();
  final Map<String, RoleRule> roles = new HashMap<>(Map.of("*", RoleRule.DEFAULT));
  boolean emailMatch;
  Optional<Set<String>> approvable = Optional.empty();
  Manner manner = Manner.BUTTONS;
  Mode mode = Mode.ON;
  boolean membersDown;
  int tellingsToFail;
  Optional<String> untellable = Optional.empty();
  Gestures.Reading reading = new Gestures.Reading.Nothing();

  Office() {
    teleport.user("alice@example.com", Map.of("slack_uid", List.of("U1")));
    teleport.user(BOB, Map.of("slack_uid", List.of("U2")));
    teleport.user(CAROL, Map.of("slack_uid", List.of("U3")));
  }

  Reviewer reviewer() {
    ReviewPolicy policy =
        new ReviewPolicy(
            Duration.ofMinutes(10),
            "slack_uid",
            Set.of("pagerduty_uid"),
            emailMatch,
            Set.of("Example.com"),
            roles,
            approvable);
    return new Reviewer(
        new Vendor((_, _) -> reading, this::member, new Ear()),
        new Cluster(requests, memory, teleport, teleport),
        _ -> mode,
        policy,
        new Words(() -> Optional.of("https://teleport.example.com"), manner),
        signals,
        clock,
        new Random(7));
  }

  private Members.Membership member(String actor) {
    crash.point();
    if (membersDown) {
      throw new Unavailable("Slack does not answer");
    }
    return members.getOrDefault(actor, new Members.Membership.Member(Optional.empty()));
  }

  private Teller.Telling tell(String to, String text) {
    crash.point();
    if (tellingsToFail > 0) {
      tellingsToFail--;
      throw new Unavailable("Slack does not take the answer");
    }
    if (untellable.isPresent()) {
      return new Teller.Telling.Untellable(untellable.get());
    }
    told.add(to + ": " + text);
    crash.point();
    return new Teller.Telling.Told();
  }

  private final class Ear implements Teller {
    @Override
    public Telling tell(Gesture gesture, String text) {
      return Office.this.tell(gesture.actor(), text);
    }

    @Override
    public Telling remark(Closing closing, String text) {
      return Office.this.tell(closing.place(), text);
    }
  }

  Gesture click(String actor, Verdict verdict) {
    return click(actor, verdict, "1", SECRET_REASON, FakeClock.START);
  }

  Gesture click(String actor, Verdict verdict, String number, String reason, Instant at) {
    return new Gesture(
        actor + "/" + number + "/" + Sample.ID,
        "slack",
        actor,
        true,
        Sample.ID,
        verdict,
        reason,
        at,
        Optional.of("C1/170.1"),
        new Gesture.ReplyAddress(Optional.empty(), Optional.of("C1")));
  }

  Delivery handle(Gesture gesture) {
    return handle(gesture, 1);
  }

  Delivery handle(Gesture gesture, int tries) {
    reading = new Gestures.Reading.Pressed(gesture);
    return deliver(tries);
  }

  Delivery deliver(int tries) {
    return reviewer()
        .handle(new SignedDelivery(RawBody.of("x"), Map.of(), ""), FakeClock.START, tries);
  }

  Answers answers() {
    return Documents.read(memory.raw(Sample.ID, Answers.KEY), Answers.class)
            instanceof Stored.Known<Answers>(Answers known)
        ? known
        : Answers.empty();
  }

  /** The outcomes in memory, in order. */
  List<String> outcomes() {
    return answers().done().stream().map(Answer::outcome).toList();
  }

  String lastTold() {
    return told.getLast();
  }
}
