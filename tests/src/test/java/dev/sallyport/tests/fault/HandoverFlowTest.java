package dev.sallyport.tests.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.cli.handover.TakingOver;
import dev.sallyport.core.notice.Inheritance.Standing;
import dev.sallyport.simulators.fault.Fault;
import dev.sallyport.simulators.teleport.NewRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A handover from the operator's side. */
final class HandoverFlowTest {
  private final World world;
  private final Operator operator;

  HandoverFlowTest(@TempDir Path directory) {
    this.world = World.start(directory.resolve("identity.pem"));
    this.operator = new Operator(world, "pagerduty", directory);
  }

  @AfterEach
  void close() {
    world.close();
  }

  private Story asked() {
    return operator.hears(
        NewRequest.of(World.ALICE, "editor").annotated("pagerduty_notify_service", World.SERVICE));
  }

  @Test
  void allThatTheGoPluginDidBecomesOursAndNothingIsDoubled() {
    Story known = asked();
    GoPlugin.remembers(known, Map.of("incident_id", GoPlugin.opensIncident(known)));
    Story searched = asked();
    String found = GoPlugin.opensIncident(searched);
    GoPlugin.remembers(searched, Map.of());
    Story never = asked();
    TakingOver taking = operator.takingOver();
    assertThat(taking.look(List.of())).isTrue();
    assertThat(operator.file).content().contains("\"shadow\"");
    assertThat(taking.take(Operator.PATIENCE)).isTrue();
    assertThat(operator.file).hasContent("[modes]\npagerduty = \"on\" # for now\n");
    assertThat(operator.standing(known)).isEqualTo(Standing.OURS);
    assertThat(operator.standing(searched)).isEqualTo(Standing.OURS);
    assertThat(known.incidents()).hasSize(1);
    assertThat(searched.incidents()).hasSize(1).allMatch(it -> it.id().equals(found));
    assertThat(operator.out.toString())
        .contains("3 requests are pending", never.id(), "announced by us", "pagerduty is on now")
        .contains("all of the Go plugin's requests are ours");
  }

  @Test
  void whatDoesNotBecomeOursInTimeIsSaid() {
    Story known = asked();
    GoPlugin.remembers(known, Map.of("incident_id", GoPlugin.opensIncident(known)));
    assertThat(operator.takingOver(_ -> {}).take(Operator.PATIENCE)).isFalse();
    assertThat(operator.out.toString()).contains("1 are not ours yet", "every 15 minutes");
  }

  @Test
  void aGoPluginThatStillWritesIsNotTakenOver() {
    Story known = asked();
    GoPlugin.remembers(known, Map.of("incident_id", GoPlugin.opensIncident(known)));
    TakingOver taking = operator.takingOver();
    assertThat(taking.take(Operator.PATIENCE)).isTrue();
    Map<String, String> _ = GoPlugin.goesOn(known, GoCodec.pagerduty());
    assertThat(taking.look(List.of())).isFalse();
    assertThat(operator.out.toString()).contains("is it still running?");
  }

  @Test
  void thereAndBackAndThereAgain() {
    Story known = asked();
    GoPlugin.remembers(known, Map.of("incident_id", GoPlugin.opensIncident(known)));
    Story ours = asked();
    assertThat(operator.takingOver().take(Operator.PATIENCE)).isTrue();
    assertThat(operator.standing(ours)).isEqualTo(Standing.OURS);
    assertThat(operator.handingBack().handBack(Operator.PATIENCE)).isTrue();
    assertThat(operator.file).hasContent("[modes]\npagerduty = \"off\" # for now\n");
    assertThat(operator.out.toString())
        .contains("is the Go plugin's", "start the Go plugin for pagerduty");
    for (Story story : operator.stories) {
      assertThat(operator.standing(story)).isEqualTo(Standing.READY);
      assertThat(GoPlugin.goesOn(story, GoCodec.pagerduty()))
          .containsEntry("incident_id", story.incidents().getFirst().id());
    }
    assertThat(operator.takingOver().take(Operator.PATIENCE)).isTrue();
    assertThat(operator.stories).allSatisfy(it -> assertThat(it.incidents()).hasSize(1));
    assertThat(world.alarms()).isEmpty();
  }

