package dev.sallyport.tests.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.Cause;
import dev.sallyport.core.event.RequestEvent;
import dev.sallyport.simulators.pagerduty.Incident;
import dev.sallyport.simulators.teleport.RoleBuilder;
import dev.sallyport.teleport.wire.types.RequestState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Teleport shows less than there is, or nobody told us. */
final class LostSightTest {
  private World world;
  private Story story;

  @BeforeEach
  void start(@TempDir Path directory) {
    world = World.start(directory.resolve("identity.pem"));
    story = new Story(world);
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private Incident incident() {
    assertThat(story.incidents()).hasSize(1);
    return story.incidents().getFirst();
  }

  private List<String> told() {
    return incident().notes().stream().map(Findings::marker).toList();
  }

  private void loseThePermission() {
    world.teleport.putRole(
        RoleBuilder.role("sallyport").rule("access_plugin_data", "list", "read", "update"));
  }

  @Test
  void nothingIsClosedWhileAPermissionIsMissingAndAllIsToldAfterwards() {
    story.create(Scenarios.editor());
    world.settle();
    loseThePermission();
    story.review(World.BOB, RequestState.APPROVED, "go ahead");
    world.settle();
    story.review(World.DAVE, RequestState.APPROVED, "fine");
    world.settle();
    world.sweep();
    world.settle();

    assertThat(incident().status()).isEqualTo("triggered");
    assertThat(told()).isEmpty();
    assertThat(world.alarms()).contains("request-invisible");

    world.teleport.putRole(Company.ownRole());
    story.resync();
    world.settle();

    assertThat(incident().status()).isEqualTo("resolved");
    assertThat(told()).containsExactly("review-1", "review-2", "end-approved");
    assertThat(world.mail.deadLetters()).isEmpty();
  }

  @Test
  void aRequestWhoseEventsWereLostIsFoundByTheResync() {
    story.createUnnoticed(Scenarios.editor());
    story.resync();
    world.settle();
    assertThat(incident().status()).isEqualTo("triggered");

    world.teleport.deny(story.id(), "not now");
    story.resync();
    world.settle();

    assertThat(incident().status()).isEqualTo("resolved");
    assertThat(told()).containsExactly("end-denied");
  }

  @Test
  void anExpiryThatNobodySawIsFoundByTheResync() {
    story.create(Scenarios.editor().pendingFor(Duration.ofHours(1)));
    world.settle();
    story.expireUnnoticed(Duration.ofMinutes(61));
    story.resync();
    world.settle();

    assertThat(incident().status()).isEqualTo("resolved");
    assertThat(told()).containsExactly("end-expired");
  }

  @Test
  void aDeletionThatNobodySawIsNotGuessed() {
    story.create(Scenarios.editor());
    world.settle();
    world.teleport.deleteSilently(story.id());
    story.resync();
    world.settle();

    assertThat(incident().status()).isEqualTo("triggered");
    assertThat(world.alarms()).contains("request-invisible");
  }

  @Test
  void aStormOfResyncsHasNoEffectOfItsOwn() {
    story.create(Scenarios.editor());
    world.settle();
    long writes = writes();
    for (int i = 0; i < 200; i++) {
      story.send(
          new RequestEvent(
              World.CLUSTER,
              story.id(),
              Cause.RESYNC,
              Optional.empty(),
              world.clock.instant().plusMillis(i)));
    }
    world.settle();

    assertThat(writes()).isEqualTo(writes);
    assertThat(incident().notes()).isEmpty();
    assertThat(world.mail.isEmpty()).isTrue();
  }

  private long writes() {
    return world.pagerduty.journal().count(call -> !Mode.isRead(call))
        + world.teleport.journal().count(call -> !Mode.isRead(call));
  }
}
