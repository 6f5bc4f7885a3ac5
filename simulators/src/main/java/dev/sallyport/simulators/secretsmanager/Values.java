package dev.sallyport.simulators.secretsmanager;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.simulators.aws.AwsError;
import java.util.List;
import java.util.Optional;

/** Making, reading and writing secrets. */
record Values(Account account) {
  ObjectNode create(Body call) {
    String name = call.required("Name");
    String token = call.token();
    Optional<LiveSecret> there = account.named(name);
    if (there.isPresent()) {
      return again(there.get(), call, token);
    }
    LiveSecret made =
        account.add(name, call.text("Description").orElse(""), call.text("KmsKeyId").orElse(""));
    Optional<String> value = call.value();
    value.ifPresent(text -> made.put(token, text, List.of(LiveSecret.CURRENT), account.now()));
    ObjectNode answer = named(made);
    value.ifPresent(_ -> answer.put("VersionId", token));
    return answer;
  }

  private static ObjectNode again(LiveSecret secret, Body call, String token) {
    boolean same =
        call.value().isPresent()
            && secret.version(token).map(Version::value).equals(Optional.of(call.value()));
    if (!same) {
      throw Errors.exists(
          "The operation failed because the secret "
              + secret.identity().name()
              + " already exists.");
    }
    return named(secret).put("VersionId", token);
  }

  ObjectNode get(Body call) {
    LiveSecret secret = account.secret(call.required("SecretId"));
    Optional<String> id = call.text("VersionId");
    Optional<String> stage = call.text("VersionStage");
    String wanted =
        id.or(() -> secret.holder(stage.orElse(LiveSecret.CURRENT)))
            .orElseThrow(() -> noValue("staging label: " + stage.orElse(LiveSecret.CURRENT)));
    Version version = secret.version(wanted).orElseThrow(() -> noValue("VersionId: " + wanted));
    if (id.isPresent() && stage.filter(it -> !version.stages().contains(it)).isPresent()) {
      throw Errors.request(
          "You provided a VersionStage that is not associated to the provided VersionId.");
    }
    String value =
        version
            .value()
            .orElseThrow(
                () ->
                    noValue(
                        id.isPresent()
                            ? "VersionId: " + wanted
                            : "staging label: " + stage.orElse(LiveSecret.CURRENT)));
    ObjectNode answer = named(secret).put("VersionId", wanted).put("SecretString", value);
    answer.put("CreatedDate", Listings.seconds(version.created()));
    stages(answer, version);
    return answer;
  }

  private static AwsError noValue(String which) {
    return Errors.notFound("Secrets Manager can't find the specified secret value for " + which);
  }

  ObjectNode put(Body call) {
    LiveSecret secret = account.secret(call.required("SecretId"));
    String token = call.token();
    List<String> stages = call.texts("VersionStages");
    secret.put(
        token,
        call.value()
            .orElseThrow(
                () -> Errors.request("You must provide either SecretString or SecretBinary.")),
        stages.isEmpty() ? List.of(LiveSecret.CURRENT) : stages,
        account.now());
    ObjectNode answer = named(secret).put("VersionId", token);
    secret.version(token).ifPresent(version -> stages(answer, version));
    return answer;
  }

  ObjectNode move(Body call) {
    LiveSecret secret = account.secret(call.required("SecretId"));
    secret.move(
        call.required("VersionStage"),
        call.text("RemoveFromVersionId"),
        call.text("MoveToVersionId"));
    return named(secret);
  }

  private static void stages(ObjectNode answer, Version version) {
    ArrayNode stages = answer.putArray("VersionStages");
    version.stages().stream().sorted().forEach(stages::add);
  }

  static ObjectNode named(LiveSecret secret) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("ARN", secret.identity().arn())
        .put("Name", secret.identity().name());
  }
}
