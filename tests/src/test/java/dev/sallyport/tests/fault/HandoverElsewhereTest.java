package dev.sallyport.tests.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.notice.Inheritance.Standing;
import dev.sallyport.simulators.slack.Message;
import dev.sallyport.simulators.teleport.NewRequest;
import dev.sallyport.teleport.wire.types.RequestState;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A handover of what is no pager's of incidents, there and back and there again. */
final class HandoverElsewhereTest {
  @TempDir Path directory;

  @Test
  void alerts() {
    try (World world = World.onOpsgenie(directory.resolve("identity.pem"))) {
      Operator operator = new Operator(world, "opsgenie", directory);
      NewRequest request =
          NewRequest.of(World.ALICE, "editor")
              .annotated("teleport.dev/notify-services", World.SCHEDULE);
      Story known = operator.hears(request);
      GoPlugin.remembers(known, "opsgenie", Map.of("alert_id", GoPlugin.raisesAlert(known)));
      Story ours = operator.hears(request);

      isTaken(operator);
      assertThat(ours.alerts()).hasSize(1);
      assertThat(operator.handingBack().handBack(Operator.PATIENCE)).as(seen(operator)).isTrue();
      for (Story story : operator.stories) {
        assertThat(operator.standing(story)).isEqualTo(Standing.READY);
        assertThat(GoPlugin.goesOn(story, GoCodec.opsgenie()))
            .containsEntry("alert_id", story.alerts().getFirst().id());
      }
      isTaken(operator);

      for (Story story : operator.stories) {
        story.review(World.DAVE, RequestState.DENIED, "not now");
        world.settle();
        assertThat(story.alerts()).hasSize(1).allMatch(it -> it.status().equals("closed"));
      }
      assertThat(world.alarms()).isEmpty();
    }
  }

  @Test
  void messages() {
    try (World world = World.onSlack(directory.resolve("identity.pem"), false)) {
      Operator operator = new Operator(world, "slack", directory);
      Story known = operator.hears(NewRequest.of(World.ALICE, "editor"));
      String posted = GoPlugin.posts(known);
      GoPlugin.remembers(known, "slack", Map.of("messages", posted));
      Story ours = operator.hears(NewRequest.of(World.ALICE, "editor"));

      isTaken(operator);
      assertThat(inChannel(known)).hasSize(1);
      assertThat(inChannel(ours)).hasSize(1);
      assertThat(operator.handingBack().handBack(Operator.PATIENCE)).as(seen(operator)).isTrue();
      for (Story story : operator.stories) {
        assertThat(operator.standing(story)).isEqualTo(Standing.READY);
        assertThat(GoPlugin.goesOn(story, GoCodec.slack()).get("messages"))
            .contains(world.channel + "/" + inChannel(story).getFirst().ts());
      }
      isTaken(operator);

      for (Story story : operator.stories) {
        story.review(World.DAVE, RequestState.DENIED, "not now");
        world.settle();
        assertThat(inChannel(story)).hasSize(1).allMatch(it -> it.words().contains("Denied"));
      }
      assertThat(world.alarms()).isEmpty();
    }
  }

  private static void isTaken(Operator operator) {
    assertThat(operator.takingOver().take(Operator.PATIENCE)).as(seen(operator)).isTrue();
    assertThat(operator.stories)
        .allSatisfy(it -> assertThat(operator.standing(it)).isEqualTo(Standing.OURS));
  }

  private static String seen(Operator operator) {
    return operator.out.toString();
  }

  /** What stands in the channel of it, beside threads. */
  private static List<Message> inChannel(Story story) {
    return story.world.slack.messages(story.world.channel).stream()
        .filter(it -> it.threadTs().isEmpty() && it.words().contains(story.id()))
        .toList();
  }
}
