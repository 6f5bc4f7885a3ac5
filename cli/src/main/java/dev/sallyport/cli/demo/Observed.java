package dev.sallyport.cli.demo;

import dev.sallyport.cli.local.SimulatedWorld;
import dev.sallyport.simulators.pagerduty.Incident;
import dev.sallyport.simulators.pagerduty.Note;
import dev.sallyport.simulators.teleport.NewRequest;
import dev.sallyport.teleport.wire.types.AccessRequestSpecV3;
import dev.sallyport.teleport.wire.types.AccessRequestV3;
import dev.sallyport.teleport.wire.types.RequestState;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the simulators show of one request. */
record Observed(SimulatedWorld world, String id) {
  private static final String KEY = "teleport-access-request/";

  /** Has somebody ask, and tells so. */
  static Observed ask(SimulatedWorld world, Timeline timeline, String role, String reason) {
    String id =
        world.teleport().createRequest(NewRequest.of(SimulatedWorld.ALICE, role).because(reason));
    timeline.did("teleport   " + SimulatedWorld.ALICE + " asks for " + role + " (" + id + ")");
    return new Observed(world, id);
  }

  Optional<AccessRequestSpecV3> request() {
    return world.teleport().request(id).map(AccessRequestV3::getSpec);
  }

  /** The same once it is in this state. */
  Optional<AccessRequestSpecV3> request(RequestState state) {
    return request().filter(spec -> spec.getState() == state);
  }

  /** Waits for {@link SimulatedWorld#BOB}'s denial. */
  void seeDenied(Timeline timeline) {
    timeline.see(
        () ->
            request(RequestState.DENIED)
                .filter(spec -> spec.getReviews(0).getAuthor().equals(SimulatedWorld.BOB)),
        spec ->
            "teleport   denied by "
                + spec.getReviews(0).getAuthor()
                + ", submitted by "
                + spec.getReviews(0).getSubmittedBy()
                + ": "
                + spec.getReviews(0).getReason(),
        "the review as that person");
  }

  /** What Sallyport remembers of it. */
  String seen() {
    return world
        .teleport()
        .pluginData(id)
        .getOrDefault("sallyport", Map.of())
        .getOrDefault("seen", "");
  }

  List<Incident> incidents() {
    return world.pagerduty().incidents().stream().filter(it -> it.key().equals(KEY + id)).toList();
  }

  /** The one incident, in this state. */
  Optional<Incident> incident(String status) {
    return incident().filter(it -> it.status().equals(status));
  }

  Optional<Incident> incident() {
    List<Incident> all = incidents();
    return all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty();
  }

  /** A note on the incident that says this. */
  Optional<String> note(String part) {
    return incident().stream()
        .flatMap(it -> it.notes().stream())
        .map(Note::content)
        .filter(content -> content.contains(part))
        .findFirst();
  }
}