  @Test
  void nothingIsLeftWhileMessagesWait() {
    Story ours = asked();
    assertThat(operator.takingOver().take(Operator.PATIENCE)).isTrue();
    assertThat(ours.incidents()).as("announced without delay").hasSize(1);
    assertThat(operator.handingBack(() -> 3).handBack(Operator.PATIENCE)).isFalse();
    assertThat(operator.out.toString())
        .contains("3 messages are still in the queue", "Run this again");
    assertThat(operator.standing(ours)).isEqualTo(Standing.OURS);
  }

  @Test
  void oneThatCannotBeLeftKeepsNoOtherFromIt() {
    Story first = asked();
    Story second = asked();
    assertThat(operator.takingOver().take(Operator.PATIENCE)).isTrue();
    world
        .teleport
        .faults()
        .next(1, it -> it.operation().equals("UpdatePluginData"), Fault.CUT_BEFORE);
    assertThat(operator.handingBack().handBack(Operator.PATIENCE)).isFalse();
    assertThat(operator.out.toString()).contains("1 still to do: run this again");
    assertThat(operator.standing(first)).isEqualTo(Standing.OURS);
    assertThat(operator.standing(second)).isEqualTo(Standing.READY);
    assertThat(operator.handingBack().handBack(Operator.PATIENCE)).isTrue();
    assertThat(operator.standing(first)).isEqualTo(Standing.READY);
  }

  private Story askedAndHeard() {
    Story story = asked();
    story.noticed();
    world.settle();
    return story;
  }

  private Story ours() {
    Story story = asked();
    assertThat(operator.takingOver().take(Operator.PATIENCE)).isTrue();
    assertThat(story.incidents()).hasSize(1);
    return story;
  }

  private void isTheirs(Story story) {
    assertThat(operator.standing(story)).isEqualTo(Standing.READY);
    assertThat(story.incidents()).hasSize(1).allMatch(it -> it.status().equals("triggered"));
    assertThat(GoPlugin.goesOn(story, GoCodec.pagerduty()))
        .containsEntry("incident_id", story.incidents().getFirst().id());
  }

  @Test
  void whatIsAskedForWhileItDrainsIsAnnouncedAndLeft() {
    Story first = ours();
    operator.drained.set(this::askedAndHeard);
    assertThat(operator.handingBack().handBack(Operator.PATIENCE)).isTrue();
    assertThat(operator.stories).hasSize(2);
    isTheirs(first);
    isTheirs(operator.stories.getLast());
  }

  @Test
  void whatIsAskedForWhileOthersAreLeftIsSeenToo() {
    Story first = ours();
    operator.drained.set(() -> operator.listed.set(() -> operator.listed.set(this::askedAndHeard)));
    assertThat(operator.handingBack().handBack(Operator.PATIENCE)).isTrue();
    assertThat(operator.stories).hasSize(2);
    isTheirs(first);
    isTheirs(operator.stories.getLast());
  }

  @Test
  void whatCannotBeAnnouncedIsSaid() {
    Story first = ours();
    operator.drained.set(this::asked);
    assertThat(operator.handingBack().handBack(Operator.PATIENCE)).isFalse();
    isTheirs(first);
    assertThat(operator.out.toString())
        .contains("announced nowhere: start the plugin, then", operator.stories.getLast().id())
        .contains("it is not routed yet", "1 still to do")
        .doesNotContain("start the Go plugin for pagerduty now");
    operator.stories.getLast().noticed();
    world.settle();
    assertThat(operator.handingBack().handBack(Operator.PATIENCE)).isTrue();
    isTheirs(operator.stories.getLast());
  }

