package dev.sallyport.simulators.secretsmanager;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/** What is told of secrets without their values. */
record Listings(Account account) {
  private static final int MOST = 100;

  ObjectNode describe(Body call) {
    return node(account.secret(call.required("SecretId")), "VersionIdsToStages");
  }

  /** By beginnings of names alone, in the order of names. */
  ObjectNode list(Body call) {
    List<String> beginnings =
        call.body()
            .path("Filters")
            .valueStream()
            .filter(filter -> filter.path("Key").asText().equals("name"))
            .flatMap(filter -> filter.path("Values").valueStream())
            .map(JsonNode::asText)
            .toList();
    List<LiveSecret> found =
        account.all().stream()
            .filter(
                one ->
                    beginnings.isEmpty()
                        || beginnings.stream().anyMatch(one.identity().name()::startsWith))
            .toList();
    int from = call.text("NextToken").map(Integer::parseInt).orElse(0);
    int to =
        Math.min(
            found.size(), from + Math.clamp(call.body().path("MaxResults").asInt(MOST), 1, MOST));
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode page = answer.putArray("SecretList");
    found.subList(from, to).forEach(one -> page.add(node(one, "SecretVersionsToStages")));
    if (to < found.size()) {
      answer.put("NextToken", Integer.toString(to));
    }
    return answer;
  }

  private static ObjectNode node(LiveSecret secret, String versions) {
    LiveSecret.Identity identity = secret.identity();
    ObjectNode node =
        Values.named(secret)
            .put("Description", identity.description())
            .put("CreatedDate", seconds(identity.created()))
            .put("LastChangedDate", seconds(secret.changed()))
            .put("RotationEnabled", secret.function().isPresent());
    secret.function().ifPresent(arn -> node.put("RotationLambdaARN", arn));
    secret.rotated().ifPresent(time -> node.put("LastRotatedDate", seconds(time)));
    if (!identity.key().isEmpty()) {
      node.put("KmsKeyId", identity.key());
    }
    List<Version> labelled = secret.labelled();
    if (!labelled.isEmpty()) {
      ObjectNode stages = node.putObject(versions);
      labelled.forEach(
          version -> {
            ArrayNode labels = stages.putArray(version.id());
            version.stages().stream().sorted().forEach(labels::add);
          });
    }
    return node;
  }

  /** As AWS's JSON tells times. */
  static double seconds(Instant time) {
    return time.toEpochMilli() / 1000.0;
  }
}
