package dev.sallyport.tests.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.cli.local.RunFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that name no installation, and those that change one. */
final class PlaceOnAwsTest {
  private static final String HOME = "sallyport.home";
  private static final String CONFIG =
      """
      [teleport]
      cluster = "teleport.example.com"
      addr = "127.0.0.1:1"
      [pagerduty]
      user_email = "sallyport@example.com"
      """;

  private final Aws aws = new Aws();
  private final Path directory;

  PlaceOnAwsTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @BeforeEach
  void atHome() {
    System.setProperty(HOME, directory.toString());
  }

  @AfterEach
  void leave() {
    System.clearProperty(HOME);
    aws.close();
  }

  private void loop() throws IOException {
    URI nowhere = URI.create("http://127.0.0.1:1");
    Path file = Files.writeString(directory.resolve("local.toml"), CONFIG);
    RunFile.here("127.0.0.1:1", "teleport.example.com", file, "", nowhere, nowhere).write();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "takeover slack",
        "handback slack",
        "mode",
        "mode slack off",
        "request why x",
        "request resend x slack",
        "policy explain x",
        "dlq list",
        "dlq redrive slack",
        "pagerduty webhook list"
      })
  void theUsualStackIsTriedLast(String command) {
    Run.of(command.split(" ", -1))
        .isRefusedNaming("--stack", "SALLYPORT_STACK", "./sallyport local", "sallyport");
  }

  @Test
  void theUsualStackIsFoundWithoutAName() {
    long _ = aws.parameters.put("/sallyport/config", CONFIG);
    String before = aws.parameters.find("/sallyport/config").orElseThrow().value();
    assertThat(Run.of("mode", "slack", "off").succeeds().out().lines().findFirst())
        .contains("acting on the stack sallyport on AWS");
    assertThat(aws.parameters.find("/sallyport/config").orElseThrow().value()).isNotEqualTo(before);
  }

  @Test
  void theRunningLoopGoesBeforeTheUsualStack() throws IOException {
    loop();
    assertThat(Run.of("mode", "slack", "off").succeeds().out())
        .startsWith("acting on the local loop");
    assertThat(Files.readString(directory.resolve("local.toml"))).contains("slack = \"off\"");
  }

  @Test
  void aStackThatIsNamedGoesBeforeTheRunningLoop() throws IOException {
    loop();
    long _ = aws.parameters.put(Aws.PARAMETER, CONFIG);
    assertThat(Run.of("mode", "slack", "off", "--stack", Aws.STACK).succeeds().out())
        .startsWith("acting on the stack prod on AWS");
    assertThat(Files.readString(directory.resolve("local.toml"))).isEqualTo(CONFIG);
  }

  @Test
  void aRedriveSaysWhere() {
    String _ = aws.queue("requests");
    String _ = aws.queue("pagerduty");
    assertThat(Run.of("dlq", "redrive", "pagerduty", "--stack", Aws.STACK).succeeds().out())
        .startsWith("acting on the stack prod on AWS");
  }

  @Test
  void twoPlacesOfOneSecretAreRefused() {
    Run.of("pagerduty", "webhook", "list", "--secret-file", "x", "--stack", Aws.STACK)
        .isRefusedNaming("--secret-file", "--stack");
  }
}
