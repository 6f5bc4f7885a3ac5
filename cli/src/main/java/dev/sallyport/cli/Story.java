package dev.sallyport.cli;

import dev.sallyport.cli.local.SimulatedWorld;
import dev.sallyport.simulators.pagerduty.Incident;
import dev.sallyport.simulators.slack.Message;
import dev.sallyport.simulators.slack.Pressed;
import dev.sallyport.simulators.teleport.NewRequest;
import dev.sallyport.teleport.wire.types.AccessRequestSpecV3;
import dev.sallyport.teleport.wire.types.AccessRequestV3;
import dev.sallyport.teleport.wire.types.RequestState;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * The story of the demo. Each line is printed when its fact is seen at a simulator, or as missed
 * after ten seconds.
 */
final class Story {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String SERVICE_KEY = "teleport-access-request/";

  private final SimulatedWorld world;
  private final PrintWriter out;
  private final long started = System.nanoTime();
  private boolean complete = true;

  Story(SimulatedWorld world, PrintWriter out) {
    this.world = world;
    this.out = out;
  }

  boolean play() {
    decidedByAPerson();
    decidedInSlack();
    approvedWhileOnCall();
    out.println(
        complete
            ? "Every step was observed."
            : "The story is not complete: see the lines marked ✗.");
    out.flush();
    return complete;
  }

  private void decidedByAPerson() {
    out.println();
    out.println("A person decides");
    String id =
        world
            .teleport()
            .createRequest(NewRequest.of(SimulatedWorld.ALICE, "editor").because("fix the build"));
    tell("✓", "teleport   " + SimulatedWorld.ALICE + " asks for editor (" + id + ")");
    see(
        () -> incident(id).filter(it -> it.status().equals("triggered")),
        it -> "pagerduty  incident " + it.number() + " is triggered: " + it.title(),
        "an incident");
    world.teleport().review(id, SimulatedWorld.BOB, RequestState.APPROVED, "go ahead");
    see(
        () -> request(id).filter(spec -> spec.getState() == RequestState.APPROVED),
        _ -> "teleport   " + SimulatedWorld.BOB + " approves: go ahead",
        "the approval");
    see(
        () -> note(id, SimulatedWorld.BOB + " approved it"),
        note -> "pagerduty  note: " + firstLine(note),
        "a note about the review");
    see(
        () -> note(id, "the request was approved"),
        note -> "pagerduty  note: " + firstLine(note),
        "a note about the outcome");
    see(
        () -> incident(id).filter(it -> it.status().equals("resolved")),
        it -> "pagerduty  incident " + it.number() + " is resolved",
        "the incident resolved");
  }

  private void decidedInSlack() {
    out.println();
    out.println("A person decides in Slack");
    String id =
        world
            .teleport()
            .createRequest(
                NewRequest.of(SimulatedWorld.ALICE, "editor").because("change the banner"));
    tell("✓", "teleport   " + SimulatedWorld.ALICE + " asks for editor (" + id + ")");
    see(
        () -> message(world.channel(), id),
        it -> "slack      #access-requests: " + it.text(),
        "the message in the channel");
    see(
        () -> message(world.aliceOnSlack(), id),
        it -> "slack      " + SimulatedWorld.ALICE + " hears: " + it.text(),
        "the requester's copy");
    message(world.channel(), id).ifPresent(message -> press(message, id));
  }

  private void press(Message message, String id) {
    Pressed pressed =
        world
            .slack()
            .press(
                world.bobOnSlack(),
                message.channel(),
                message.ts(),
                "deny_button",
                Map.of("reason_input", "not before the release"));
    if (!pressed.accepted()) {
      missed("slack takes the click: " + pressed.reason());
      return;
    }
    tell("✓", "slack      " + SimulatedWorld.BOB + " presses Deny: not before the release");
    see(
        () ->
            request(id)
                .filter(spec -> spec.getState() == RequestState.DENIED)
                .filter(spec -> spec.getReviews(0).getAuthor().equals(SimulatedWorld.BOB)),
        spec ->
            "teleport   denied by "
                + spec.getReviews(0).getAuthor()
                + ", submitted by "
                + spec.getReviews(0).getSubmittedBy()
                + ": "
                + spec.getReviews(0).getReason(),
        "the review as that person");
    see(
        () ->
            world.slack().ephemerals(world.bobOnSlack()).stream()
                .filter(it -> it.text().contains("recorded"))
                .findFirst(),
        it -> "slack      only " + SimulatedWorld.BOB + " sees: " + it.text(),
        "the answer to the one who pressed");
    see(
        () -> message(world.channel(), id).filter(it -> reacted(it, "x")),
        it -> "slack      the message is edited, without buttons, and marked ❌: " + it.text(),
        "the message edited");
    see(
        () ->
            world.slack().messages(directChannel()).stream()
                .filter(it -> it.text().contains("denied") && it.threadTs().isEmpty())
                .filter(it -> !it.ts().equals(message(world.aliceOnSlack(), id).orElseThrow().ts()))
                .findFirst(),
        it -> "slack      " + SimulatedWorld.ALICE + " hears: " + it.text(),
        "the requester told of the outcome");
  }

