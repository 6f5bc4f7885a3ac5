package dev.sallyport.tests.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sallyport.core.config.ConfigReader;
import dev.sallyport.core.delivery.VerificationSecrets;
import dev.sallyport.tests.Checkout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What {@code functions/local/sam-local} puts beside a function. */
final class LocalRunTest {
  private static final Path FILES = Checkout.root().resolve("functions/local/files");
  private static final String INSIDE = "/var/task/local/";

  /** An identity is nothing to keep in a repository. */
  private static final String BROUGHT = "identity.pem";

  private static final String QUEUE = "SALLYPORT_QUEUE_";

  /** No deployed function has them; SAM sets no variable that the template does not name. */
  private static final List<String> ADDED =
      List.of(
          "AWS_ENDPOINT_URL",
          "SALLYPORT_PAGERDUTY_URL",
          "SALLYPORT_OPSGENIE_URL",
          "SALLYPORT_SLACK_URL",
          // A rotation writes its secret, so that one is no file.
          "SALLYPORT_PAGERDUTY_WEBHOOK_SECRET_ARN");

  private static JsonNode variables() throws IOException {
    return new ObjectMapper().readTree(FILES.resolve("env.json").toFile()).get("Parameters");
  }

  @Test
  void everySecretOfEveryFunctionIsAFileAndEveryQueueAnAddress() throws IOException {
    Set<String> wanted = new TreeSet<>(Set.of("SALLYPORT_CLUSTER", "SALLYPORT_CONFIG"));
    wanted.addAll(ADDED);
    for (JsonNode function : Stack.all().resources("AWS::Serverless::Function").values()) {
      function
          .at("/Environment/Variables")
          .fieldNames()
          .forEachRemaining(
              it -> {
                if (it.endsWith("_ARN")) {
                  wanted.add(it.replaceFirst("_ARN$", "_FILE"));
                } else if (it.startsWith(QUEUE)) {
                  wanted.add(it);
                }
              });
    }
    Set<String> given = new TreeSet<>();
    variables().fieldNames().forEachRemaining(given::add);
    assertThat(given).isEqualTo(wanted);
  }

  /** Without one SAM gives the queue's name in the template, which no function takes. */
  @Test
  void everyQueueIsWhereTheServerHasIt() throws IOException {
    String server = variables().get("AWS_ENDPOINT_URL").asText() + "/000000000000/";
    for (Map.Entry<String, JsonNode> variable : variables().properties()) {
      if (variable.getKey().startsWith(QUEUE)) {
        String name =
            variable.getKey().substring(QUEUE.length()).toLowerCase(Locale.ROOT).replace('_', '-');
        assertThat(variable.getValue().asText())
            .isEqualTo(server + name + (name.startsWith("reviews-") ? "" : ".fifo"));
      }
    }
  }

  @Test
  void everyFileIsThere() throws IOException {
    for (JsonNode variable : variables()) {
      String file = variable.asText();
      if (file.startsWith(INSIDE) && !file.endsWith(BROUGHT)) {
        assertThat(FILES.resolve(file.substring(INSIDE.length()))).isRegularFile();
      }
    }
  }

  @Test
  void theFilesHoldWhatTheFunctionsTake() {
    String config = Checkout.text(FILES.resolve("sallyport.toml"));
    assertThat(ConfigReader.deployed("sallyport.toml", config).teleport().cluster())
        .isEqualTo("example.com");
    String secrets = Checkout.text(FILES.resolve("signing-secret.json"));
    assertThat(VerificationSecrets.parse(secrets.strip()).current())
        .isEqualTo("test-secret-not-real");
  }

  @Test
  void theScriptTurnsArnsIntoFilesAndAddsAddresses() {
    String script = Checkout.text(Checkout.root().resolve("functions/local/sam-local"));
    assertThat(ADDED).allSatisfy(it -> assertThat(script).contains("\\1" + it + ": \"\""));
    String template = Checkout.text(Checkout.root().resolve("template.yaml"));
    assertThat(script).contains("_ARN: .*#\\1_FILE: \"\"#", "_PARAMETER: .*#\\1: \"\"#");
    assertThat(template.lines().filter(it -> it.matches(" *SALLYPORT_[A-Z_]*_ARN: .*")))
        .isNotEmpty();
    assertThat(template.lines().filter(it -> it.contains("Architectures: [arm64]"))).hasSize(1);
  }
}