  private static void denied(Story story) {
    story.review(World.DAVE, dev.sallyport.teleport.wire.types.RequestState.DENIED, "not now");
    story.world.settle();
  }

  @Test
  void whatIsSettledWhileItDrainsIsClosed() {
    Story story = ours();
    operator.drained.set(() -> denied(story));
    assertThat(operator.handingBack().handBack(Operator.PATIENCE)).isTrue();
    assertThat(story.incidents()).hasSize(1).allMatch(it -> it.status().equals("resolved"));
  }

  @Test
  void whatIsSettledWhileOthersAreLeftIsClosed() {
    Story story = ours();
    operator.drained.set(() -> operator.listed.set(() -> operator.listed.set(() -> denied(story))));
    assertThat(operator.handingBack().handBack(Operator.PATIENCE)).isTrue();
    assertThat(story.incidents()).hasSize(1).allMatch(it -> it.status().equals("resolved"));
  }

  private void ended(Story story) {
    story.delete();
    world.settle();
  }

  @Test
  void whatIsDeletedWhileItDrainsIsClosed() {
    Story story = ours();
    operator.drained.set(() -> ended(story));
    assertThat(operator.handingBack().handBack(Operator.PATIENCE)).isTrue();
    assertThat(story.incidents()).hasSize(1).allMatch(it -> it.status().equals("resolved"));
    assertThat(operator.out.toString()).contains(story.id() + ": has ended, and is complete");
  }

  @Test
  void whatIsDeletedAfterItWasLeftIsClosed() {
    Story story = ours();
    operator.drained.set(() -> operator.listed.set(() -> operator.listed.set(() -> ended(story))));
    assertThat(operator.handingBack().handBack(Operator.PATIENCE)).isTrue();
    assertThat(story.incidents()).hasSize(1).allMatch(it -> it.status().equals("resolved"));
  }

  @Test
  void whatEndedAndCannotBeClosedIsCounted() {
    Story story = ours();
    operator.drained.set(
        () -> {
          ended(story);
          world
              .pagerduty
              .faults()
              .always(it -> !it.operation().startsWith("GET"), Fault.CUT_BEFORE);
        });
    assertThat(operator.handingBack().handBack(Operator.PATIENCE)).isFalse();
    assertThat(operator.out.toString())
        .contains(story.id() + ": has ended, and is not complete", "1 still to do");
  }

  @Test
  void whatIsSettledAndCannotBeClosedIsNamed() {
    Story story = ours();
    operator.drained.set(
        () -> {
          denied(story);
          world.pagerdutyIsDown = true;
        });
    assertThat(operator.handingBack().handBack(Operator.PATIENCE)).isFalse();
    assertThat(operator.out.toString())
        .contains("still open: " + story.incidents().getFirst().id(), "2 still to do");
    world.pagerdutyIsDown = false;
    assertThat(operator.handingBack().handBack(Operator.PATIENCE)).isTrue();
    assertThat(story.incidents()).allMatch(it -> it.status().equals("resolved"));
  }

  @Test
  void whatWasDisputedIsOursOnceThePluginIsStopped() {
    Story known = asked();
    GoPlugin.remembers(known, Map.of("incident_id", GoPlugin.opensIncident(known)));
    assertThat(operator.takingOver().take(Operator.PATIENCE)).isTrue();
    Map<String, String> _ = GoPlugin.goesOn(known, GoCodec.pagerduty());
    assertThat(operator.standing(known)).isEqualTo(Standing.DISPUTED);
    assertThat(operator.takingOver().take(Operator.PATIENCE)).isTrue();
    assertThat(operator.standing(known)).isEqualTo(Standing.OURS);
    denied(known);
    assertThat(known.incidents()).hasSize(1).allMatch(it -> it.status().equals("resolved"));
    assertThat(world.alarms()).isEmpty();
  }
}
