package dev.sallyport.tests.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.cli.Sallyport;
import dev.sallyport.cli.local.RunFile;
import dev.sallyport.simulators.teleport.KeyKind;
import dev.sallyport.simulators.teleport.RoleBuilder;
import dev.sallyport.simulators.teleport.TeleportOptions;
import dev.sallyport.simulators.teleport.TeleportSimulator;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What cannot be done is refused in one line that names the value and what to do. */
final class RefusalsTest {
  private static final String HOME = "sallyport.home";
  private static final String CLUSTER = "teleport.example.com";
  private static final String KEY = "canary-pagerduty-key";
  private static final String NOWHERE = "127.0.0.1:1";
  private static final String SLACK =
      """
      [slack]
      token = "xoxb-not-real"
      team_id = "T0123"
      app_id = "A0123"
      [role_to_recipients]
      "*" = "access-requests"
      """;

  private final Path directory;

  RefusalsTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @BeforeEach
  void atHome() {
    System.setProperty(HOME, directory.toString());
  }

  @AfterEach
  void leave() {
    System.clearProperty(HOME);
  }

  static Stream<List<String>> commands() {
    CommandLine root = Sallyport.commandLine();
    return Stream.concat(
        Stream.of(List.of("--help")),
        root.getSubcommands().entrySet().stream()
            .flatMap(
                command ->
                    Stream.concat(
                        Stream.of(List.of(command.getKey(), "--help")),
                        command.getValue().getSubcommands().keySet().stream()
                            .map(inner -> List.of(command.getKey(), inner, "--help")))));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandHasHelp(List<String> arguments) {
    Run run = Run.of(arguments.toArray(String[]::new)).succeeds();
    assertThat(run.out()).contains("Usage: sallyport");
  }

  @Test
  void theHelpNamesEveryVendor() {
    assertThat(Run.of("--help").succeeds().out())
        .containsIgnoringWhitespaces("on PagerDuty, Opsgenie, JSM Operations and Slack");
  }

  @Test
  void aFlagThatDoesNotExist() {
    Run.of("local", "--teleprot", "x:443")
        .isRefusedNaming("--teleprot", "See: sallyport local --help");
  }

  @Test
  void aCommandThatDoesNotExist() {
    Run.of("lokal").isRefusedNaming("lokal", "See: sallyport --help");
  }

  @Test
  void aValueOfTheWrongKind() {
    Run.of("local", "--sqs-port", "many").isRefusedNaming("--sqs-port", "many");
  }

  @Test
  void aPortThatDoesNotExist() {
    Run.of("local", "--pagerduty-port", "70000").isRefusedNaming("--pagerduty-port", "70000");
  }

  @Test
  void aMissingOption() {
    Run.of("request", "create", "--user", "alice@example.com")
        .isRefusedNaming("--roles", "See: sallyport request create --help");
  }

  @Test
  void anIdentityWithoutACluster() {
    Run.of("local", "--identity", "x.pem").isRefusedNaming("--identity", "--teleport");
  }

  @Test
  void aClusterWithoutAConfiguration() {
    Run.of("local", "--teleport", NOWHERE).isRefusedNaming("--teleport", "--config");
  }

  @Test
  void anAddressWithoutAPort() throws IOException {
    real("teleport.example.com", "x.pem", config(CLUSTER))
        .isRefusedNaming("--teleport", "'teleport.example.com'", "host:port");
  }

  @Test
  void aConfigurationThatDoesNotExist() {
    Run.of("local", "--teleport", NOWHERE, "--config", directory.resolve("none.toml").toString())
        .isRefusedNaming("none.toml does not exist");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "config validate FILE",
        "config put FILE --yes",
        "policy test cases.yaml --config FILE",
        "mode slack off --config FILE",
        "pagerduty webhook list --config FILE"
      })
  void aFileThatIsNone(String command) {
    Path none = directory.resolve("none.toml");
    Run.of(command.replace("FILE", none.toString()).split(" ", -1))
        .isRefusedNaming(none + " does not exist");
    Run.of(command.replace("FILE", directory.toString()).split(" ", -1))
        .isRefusedNaming(directory + " is a directory: name a file");
  }

  @Test
  void aConfigurationThatIsNoToml() throws IOException {
    real(NOWHERE, "x.pem", "[teleport\ncluster = 1").isRefusedNaming("sallyport.toml:1");
  }

  @Test
  void aMisspeltKey() throws IOException {
    real(NOWHERE, "x.pem", config(CLUSTER) + "user_emial = \"x\"\n")
        .isRefusedNaming("sallyport.toml:7", "user_emial");
  }

  @Test
  void anImpossibleValue() throws IOException {
    real(NOWHERE, "x.pem", config(CLUSTER) + "[modes]\npagerduty = \"maybe\"\n")
        .isRefusedNaming("pagerduty", "maybe", "off, shadow, on");
  }

  @Test
  void aMissingApiKey() throws IOException {
    String text = config(CLUSTER).replace("api_key = \"" + KEY + "\"\n", "");
    real(NOWHERE, "x.pem", text).isRefusedNaming("pagerduty.api_key is missing");
  }

