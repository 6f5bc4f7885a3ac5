package dev.sallyport.cli.demo;

import dev.sallyport.cli.local.SimulatedWorld;
import dev.sallyport.simulators.opsgenie.Alert;
import dev.sallyport.teleport.wire.types.RequestState;
import java.util.Optional;

/** A schedule is alerted at Opsgenie; whoever is on call there gets the role at once. */
record AlertedOnOpsgenie(SimulatedWorld world, Timeline timeline) {
  void play() {
    timeline.chapter("Opsgenie alerts a schedule");
    Observed asked = Observed.ask(world, timeline, "database", "repair the index");
    timeline.see(
        () -> alert(asked, "open"),
        it -> "opsgenie   alert " + it.tinyId() + " is open: " + it.message(),
        "an alert");
    world.teleport().review(asked.id(), SimulatedWorld.BOB, RequestState.APPROVED, "go ahead");
    timeline.see(
        () -> alert(asked, "closed"),
        it ->
            "opsgenie   alert " + it.tinyId() + " is closed, after " + it.notes().size() + " notes",
        "the alert closed");
    world.putOnCallForDatabase(SimulatedWorld.ALICE);
    timeline.did(
        "opsgenie   " + SimulatedWorld.ALICE + " is on call for " + SimulatedWorld.DATABASE);
    Observed again = Observed.ask(world, timeline, "database", "repair it again");
    timeline.see(
        () -> again.request(RequestState.APPROVED),
        spec -> "teleport   approved: " + spec.getReviews(0).getReason(),
        "the automatic approval");
  }

  private Optional<Alert> alert(Observed asked, String status) {
    return world
        .opsgenie()
        .alert("teleport-access-request/" + asked.id())
        .filter(it -> it.status().equals(status));
  }
}