  private static boolean reacted(Message message, String emoji) {
    return message.reactions().stream().anyMatch(reaction -> reaction.name().equals(emoji));
  }

  private String directChannel() {
    return world.slack().directChannel(world.aliceOnSlack());
  }

  /** The announcement to a channel or a person. */
  private Optional<Message> message(String to, String id) {
    String channel = to.startsWith("U") ? directChannel() : to;
    return world.slack().messages(channel).stream()
        .filter(it -> it.threadTs().isEmpty() && it.words().contains(id))
        .findFirst();
  }

  private void approvedWhileOnCall() {
    out.println();
    out.println("On call: approved at once");
    world.putOnCall(SimulatedWorld.ALICE);
    tell("✓", "pagerduty  " + SimulatedWorld.ALICE + " is on call for " + SimulatedWorld.CRITICAL);
    String id =
        world
            .teleport()
            .createRequest(
                NewRequest.of(SimulatedWorld.ALICE, "demo-role").because("the site is down"));
    tell("✓", "teleport   " + SimulatedWorld.ALICE + " asks for demo-role (" + id + ")");
    see(
        () -> request(id).filter(spec -> spec.getState() == RequestState.APPROVED),
        spec ->
            "teleport   approved by "
                + spec.getReviews(0).getAuthor()
                + ": "
                + spec.getReviews(0).getReason(),
        "the automatic approval");
    // Its own change, the approval, has gone the whole way when PagerDuty's part has seen it.
    see(
        () -> Optional.of(seen(id)).filter(text -> text.contains("APPROVED")),
        _ -> "sallyport  remembers it as approved",
        "the approval remembered");
    long silence =
        world.pagerduty().incidents().stream()
            .filter(it -> it.key().equals(SERVICE_KEY + id))
            .count();
    if (silence == 0) {
      tell("✓", "pagerduty  no incident: nobody was paged");
    } else {
      missed("pagerduty  silence");
    }
  }

  private Optional<Incident> incident(String id) {
    List<Incident> all =
        world.pagerduty().incidents().stream()
            .filter(it -> it.key().equals(SERVICE_KEY + id))
            .toList();
    return all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty();
  }

  private Optional<String> note(String id, String part) {
    return incident(id).stream()
        .flatMap(it -> it.notes().stream())
        .map(dev.sallyport.simulators.pagerduty.Note::content)
        .filter(content -> content.contains(part))
        .findFirst();
  }

  private Optional<AccessRequestSpecV3> request(String id) {
    return world.teleport().request(id).map(AccessRequestV3::getSpec);
  }

  private String seen(String id) {
    return world
        .teleport()
        .pluginData(id)
        .getOrDefault("sallyport", Map.of())
        .getOrDefault("seen", "");
  }

  private <T> void see(
      Supplier<Optional<T>> look, java.util.function.Function<T, String> words, String what) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    Optional<T> found = look.get();
    while (found.isEmpty() && System.nanoTime() < end) {
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
      found = look.get();
    }
    found.ifPresentOrElse(it -> tell("✓", words.apply(it)), () -> missed(what));
  }

  private void missed(String what) {
    complete = false;
    tell("✗", "missed: " + what);
  }

  private void tell(String mark, String text) {
    out.printf("  %s %6d ms  %s%n", mark, (System.nanoTime() - started) / 1_000_000, text);
    out.flush();
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }
}
