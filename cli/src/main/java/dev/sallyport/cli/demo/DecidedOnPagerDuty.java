package dev.sallyport.cli.demo;

import dev.sallyport.cli.local.SimulatedWorld;
import dev.sallyport.simulators.pagerduty.Incident;

/** Somebody writes a note on the incident, and Teleport shows their review. */
record DecidedOnPagerDuty(SimulatedWorld world, Timeline timeline) {
  void play() {
    timeline.chapter("A person decides on PagerDuty");
    Observed asked = Observed.ask(world, timeline, "editor", "rename the table");
    timeline.see(
        () -> asked.incident("triggered"),
        it -> "pagerduty  incident " + it.number() + " is triggered: " + it.title(),
        "an incident");
    asked.incident().ifPresent(incident -> note(incident, asked));
  }

  private void note(Incident incident, Observed asked) {
    String text =
        "teleport deny " + asked.id().substring(asked.id().length() - 8) + " after the release";
    world.pagerduty().noteAs(SimulatedWorld.BOB, incident.id(), text);
    timeline.did("pagerduty  " + SimulatedWorld.BOB + " writes a note: " + text);
    asked.seeDenied(timeline);
    timeline.see(
        () -> asked.note("recorded"),
        note -> "pagerduty  note: " + Timeline.firstLine(note),
        "the answer to the note");
    timeline.see(
        () -> asked.incident("resolved"),
        it -> "pagerduty  incident " + it.number() + " is resolved",
        "the incident resolved");
  }
}
