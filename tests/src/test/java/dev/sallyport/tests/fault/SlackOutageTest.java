package dev.sallyport.tests.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.request.Outcome;
import dev.sallyport.teleport.wire.types.RequestState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Slack answers nothing but server errors for an hour. */
final class SlackOutageTest {
  @TempDir private Path directory;

  /** Also where nobody can look whether a message arrived. */
  @Test
  void allMessagesArriveAfterwardsInTheRightStateAndNoneTwice() {
    try (World world = World.onSlack(directory.resolve("identity.pem"), false)) {
      Story before = created(world);
      world.settle();
      world.slackIsDown = true;
      List<Story> during = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        during.add(created(world));
        world.settle(Duration.ofMinutes(10));
      }
      during.getFirst().review(World.BOB, RequestState.DENIED, "not now");
      before.review(World.BOB, RequestState.DENIED, "not now");
      world.settle(Duration.ofMinutes(3));

      world.slackIsDown = false;
      world.settle();

      assertThat(wrong(before, "denied")).isEmpty();
      assertThat(wrong(during.getFirst(), "denied before anybody looked")).isEmpty();
      during.stream().skip(1).forEach(story -> assertThat(announcements(story)).hasSize(2));
      assertThat(world.mail.deadLetters()).isEmpty();
    }
  }

  private static List<String> wrong(Story story, String scenario) {
    return SlackFindings.withHistory(
        story,
        SlackScenarios.both(Scenario.named(scenario), Outcome.DENIED, "review-1"),
        Optional.empty());
  }

  private static Story created(World world) {
    Story story = new Story(world);
    story.create(SlackScenarios.editor());
    return story;
  }

  /** In the channel and to the requester. */
  private static List<String> announcements(Story story) {
    return story.world.slack.messages().stream()
        .filter(message -> message.threadTs().isEmpty() && message.words().contains(story.id()))
        .filter(message -> message.text().contains("(pending)"))
        .map(message -> message.channel())
        .toList();
  }
}
