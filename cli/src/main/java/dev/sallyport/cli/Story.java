package dev.sallyport.cli;

import dev.sallyport.cli.local.SimulatedWorld;
import dev.sallyport.simulators.pagerduty.Incident;
import dev.sallyport.simulators.teleport.NewRequest;
import dev.sallyport.teleport.wire.types.AccessRequestSpecV3;
import dev.sallyport.teleport.wire.types.AccessRequestV3;
import dev.sallyport.teleport.wire.types.RequestState;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
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
        .getOrDefault("sallyport", java.util.Map.of())
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
