package dev.sallyport.tests.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.simulators.pagerduty.Incident;
import dev.sallyport.teleport.wire.types.RequestState;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What PagerDuty will never take: it goes to the dead letters, once, and to the fallback. */
final class RefusedNoticeTest {
  private static final String SENDER = "user_email = \"" + World.USER + "\"\n";

  @TempDir Path directory;
  private @Nullable World started;

  private World start(String pagerduty) {
    World world = World.start(directory.resolve("identity.pem"), pagerduty);
    started = world;
    return world;
  }

  @AfterEach
  void stop() {
    if (started != null) {
      started.close();
    }
  }

  @Test
  void anUnknownSenderIsADeadLetterUntilItIsKnown() {
    World world = start("user_email = \"nobody@example.com\"");
    Story story = new Story(world);
    story.create(Scenarios.editor());
    world.settle();
    story.resync();
    world.settle();

    assertThat(story.incidents()).isEmpty();
    assertThat(world.mail.deadLetters())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.group()).isEqualTo(story.id());
              assertThat(letter.why()).contains("Requester User Not Found");
            });
    assertThat(world.alarms()).contains("notice-refused", "dead-letter");

    world.pagerduty.addUser("Nobody yet", "nobody@example.com");
    world.clock.forward(Duration.ofMinutes(15));
    story.resync();
    world.settle();

    assertThat(story.incidents()).hasSize(1);
    assertThat(world.mail.deadLetters()).hasSize(1);
  }

  @Test
  void anUnknownServiceIsToldToTheFallback() {
    World world = start(SENDER + "fallback_service = \"" + World.FALLBACK_SERVICE + "\"");
    Story story = new Story(world);
    story.create(Scenarios.editor().annotated(Scenarios.NOTIFY, "No Such Service"));
    world.settle();
    story.resync();
    world.settle();

    assertThat(story.incidents())
        .singleElement()
        .extracting(Incident::service)
        .isEqualTo(world.service(World.FALLBACK_SERVICE));
    assertThat(world.mail.deadLetters())
        .singleElement()
        .satisfies(letter -> assertThat(letter.why()).contains("No Such Service"));

    story.review(World.BOB, RequestState.DENIED, "not now");
    world.settle();

    assertThat(story.incidents())
        .singleElement()
        .satisfies(
            incident -> {
              assertThat(incident.status()).isEqualTo("resolved");
              assertThat(incident.notes().stream().map(Findings::marker))
                  .containsExactly("review-1", "end-denied");
            });
    assertThat(world.mail.deadLetters()).hasSize(1);
  }

  @Test
  void anIncidentOfAnotherClusterIsLeftAlone() {
    World world = start(SENDER);
    Story story = new Story(world);
    story.createUnnoticed(Scenarios.editor());
    String other = GoPlugin.opensIncident(story, "[other.example.com] Access request");
    story.noticed();
    world.settle();
    story.review(World.BOB, RequestState.DENIED, "not now");
    world.settle();
    story.resync();
    world.sweep();
    world.settle();

    assertThat(story.incidents())
        .singleElement()
        .satisfies(
            incident -> {
              assertThat(incident.id()).isEqualTo(other);
              assertThat(incident.status()).isEqualTo("triggered");
              assertThat(incident.title()).isEqualTo("[other.example.com] Access request");
              assertThat(incident.notes()).isEmpty();
            });
    assertThat(world.alarms()).isNotEmpty();
  }
}