  @Test
  void anApiKeyFileThatDoesNotExist() throws IOException {
    String text = config(CLUSTER).replace(KEY, "/does/not/exist");
    real(NOWHERE, "x.pem", text).isRefusedNaming("/does/not/exist");
  }

  @Test
  void aMissingSigningSecret() throws IOException {
    real(NOWHERE, "x.pem", config(CLUSTER) + SLACK)
        .isRefusedNaming("slack.signing_secret is missing", "the app's signing secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "short-canary"})
  void aSigningSecretThatIsNone(String secret) throws IOException {
    String line = "signing_secret = \"" + secret + "\"\n";
    Run run = real(NOWHERE, "x.pem", config(CLUSTER) + SLACK.replace("[role", line + "[role"));
    run.isRefusedNaming("slack.signing_secret");
    assertThat(run.out() + run.err()).doesNotContain("short-canary");
  }

  @Test
  void aSigningSecretIsNotAskedForWhereNobodyDecidesInSlack() throws IOException {
    real(NOWHERE, "none.pem", config(CLUSTER) + SLACK + "[review]\nenabled = false\n")
        .isRefusedNaming("none.pem");
  }

  @Test
  void anIdentityThatDoesNotExist() throws IOException {
    String file = directory.resolve("none.pem").toString();
    real(NOWHERE, file, config(CLUSTER)).isRefusedNaming(file, "does not exist");
  }

  @Test
  void anIdentityThatIsNone() throws IOException {
    Path file = Files.writeString(directory.resolve("garbage.pem"), "no key, just words\n");
    real(NOWHERE, file.toString(), config(CLUSTER))
        .isRefusedNaming("garbage.pem", "no PEM block", "tbot");
  }

  @Test
  void anExpiredIdentity() throws IOException {
    try (TeleportSimulator teleport = TeleportSimulator.start(TeleportOptions.defaults())) {
      Instant now = Instant.now();
      Path file =
          Files.writeString(
              directory.resolve("old.pem"),
              teleport.identityFile(
                  "bot-sallyport",
                  List.of("sallyport"),
                  KeyKind.EC_P256,
                  now.minusSeconds(7200),
                  now.minusSeconds(3600)));
      real(teleport.address(), file.toString(), config(CLUSTER))
          .isRefusedNaming("old.pem", "expired at", "renew the identity");
    }
  }

  @Test
  void anotherClusterThanTheConfigured() throws IOException {
    try (TeleportSimulator teleport = TeleportSimulator.start(TeleportOptions.defaults())) {
      real(teleport.address(), identity(teleport), config("other.example.com"))
          .isRefusedNaming(CLUSTER, "other.example.com", "teleport.cluster");
    }
  }

  @Test
  void aServerThatIsTooOld() throws IOException {
    try (TeleportSimulator teleport =
        TeleportSimulator.start(TeleportOptions.builder().serverVersion("15.4.22").build())) {
      real(teleport.address(), identity(teleport), config(CLUSTER))
          .isRefusedNaming("15.4.22", "upgrade it to 16 or newer");
    }
  }

  @Test
  void aMissingRight() throws IOException {
    try (TeleportSimulator teleport = TeleportSimulator.start(TeleportOptions.defaults())) {
      teleport.putRole(RoleBuilder.role("sallyport").rule("user", "list", "read"));
      real(teleport.address(), identity(teleport), config(CLUSTER))
          .isRefusedNaming("{resources: [access_request], verbs: [list, read]}");
    }
  }

  @Test
  void aSecondLoop() {
    loopOn(CLUSTER).simulated(Path.of("x"), Map.of()).write();
    Run.of("local").isRefusedNaming("runs already", "" + ProcessHandle.current().pid());
  }

  @Test
  void aRequestWithoutALoop() {
    Run.of("request", "list").isRefusedNaming("no local loop runs", "./sallyport local");
  }

  @Test
  void aRequestOfARealCluster() {
    loopOn("prod.example.com").write();
    Run.of("request", "approve", "abc").isRefusedNaming("prod.example.com", "tsh or tctl");
  }

  private Run real(String address, String identity, String config) throws IOException {
    Path file = Files.writeString(directory.resolve("sallyport.toml"), config);
    Run run =
        Run.of("local", "--teleport", address, "--identity", identity, "--config", file.toString());
    assertThat(run.out() + run.err()).doesNotContain(KEY);
    return run;
  }

  private String identity(TeleportSimulator teleport) {
    Path file = directory.resolve("identity.pem");
    teleport.writeIdentity(file, "bot-sallyport", List.of("sallyport"));
    return file.toString();
  }

  private RunFile loopOn(String cluster) {
    return RunFile.here(
        NOWHERE,
        cluster,
        directory.resolve("none.toml"),
        "",
        URI.create("http://" + NOWHERE),
        URI.create("http://" + NOWHERE));
  }

  private static String config(String cluster) {
    return """
    [teleport]
    cluster = "%s"
    connection_upgrade = "off"
    [pagerduty]
    user_email = "sallyport@example.com"
    api_key = "%s"
    """
        .formatted(cluster, KEY);
  }
}
