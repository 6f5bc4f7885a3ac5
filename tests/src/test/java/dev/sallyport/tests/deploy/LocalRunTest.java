package dev.sallyport.tests.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sallyport.core.config.ConfigReader;
import dev.sallyport.core.delivery.VerificationSecrets;
import dev.sallyport.tests.Checkout;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

  /** Each is put right, and then the next is told. */
  @Test
  void theScriptSaysWhatItLacks(@TempDir Path tools) throws IOException, InterruptedException {
    for (String each : List.of("dirname", "realpath")) {
      tool(tools, each, "exec " + found(each) + " \"$@\"");
    }
    assertThat(script(tools)).startsWith("sam is not there: install the AWS SAM CLI");
    tool(tools, "sam", "exit 0");
    assertThat(script(tools)).startsWith("jar is not there: it comes with a JDK");
    tool(tools, "jar", "exit 0");
    assertThat(script(tools)).startsWith("Docker does not answer: install or start it");
    tool(tools, "docker", "exit 1");
    assertThat(script(tools)).startsWith("Docker does not answer: install or start it");
  }

  private static Path found(String tool) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }

  private static void tool(Path tools, String name, String does) throws IOException {
    Path file = Files.writeString(tools.resolve(name), "#!/bin/sh\n" + does + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  /** What it says when it ends with the code for wrong surroundings. */
  private static String script(Path tools) throws IOException, InterruptedException {
    Path root = Checkout.root();
    ProcessBuilder builder =
        new ProcessBuilder(
                root.resolve("functions/local/sam-local").toString(),
                "WebhookSlack",
                root.resolve("events/webhook-slack-forged.json").toString())
            .redirectErrorStream(true);
    builder.environment().put("PATH", tools.toString());
    builder.environment().remove("DOCKER_HOST");
    Process process = builder.start();
    try (InputStream said = process.getInputStream()) {
      String text = new String(said.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(text).isEqualTo(2);
      assertThat(text.lines()).as(text).hasSize(1);
      return text;
    }
  }
}
