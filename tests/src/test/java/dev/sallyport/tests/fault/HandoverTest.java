package dev.sallyport.tests.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.config.Mode;
import dev.sallyport.core.notice.Handback;
import dev.sallyport.core.notice.Inheritance.Finding;
import dev.sallyport.core.notice.Inheritance.Standing;
import dev.sallyport.simulators.fault.Call;
import dev.sallyport.simulators.fault.Fault;
import dev.sallyport.simulators.pagerduty.Incident;
import dev.sallyport.simulators.slack.Message;
import dev.sallyport.simulators.teleport.NewRequest;
import dev.sallyport.teleport.wire.types.RequestState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** From a Go plugin to us, and back. */
final class HandoverTest {
  private static final String NOTIFY = "pagerduty_notify_service";

  private final Path identity;

  HandoverTest(@TempDir Path directory) {
    this.identity = directory.resolve("identity.pem");
  }

  private static NewRequest editor() {
    return NewRequest.of(World.ALICE, "editor").because("fix <the> build & more\u2028now");
  }

  private static Story twoIncidents(World world) {
    Story story = new Story(world);
    story.create(editor().annotated(NOTIFY, World.SERVICE, World.OTHER_SERVICE));
    world.settle();
    story.review(World.BOB, RequestState.APPROVED, "fine");
    world.settle();
    assertThat(story.incidents()).hasSize(2);
    world.modes.put("pagerduty", Mode.OFF);
    return story;
  }

  private static Handback.Left handBack(Story story, String destination) {
    return story.world.wiring().handback(destination).handBack(story.live().orElseThrow());
  }

  private static Finding standing(Story story, String destination) {
    return story.world.wiring().inheritance(destination).of(story.live().orElseThrow());
  }

  private static Incident at(Story story, String service) {
    return story.incidents().stream()
        .filter(it -> it.service().equals(story.world.service(service)))
        .findFirst()
        .orElseThrow();
  }

  private static void isLeft(Story story) {
    String kept = at(story, World.SERVICE).id();
    assertThat(GoPlugin.goesOn(story, GoCodec.pagerduty()))
        .containsOnlyKeys(
            "user",
            "roles",
            "created",
            "request_reason",
            "reviews_count",
            "service_id",
            "incident_id")
        .containsEntry("user", World.ALICE)
        .containsEntry("roles", "editor")
        .containsEntry("request_reason", "fix <the> build & more\u2028now")
        .containsEntry("reviews_count", "1")
        .containsEntry("service_id", story.world.service(World.SERVICE))
        .containsEntry("incident_id", kept);
    assertThat(at(story, World.SERVICE).status()).isEqualTo("triggered");
    Incident other = at(story, World.OTHER_SERVICE);
    assertThat(other.status()).isEqualTo("resolved");
    assertThat(other.notes())
        .filteredOn(note -> note.content().contains("followed elsewhere"))
        .hasSize(1);
    assertThat(story.entry()).doesNotContainKey("pagerduty").containsKeys("seen", "routing");
  }

  @Test
  void theGoPluginGoesOnWithTheIncidentThatItCanKnow() {
    try (World world = World.start(identity)) {
      Story story = twoIncidents(world);
      Handback.Left left = handBack(story, "pagerduty");
      assertThat(left.kept()).containsExactly(at(story, World.SERVICE).id());
      assertThat(left.closed()).containsExactly(at(story, World.OTHER_SERVICE).id());
      isLeft(story);
    }
  }

  @Test
  void aSecondHandbackFindsNothingToDo() {
    try (World world = World.start(identity)) {
      Story story = twoIncidents(world);
      Handback.Left _ = handBack(story, "pagerduty");
      int calls = world.pagerduty.journal().entries().size();
      assertThat(handBack(story, "pagerduty").kept()).isEmpty();
      assertThat(world.pagerduty.journal().entries()).hasSize(calls);
      isLeft(story);
    }
  }

  static Stream<Predicate<Call>> writes() {
    return Stream.of(
        call -> call.operation().equals("POST /incidents/{id}/notes"),
        call -> call.operation().equals("PUT /incidents/{id}"),
        call -> call.operation().equals("UpdatePluginData"));
  }

  @ParameterizedTest
  @MethodSource("writes")
  void whatWasCutShortIsDoneByAnotherRun(Predicate<Call> write) {
    for (Fault fault : List.of(Fault.CUT_AFTER, Fault.CUT_BEFORE)) {
      try (World world = World.start(identity)) {
        Story story = twoIncidents(world);
        world.pagerduty.faults().next(1, write, fault);
        world.teleport.faults().next(1, write, fault);
        assertThatThrownBy(() -> handBack(story, "pagerduty")).isInstanceOf(Unavailable.class);
        Handback.Left _ = handBack(story, "pagerduty");
        isLeft(story);
      }
    }
  }

  @Test
  void whatWasHandedBackCanBeTakenOverAgain() {
    try (World world = World.start(identity)) {
      Story story = twoIncidents(world);
      Handback.Left _ = handBack(story, "pagerduty");
      assertThat(standing(story, "pagerduty").standing()).isEqualTo(Standing.READY);
      world.modes.put("pagerduty", Mode.ON);
      story.resync();
      world.settle();
      assertThat(standing(story, "pagerduty").standing()).isEqualTo(Standing.OURS);
      story.review(World.DAVE, RequestState.DENIED, "not now");
      world.settle();
      assertThat(story.incidents()).hasSize(2);
      assertThat(at(story, World.SERVICE).status()).isEqualTo("resolved");
      assertThat(at(story, World.SERVICE).notes())
          .filteredOn(note -> note.content().contains("end-denied"))
          .hasSize(1);
      assertThat(world.alarms()).isEmpty();
    }
  }

