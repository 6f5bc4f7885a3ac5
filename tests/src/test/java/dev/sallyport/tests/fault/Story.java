package dev.sallyport.tests.fault;

import dev.sallyport.core.event.Cause;
import dev.sallyport.core.event.RequestEvent;
import dev.sallyport.core.memory.Documents;
import dev.sallyport.core.memory.Documents.Stored;
import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.request.Seen;
import dev.sallyport.integrations.teleport.WireRequest;
import dev.sallyport.simulators.opsgenie.Alert;
import dev.sallyport.simulators.pagerduty.Incident;
import dev.sallyport.simulators.slack.Click;
import dev.sallyport.simulators.slack.Message;
import dev.sallyport.simulators.teleport.NewRequest;
import dev.sallyport.teleport.wire.types.RequestState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The life of one request, with what the poller does about it. */
final class Story {
  final World world;
  private String id = "";

  Story(World world) {
    this.world = world;
  }

  String id() {
    return id;
  }

  String key() {
    return "teleport-access-request/" + id;
  }

  /** Somebody asks; nobody was told yet. */
  void createUnnoticed(NewRequest request) {
    id = world.teleport.createRequest(request);
  }

  void create(NewRequest request) {
    createUnnoticed(request);
    noticed();
  }

  void review(String reviewer, RequestState state, String reason) {
    world.teleport.review(id, reviewer, state, reason);
    noticed();
  }

  void promote() {
    world.teleport.promote(id, "on-call", "On call");
    noticed();
  }

  /** Somebody presses a button of the message in the channel. */
  void press(String user, String action) {
    Message message =
        world.slack.messages(world.channel).stream()
            .filter(it -> it.threadTs().isEmpty() && it.words().contains(id))
            .filter(it -> it.blocks().toString().contains(action))
            .findFirst()
            .orElseThrow();
    world.press(Click.on(world.slackId(user), message, action).typing("reason_input", "so be it"));
    world.settle();
    live().ifPresent(_ -> noticed());
  }

  /** Somebody decides by a note on the incident. */
  void note(String user, String verdict) {
    world.pagerduty.noteAs(
        user,
        incidents().getFirst().id(),
        "teleport " + verdict + " " + id.substring(id.length() - 8) + " so be it");
    world.settle();
    live().ifPresent(_ -> noticed());
  }

  void delete() {
    world.teleport.delete(id);
    deletionNoticed();
  }

  void expire(Duration after) {
    expireUnnoticed(after);
    deletionNoticed();
  }

  void expireUnnoticed(Duration after) {
    world.clock.forward(after);
    world.teleport.expireDue();
  }

  /** The poller sees the request as it is. */
  void noticed() {
    send(RequestEvent.about(live().orElseThrow(), Cause.CHANGED, World.CLUSTER, now()));
  }

  private void deletionNoticed() {
    send(new RequestEvent(World.CLUSTER, id, Cause.DELETED, Optional.empty(), now()));
  }

  /** What the poller's comparison of the list with what was seen comes to. */
  void resync() {
    Optional<AccessRequest> listed = live();
    Optional<Seen> seen = seen();
    if (listed.isPresent()) {
      boolean pending = listed.get().state() == dev.sallyport.core.request.RequestState.PENDING;
      if (pending || seen.filter(before -> before.differsFrom(listed.get())).isPresent()) {
        send(RequestEvent.about(listed.get(), Cause.RESYNC, World.CLUSTER, now()));
      }
    } else if (seen.isPresent()) {
      send(new RequestEvent(World.CLUSTER, id, Cause.RESYNC, Optional.empty(), now()));
    }
  }

  void send(RequestEvent event) {
    world.mail.to("requests").send(event);
  }

  private java.time.Instant now() {
    return world.clock.instant();
  }

  Optional<AccessRequest> live() {
    return world.teleport.request(id).map(WireRequest::of);
  }

  private Optional<Seen> seen() {
    return Documents.read(entry().getOrDefault(Seen.KEY, ""), Seen.class)
            instanceof Stored.Known<Seen>(Seen seen)
        ? Optional.of(seen)
        : Optional.empty();
  }

  /** Our plugin data. */
  Map<String, String> entry() {
    return world.teleport.pluginData(id).getOrDefault("sallyport", Map.of());
  }

  /** All alerts under the request's alias. */
  List<Alert> alerts() {
    return world.opsgenie.alerts().stream().filter(it -> it.alias().equals(key())).toList();
  }

  /** All incidents with the request's key. */
  List<Incident> incidents() {
    return world.pagerduty.incidents().stream()
        .filter(incident -> incident.key().equals(key()))
        .toList();
  }
}
