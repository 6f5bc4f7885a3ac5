package dev.sallyport.simulators.secretsmanager;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Rotation (AWS, Secrets Manager, RotateSecret and Rotation by Lambda function): four steps, one
 * after the other; the first that fails ends the attempt, and the next attempt begins with the
 * first step and the same token.
 */
final class Rotations implements AutoCloseable {
  private static final List<String> STEPS =
      List.of("createSecret", "setSecret", "testSecret", "finishSecret");

  private final Account account;
  private final Map<String, RotationFunction> functions = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  Rotations(Account account) {
    this.account = account;
  }

  void register(String arn, RotationFunction function) {
    functions.put(arn, function);
  }

  ObjectNode rotate(Body call) {
    LiveSecret secret = account.secret(call.required("SecretId"));
    call.text("RotationLambdaARN").ifPresent(secret::rotatedBy);
    RotationFunction function = function(secret);
    String token = call.token();
    if (secret.isRotating()) {
      attempt(secret, function);
      throw Errors.request(
          "A previous rotation isn't complete. That rotation will be reattempted.");
    }
    ObjectNode answer = Values.named(secret);
    if (call.body().path("RotateImmediately").asBoolean(true)) {
      secret.announce(token, account.now());
      attempt(secret, function);
      answer.put("VersionId", token);
    }
    return answer;
  }

  private RotationFunction function(LiveSecret secret) {
    String arn =
        secret
            .function()
            .orElseThrow(
                () ->
                    Errors.request(
                        "No Lambda rotation function ARN is associated with this secret."));
    return Optional.ofNullable(functions.get(arn))
        .orElseThrow(() -> Errors.notFound("Secrets Manager can't find the specified function."));
  }

  private void attempt(LiveSecret secret, RotationFunction function) {
    String token = secret.holder(LiveSecret.PENDING).orElseThrow();
    threads.execute(() -> run(secret, token, function));
  }

  private void run(LiveSecret secret, String token, RotationFunction function) {
    for (String step : STEPS) {
      ObjectNode event =
          JsonNodeFactory.instance
              .objectNode()
              .put("Step", step)
              .put("SecretId", secret.identity().arn())
              .put("ClientRequestToken", token);
      try {
        function.handle(event.toString());
      } catch (Exception | LinkageError e) {
        return;
      }
    }
    synchronized (account) {
      secret.rotatedAt(account.now());
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
