package dev.sallyport.cli.demo;

import dev.sallyport.cli.local.SimulatedWorld;
import dev.sallyport.teleport.wire.types.RequestState;
import java.util.Optional;

/** Whoever is on call gets the role at once, and nobody is paged. */
record ApprovedOnCall(SimulatedWorld world, Timeline timeline) {
  void play() {
    timeline.chapter("On call: approved at once");
    world.putOnCall(SimulatedWorld.ALICE);
    timeline.did(
        "pagerduty  " + SimulatedWorld.ALICE + " is on call for " + SimulatedWorld.CRITICAL);
    Observed asked = Observed.ask(world, timeline, "demo-role", "the site is down");
    timeline.see(
        () -> asked.request(RequestState.APPROVED),
        spec ->
            "teleport   approved by "
                + spec.getReviews(0).getAuthor()
                + ": "
                + spec.getReviews(0).getReason(),
        "the automatic approval");
    // Its own change, the approval, has gone the whole way when PagerDuty's part has seen it.
    timeline.see(
        () -> Optional.of(asked.seen()).filter(text -> text.contains("APPROVED")),
        _ -> "sallyport  remembers it as approved",
        "the approval remembered");
    if (asked.incidents().isEmpty()) {
      timeline.did("pagerduty  no incident: nobody was paged");
    } else {
      timeline.missed("pagerduty  silence");
    }
  }
}
