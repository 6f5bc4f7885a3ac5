package dev.sallyport.tests.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.simulators.pagerduty.Incident;
import dev.sallyport.teleport.wire.types.RequestState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PagerDuty is down, overloaded, or does not know our key. */
final class PagerDutyOutageTest {
  private World world;

  @BeforeEach
  void start(@TempDir Path directory) {
    world = World.start(directory.resolve("identity.pem"));
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private Story created() {
    Story story = new Story(world);
    story.create(Scenarios.editor());
    return story;
  }

  @Test
  void nothingIsLostOrDoubledByAnOutageOfAnHour() {
    Story before = created();
    world.settle();
    world.pagerdutyIsDown = true;
    List<Story> during = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      during.add(created());
      world.settle(Duration.ofMinutes(10));
    }
    during.getFirst().review(World.BOB, RequestState.DENIED, "not now");
    before.review(World.BOB, RequestState.DENIED, "not now");
    world.settle(Duration.ofMinutes(3));

    world.pagerdutyIsDown = false;
    world.settle();

    assertThat(during.getFirst().incidents()).as("denied before its turn").isEmpty();
    during.stream()
        .skip(1)
        .forEach(
            story ->
                assertThat(story.incidents())
                    .singleElement()
                    .extracting(Incident::status)
                    .isEqualTo("triggered"));
    assertThat(before.incidents()).singleElement().satisfies(PagerDutyOutageTest::toldAndResolved);
    assertThat(world.mail.deadLetters()).isEmpty();
  }

  private static void toldAndResolved(Incident incident) {
    assertThat(incident.status()).isEqualTo("resolved");
    assertThat(incident.notes().stream().map(Findings::marker))
        .containsExactly("review-1", "end-denied");
  }

  @Test
  void staysAwayUntilTheRateLimitIsReset() {
    world.pagerduty.setRateLimit(0);
    Story story = created();
    world.settle(Duration.ofSeconds(1));
    long asked = pagerdutyCalls();
    assertThat(asked).isPositive();
    world.pagerduty.setRateLimit(960);
    int second = world.clock.instant().atOffset(ZoneOffset.UTC).getSecond();

    world.settle(Duration.ofSeconds(Math.max(0, 57 - second)));
    assertThat(pagerdutyCalls()).as("calls before the reset").isEqualTo(asked);

    world.settle();
    assertThat(story.incidents()).hasSize(1);
  }

  @Test
  void drainsAQueueAtTheRateThatPagerDutyTakes() {
    world.pagerduty.setRateLimit(12);
    List<Story> stories = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      stories.add(created());
    }
    world.settle();

    stories.forEach(story -> assertThat(story.incidents()).hasSize(1));
    assertThat(world.mail.deadLetters()).isEmpty();
  }

  private long pagerdutyCalls() {
    return world.pagerduty.journal().count(_ -> true);
  }

  @Test
  void readsARefusedKeyAgainOnceAMinuteAndGoesOnWithTheRightOne() {
    world.storedKey = "a-key-that-was-revoked";
    Story story = created();
    world.settle(Duration.ofMinutes(10));
    assertThat(story.incidents()).isEmpty();
    assertThat(world.keyReads.get()).isBetween(2, 11);

    world.storedKey = World.KEY;
    world.settle();

    assertThat(story.incidents()).hasSize(1);
    assertThat(world.mail.deadLetters()).isEmpty();
  }
}
