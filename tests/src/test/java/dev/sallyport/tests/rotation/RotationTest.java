package dev.sallyport.tests.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.SecretsManagerRotationEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import dev.sallyport.core.delivery.VerificationSecrets;
import dev.sallyport.simulators.fault.Fault;
import dev.sallyport.workers.Rotate;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a rotation does, and what it refuses. */
@Timeout(120)
final class RotationTest {
  private final RotationWorld world = new RotationWorld();

  @AfterEach
  void close() {
    world.close();
  }

  private static SecretsManagerRotationEvent event(String json) {
    return LambdaEventSerializers.serializerFor(
            SecretsManagerRotationEvent.class, RotationTest.class.getClassLoader())
        .fromJson(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
  }

  private void step(String step, String token) {
    var _ =
        new Rotate(world.steps())
            .handleRequest(
                event(
                    """
                    {"SecretId":"%s","ClientRequestToken":"%s","Step":"%s","RotationToken":"x"}
                    """
                        .formatted(world.arn, token, step)),
                null);
  }

  private void rotate(String token) {
    for (String step : Attempt.STEPS) {
      step(step, token);
    }
  }

  @Test
  void secretsManagerRotatesByTheFunction() throws InterruptedException {
    List<String> strangers = world.strangers();
    world.subscribed();
    String before = world.stored().current();
    BlockingQueue<String> steps = new LinkedBlockingQueue<>();
    Rotate function = new Rotate(world.steps());
    world.store.rotateBy(
        RotationWorld.NAME,
        RotationWorld.FUNCTION,
        json -> steps.add(String.valueOf(function.handleRequest(event(json), null))));
    String token = world.aws.rotateSecret(ask -> ask.secretId(RotationWorld.NAME)).versionId();
    for (String step : Attempt.STEPS) {
      assertThat(steps.poll(60, TimeUnit.SECONDS)).as(world.said::toString).isEqualTo(step);
    }
    world.assertRotated(token, before, strangers);
    assertThat(world.listeners.queued).as("notes that people wrote meanwhile").isNotEmpty();
  }

  @Test
  void bothSecretsCountFromTheSecondStepOnAndTheOldOneForTwoDaysMore() {
    world.subscribed();
    String old = world.stored().current();
    String token = UUID.randomUUID().toString();
    step("createSecret", token);
    assertThat(world.stored().accepted(world.clock.instant())).containsExactly(old);
    assertThat(world.subscriptions()).extracting(it -> it.active()).containsExactly(true, false);
    step("setSecret", token);
    assertThat(world.stored().accepted(world.clock.instant())).hasSize(2).contains(old);
    assertThat(world.subscriptions()).extracting(it -> it.active()).containsExactly(true, false);
    step("testSecret", token);
    assertThat(world.subscriptions()).extracting(it -> it.active()).containsExactly(true, true);
    step("finishSecret", token);
    VerificationSecrets after = world.stored();
    assertThat(after.accepted(world.clock.instant())).containsExactly(after.current(), old);
    world.clock.forward(Duration.ofHours(49));
    assertThat(after.accepted(world.clock.instant())).contains(old);
    world.clock.forward(Duration.ofHours(2));
    assertThat(after.accepted(world.clock.instant())).containsExactly(after.current());
  }

  @Test
  void eachRotationBeginsWhereTheOneBeforeHasEnded() {
    world.subscribed();
    for (int i = 0; i < 3; i++) {
      String before = world.stored().current();
      String token = UUID.randomUUID().toString();
      rotate(token);
      world.assertRotated(token, before, List.of());
      world.wait(Duration.ofHours(2));
    }
  }

  @Test
  void aSecondRotationWithinTheHourIsRefusedAndChangesNothing() {
    world.subscribed();
    String before = world.stored().current();
    String token = UUID.randomUUID().toString();
    rotate(token);
    assertThatThrownBy(() -> step("createSecret", UUID.randomUUID().toString()))
        .hasMessageContaining("less than an hour ago");
    world.assertRotated(token, before, List.of());
  }

  @Test
  void anEmptySecretSaysWhichCommandFillsIt() {
    assertThatThrownBy(() -> step("createSecret", UUID.randomUUID().toString()))
        .hasMessageContaining("run sallyport pagerduty webhook create");
    assertThat(world.said).last().asString().contains("ALARM", "rotation-failed", "createSecret");
    step("testSecret", UUID.randomUUID().toString());
  }

  @Test
  void whatTheCommandLeavesBehindSaysSoToo() {
    world.store.put(RotationWorld.NAME, "{}");
    assertThatThrownBy(() -> step("createSecret", UUID.randomUUID().toString()))
        .hasMessageContaining("sallyport pagerduty webhook");
  }

  @Test
  void aSecretWhoseSubscriptionIsGoneSaysWhatToDo() {
    world.subscribed();
    world.pagerduty.webhooks().unsubscribe(world.stored().subscriptions().getFirst());
    assertThatThrownBy(() -> step("createSecret", UUID.randomUUID().toString()))
        .hasMessageContaining("delete, then create");
  }

  @Test
  void anEndpointThatRefusesTheNewSecretKeepsTheOldOneInUse() {
    world.subscribed();
    String token = UUID.randomUUID().toString();
    step("createSecret", token);
    step("setSecret", token);
    world.listeners.close();
    assertThatThrownBy(() -> step("testSecret", token))
        .hasMessageContaining("does not accept the new secret");
    assertThat(world.subscriptions()).extracting(it -> it.active()).containsExactly(true, false);
    assertThatThrownBy(() -> step("finishSecret", token)).hasMessageContaining("does not deliver");
    assertThat(world.subscriptions()).hasSize(2);
  }

  @Test
  void aSecretThatSomebodyElseChangedMeanwhileIsNotForgotten() {
    world.subscribed();
    String token = UUID.randomUUID().toString();
    step("createSecret", token);
    world.store.put(RotationWorld.NAME, "another-secret-not-real");
    assertThatThrownBy(() -> step("setSecret", token))
        .hasMessageContaining("changed while it was rotated")
        .hasMessageContaining(token);
    assertThatThrownBy(() -> step("finishSecret", token)).hasMessageContaining("changed while");
  }

  @Test
  void anUndoneSecondStepIsDoneAgain() {
    world.subscribed();
    String before = world.stored().current();
    String base = world.store.labelled(RotationWorld.NAME, "AWSCURRENT").orElseThrow().id();
    String token = UUID.randomUUID().toString();
    step("createSecret", token);
    step("setSecret", token);
    String both = world.store.labelled(RotationWorld.NAME, "AWSCURRENT").orElseThrow().id();
    world.aws.updateSecretVersionStage(
        move ->
            move.secretId(RotationWorld.NAME)
                .versionStage("AWSCURRENT")
                .removeFromVersionId(both)
                .moveToVersionId(base));
    rotate(token);
    assertThat(world.stored().previous().orElseThrow().value()).isEqualTo(before);
    assertThat(world.refused).isEmpty();
  }

  @Test
  void subscriptionsWhoseSecretCouldNotBeStoredDoNotPileUp() {
    world.subscribed();
    String token = UUID.randomUUID().toString();
    world
        .store
        .faults()
        .always(call -> call.operation().equals("PutSecretValue"), new Fault.Refuse(403, "no"));
    for (int i = 0; i < 12; i++) {
      assertThatThrownBy(() -> step("createSecret", token))
          .hasMessageContaining("AccessDeniedException");
      assertThat(world.subscriptions()).hasSize(2);
    }
  }

  @Test
  void noOtherSecretIsTouched() {
    world.subscribed();
    assertThatThrownBy(
            () ->
                new Rotate(world.steps())
                    .handleRequest(
                        event("{\"SecretId\":\"other\",\"Step\":\"createSecret\"}"), null))
        .hasMessageContaining("alone");
    assertThatThrownBy(() -> step("dropSecret", "token")).hasMessageContaining("no step");
    assertThat(world.subscriptions()).hasSize(1);
  }

  @Test
  void anotherAttemptAfterTheEndChangesNothing() {
    world.subscribed();
    String before = world.stored().current();
    String token = UUID.randomUUID().toString();
    rotate(token);
    int calls = Attempt.count(world, token);
    world.assertRotated(token, before, List.of());
    assertThat(calls).isPositive();
  }
}
