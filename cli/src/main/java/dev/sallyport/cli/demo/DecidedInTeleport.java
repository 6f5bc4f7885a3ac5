package dev.sallyport.cli.demo;

import dev.sallyport.cli.local.SimulatedWorld;
import dev.sallyport.teleport.wire.types.RequestState;

/** Somebody reviews in Teleport, and PagerDuty follows. */
record DecidedInTeleport(SimulatedWorld world, Timeline timeline) {
  void play() {
    timeline.chapter("A person decides");
    Observed asked = Observed.ask(world, timeline, "editor", "fix the build");
    timeline.see(
        () -> asked.incident("triggered"),
        it -> "pagerduty  incident " + it.number() + " is triggered: " + it.title(),
        "an incident");
    world.teleport().review(asked.id(), SimulatedWorld.BOB, RequestState.APPROVED, "go ahead");
    timeline.see(
        () -> asked.request(RequestState.APPROVED),
        _ -> "teleport   " + SimulatedWorld.BOB + " approves: go ahead",
        "the approval");
    timeline.see(
        () -> asked.note(SimulatedWorld.BOB + " approved it"),
        note -> "pagerduty  note: " + Timeline.firstLine(note),
        "a note about the review");
    timeline.see(
        () -> asked.note("the request was approved"),
        note -> "pagerduty  note: " + Timeline.firstLine(note),
        "a note about the outcome");
    timeline.see(
        () -> asked.incident("resolved"),
        it -> "pagerduty  incident " + it.number() + " is resolved",
        "the incident resolved");
  }
}
