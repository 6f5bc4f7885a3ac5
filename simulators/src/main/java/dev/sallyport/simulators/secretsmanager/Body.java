package dev.sallyport.simulators.secretsmanager;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What stands in a call's body. */
record Body(JsonNode body) {
  private static final int SHORTEST_TOKEN = 32;
  private static final int LONGEST_TOKEN = 64;
  private static final int MOST_BYTES = 65_536;

  Optional<String> text(String name) {
    return Optional.of(body.path(name).asText()).filter(text -> !text.isEmpty());
  }

  String required(String name) {
    return text(name)
        .orElseThrow(() -> Errors.validation("Value at '" + name + "' must not be null"));
  }

  /** The version's id; AWS's SDKs make one up where the caller names none. */
  String token() {
    String token = text("ClientRequestToken").orElseGet(() -> UUID.randomUUID().toString());
    if (token.length() < SHORTEST_TOKEN || token.length() > LONGEST_TOKEN) {
      throw Errors.parameter("ClientRequestToken must be 32-64 characters long.");
    }
    return token;
  }

  Optional<String> value() {
    return text("SecretString").map(Body::fitting);
  }

  static String fitting(String value) {
    if (value.length() > MOST_BYTES) {
      throw Errors.parameter("The secret value is longer than " + MOST_BYTES + " bytes.");
    }
    return value;
  }

  List<String> texts(String name) {
    return body.path(name).valueStream().map(JsonNode::asText).toList();
  }
}
