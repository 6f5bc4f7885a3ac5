package dev.sallyport.tests.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A statement of a policy. */
record Statement(
    String sid, boolean allows, List<String> actions, List<String> resources, JsonNode condition) {

  /** Of a role or a policy of ours. */
  static List<Statement> of(JsonNode properties) {
    List<Statement> all = new ArrayList<>();
    properties.path("Policies").forEach(it -> all.addAll(document(it.get("PolicyDocument"))));
    for (String property : List.of("PolicyDocument", "KeyPolicy")) {
      if (properties.has(property)) {
        all.addAll(document(properties.get(property)));
      }
    }
    return all;
  }

  private static List<Statement> document(JsonNode document) {
    List<Statement> all = new ArrayList<>();
    document.get("Statement").forEach(it -> all.add(read(it)));
    return all;
  }

  private static Statement read(JsonNode it) {
    if (it.has("NotAction") || it.has("NotResource") || it.has("NotPrincipal")) {
      throw new IllegalStateException("allows all but something: " + it);
    }
    return new Statement(
        it.get("Sid").asText(),
        it.get("Effect").asText().equals("Allow"),
        texts(it.get("Action")),
        texts(it.get("Resource")),
        it.path("Condition"));
  }

  static List<String> texts(JsonNode one) {
    List<String> texts = new ArrayList<>();
    (one.isArray() ? one : List.of(one)).forEach(it -> texts.add(it.asText()));
    return texts;
  }

  /** What in it stands for more than it names. */
  Stream<String> wildcards() {
    return Stream.concat(actions.stream(), resources.stream())
        .filter(it -> it.contains("*") || it.contains("?"));
  }
}