  @Test
  void whileTheGoPluginWritesThatIsSeen() {
    try (World world = World.start(identity)) {
      Story story = new Story(world);
      story.createUnnoticed(editor());
      GoPlugin.remembers(story, Map.of("incident_id", GoPlugin.opensIncident(story)));
      story.noticed();
      world.settle();
      assertThat(standing(story, "pagerduty").standing()).isEqualTo(Standing.OURS);
      Map<String, String> _ = GoPlugin.goesOn(story, GoCodec.pagerduty());
      assertThat(standing(story, "pagerduty"))
          .satisfies(it -> assertThat(it.standing()).isEqualTo(Standing.DISPUTED))
          .satisfies(it -> assertThat(it.words()).contains("still running"));
    }
  }

  @Test
  void whatAGoPluginLeavesIsTold() {
    try (World world = World.start(identity)) {
      world.modes.put("pagerduty", Mode.SHADOW);
      Story story = new Story(world);
      story.create(editor().annotated(NOTIFY, World.SERVICE));
      world.settle();
      assertThat(standing(story, "pagerduty").standing()).isEqualTo(Standing.UNTOUCHED);
      GoPlugin.remembers(story, Map.of());
      assertThat(standing(story, "pagerduty").standing()).isEqualTo(Standing.AT_WORK);
      world.clock.forward(Duration.ofMinutes(3));
      assertThat(standing(story, "pagerduty").standing()).isEqualTo(Standing.SEARCHED);
      GoPlugin.remembers(story, Map.of("incident_id", "Q0NOTHING"));
      assertThat(standing(story, "pagerduty").standing()).isEqualTo(Standing.UNCLEAR);
      String incident = GoPlugin.opensIncident(story);
      GoPlugin.remembers(story, Map.of("incident_id", incident));
      assertThat(standing(story, "pagerduty"))
          .satisfies(it -> assertThat(it.standing()).isEqualTo(Standing.READY))
          .satisfies(it -> assertThat(it.words()).contains(incident));
      assertThat(handBack(story, "pagerduty").kept()).as("nothing is ours").isEmpty();
    }
  }

  @Test
  void anUnreachableDestinationIsSeenBeforeAnythingIsDone() {
    try (World world = World.start(identity)) {
      world.wiring().inheritance("pagerduty").reach(List.of());
      world.storedKey = "revoked";
      world.coldStart();
      assertThatThrownBy(() -> world.wiring().inheritance("pagerduty").reach(List.of()))
          .isInstanceOf(Unavailable.class);
    }
    try (World world = World.onSlack(identity, false)) {
      world.wiring().inheritance("slack").reach(List.of(world.channel));
      world.slackIsDown = true;
      world.coldStart();
      assertThatThrownBy(
              () -> world.wiring().inheritance("slack").reach(List.of("access-requests")))
          .isInstanceOf(Unavailable.class);
    }
  }

  @Test
  void anAlertIsLeftById() {
    try (World world = World.onOpsgenie(identity)) {
      Story story = new Story(world);
      story.create(editor().annotated("teleport.dev/notify-services", World.SCHEDULE));
      world.settle();
      world.modes.put("opsgenie", Mode.OFF);
      assertThat(handBack(story, "opsgenie").closed()).isEmpty();
      assertThat(GoPlugin.goesOn(story, GoCodec.opsgenie()))
          .containsEntry("alert_id", story.alerts().getFirst().id())
          .doesNotContainKeys("service_id", "incident_id", "reviews_count", "resolution");
      assertThat(story.alerts().getFirst().status()).isEqualTo("open");
    }
  }

  @Test
  void allMessagesAreLeft() {
    try (World world = World.onSlack(identity, false)) {
      Story story = new Story(world);
      story.create(
          editor()
              .annotated("team", "b<a>", "a&b")
              .annotated("area", "\u2029")
              .suggesting(World.BOB));
      world.settle();
      story.review(World.DAVE, RequestState.APPROVED, "fine");
      world.settle();
      world.modes.put("slack", Mode.OFF);
      Handback.Left left = handBack(story, "slack");
      List<String> posted =
          world.slack.messages().stream()
              .filter(it -> it.threadTs().isEmpty() && it.bot())
              .map(HandoverTest::ref)
              .toList();
      assertThat(left.kept()).hasSize(3).containsExactlyInAnyOrderElementsOf(posted);
      assertThat(GoPlugin.goesOn(story, GoCodec.slack()))
          .containsEntry("reviews_count", "1")
          .containsEntry("messages", String.join(",", left.kept()))
          .containsEntry("suggested_reviewers", "[\"" + World.BOB + "\"]")
          .containsEntry(
              "system_annotations",
              "{\"area\":[\"\\u2029\"],\"team\":[\"b\\u003ca\\u003e\",\"a\\u0026b\"]}")
          .doesNotContainKeys("resolution", "resources", "channel_id", "timestamp");
    }
  }

  @Test
  void whatTheGoPluginWroteItselfStays() {
    try (World world = World.onSlack(identity, false)) {
      Story story = new Story(world);
      story.create(editor());
      world.settle();
      Map<String, String> theirs =
          Map.of(
              "max_duration", "2026-12-01T00:00:00Z", "logins_by_role", "{\"editor\":[\"root\"]}");
      Handback.Left first = handBack(story, "slack");
      GoPlugin.remembers(story, "slack", theirs);
      story.resync();
      world.settle();
      assertThat(standing(story, "slack").standing()).isEqualTo(Standing.OURS);
      assertThat(handBack(story, "slack").kept()).containsExactlyInAnyOrderElementsOf(first.kept());
      assertThat(world.teleport.pluginData(story.id()).get("slack")).containsAllEntriesOf(theirs);
    }
  }

  private static String ref(Message message) {
    return message.channel() + "/" + message.ts();
  }
}
