package dev.sallyport.simulators.secretsmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

@Timeout(30)
final class RotationTest extends SecretsManagerTestBase {
  private static final String FUNCTION = "arn:aws:lambda:eu-central-1:111111111111:function:rotate";

  private final BlockingQueue<String> steps = new LinkedBlockingQueue<>();
  private volatile String failing = "none";

  private void rotate(String event) throws Exception {
    JsonNode call = new ObjectMapper().readTree(event);
    String step = call.path("Step").asText();
    String token = call.path("ClientRequestToken").asText();
    try {
      if (step.equals(failing)) {
        throw new IllegalStateException("broken");
      }
      if (step.equals("createSecret")) {
        put(token, "new", "AWSPENDING");
      }
      if (step.equals("finishSecret")) {
        String from = simulator.labelled(NAME, "AWSCURRENT").orElseThrow().id();
        client.updateSecretVersionStage(
            move ->
                move.secretId(call.path("SecretId").asText())
                    .versionStage("AWSCURRENT")
                    .removeFromVersionId(from)
                    .moveToVersionId(token));
      }
    } finally {
      steps.add(step);
    }
  }

  private String step() throws InterruptedException {
    return String.valueOf(steps.poll(10, TimeUnit.SECONDS));
  }

  @Test
  void asksTheFunctionForFourSteps() throws InterruptedException {
    simulator.put(NAME, "old");
    simulator.rotateBy(NAME, FUNCTION, this::rotate);
    String version = client.rotateSecret(ask -> ask.secretId(NAME)).versionId();
    assertThat(step()).isEqualTo("createSecret");
    assertThat(step()).isEqualTo("setSecret");
    assertThat(step()).isEqualTo("testSecret");
    assertThat(step()).isEqualTo("finishSecret");
    assertThat(current()).isEqualTo("new");
    assertThat(simulator.labelled(NAME, "AWSPENDING").orElseThrow().id()).isEqualTo(version);
    assertThat(simulator.isRotating(NAME)).isFalse();
  }

  @Test
  void aStepThatFailsEndsTheAttemptAndTheNextBeginsAnewWithTheSameToken()
      throws InterruptedException {
    simulator.put(NAME, "old");
    simulator.rotateBy(NAME, FUNCTION, this::rotate);
    failing = "setSecret";
    String version = client.rotateSecret(ask -> ask.secretId(NAME)).versionId();
    assertThat(step()).isEqualTo("createSecret");
    assertThat(step()).isEqualTo("setSecret");
    assertThat(simulator.isRotating(NAME)).isTrue();
    failing = "none";
    assertThatThrownBy(() -> client.rotateSecret(ask -> ask.secretId(NAME)))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("previous rotation isn't complete");
    for (int i = 0; i < 4; i++) {
      step();
    }
    assertThat(current()).isEqualTo("new");
    assertThat(simulator.labelled(NAME, "AWSCURRENT").orElseThrow().id()).isEqualTo(version);
  }

  @Test
  void announcesAVersionThatHasNoValueYet() throws InterruptedException {
    simulator.put(NAME, "old");
    simulator.rotateBy(NAME, FUNCTION, this::rotate);
    failing = "createSecret";
    String version = client.rotateSecret(ask -> ask.secretId(NAME)).versionId();
    assertThat(step()).isEqualTo("createSecret");
    assertThatThrownBy(
            () ->
                client.getSecretValue(
                    ask -> ask.secretId(NAME).versionId(version).versionStage("AWSPENDING")))
        .isInstanceOf(ResourceNotFoundException.class);
    assertThat(current()).isEqualTo("old");
  }

  @Test
  void aSecretWithoutAFunctionIsNotRotated() {
    simulator.put(NAME, "old");
    assertThatThrownBy(() -> client.rotateSecret(ask -> ask.secretId(NAME)))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("No Lambda rotation function ARN");
  }
}
