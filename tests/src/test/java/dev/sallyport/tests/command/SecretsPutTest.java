package dev.sallyport.tests.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.cli.Sallyport;
import dev.sallyport.simulators.opsgenie.OpsgenieOptions;
import dev.sallyport.simulators.opsgenie.OpsgenieSimulator;
import dev.sallyport.simulators.pagerduty.PagerDutyOptions;
import dev.sallyport.simulators.pagerduty.PagerDutySimulator;
import dev.sallyport.simulators.slack.SlackOptions;
import dev.sallyport.simulators.slack.SlackSimulator;
import dev.sallyport.simulators.teleport.KeyKind;
import dev.sallyport.simulators.teleport.TeleportOptions;
import dev.sallyport.simulators.teleport.TeleportSimulator;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is tried out at the vendor before it is stored. */
@Timeout(120)
final class SecretsPutTest extends SecretsTestBase {
  private static final String TOKEN = "xoxb-canary-not-real";
  private static final String KEY = "canary-key-not-real";

  @Test
  void aBotTokenMustBeOfTheConfiguredWorkspace() throws IOException {
    try (SlackSimulator slack = SlackSimulator.start(SlackOptions.defaults().withToken(TOKEN))) {
      aws.secrets.addEmpty("sallyport/slack-bot");
      config(slackConfig(slack.teamId()));
      putSlack(slack.url(), TOKEN).succeeds();
      assertThat(aws.secrets.value("sallyport/slack-bot")).contains(TOKEN);

      putSlack(slack.url(), "xoxb-canary-unknown")
          .isRefusedNaming("nothing was stored", "invalid_auth");
      putSlack(slack.url(), "xapp-canary").isRefusedNaming("xoxb-");
      config(slackConfig("T0OTHER"));
      putSlack(slack.url(), TOKEN).isRefusedNaming(slack.teamId(), "T0OTHER", "team_id");
      config(slackConfig("") + "[review]\nenabled = false\n");
      putSlack(slack.url(), TOKEN)
          .isRefusedNaming("no team_id yet", "team_id = \"" + slack.teamId() + "\"", "config put");
      assertThat(aws.secrets.value("sallyport/slack-bot")).contains(TOKEN);
    }
  }

  private Run putSlack(URI url, String token) throws IOException {
    return run(
        "secrets", "put", "slack", "--token-file", file("t", token), "--api-url", url.toString());
  }

  private static String slackConfig(String team) {
    return """
    [teleport]
    cluster = "example.com"
    [slack]
    team_id = "%s"
    app_id = "A0EXAMPLE"
    [role_to_recipients]
    "*" = ["C0REQUESTS"]
    """
        .formatted(team);
  }

  @Test
  void anApiKeyOfPagerDutyMustReadAndItsUserBeThere() throws IOException {
    try (PagerDutySimulator pagerduty =
        PagerDutySimulator.start(PagerDutyOptions.defaults().withAccountKey(KEY))) {
      putPagerDuty(pagerduty, KEY).isRefusedNaming("sallyport/pagerduty-api", "--stack");
      aws.secrets.addEmpty("sallyport/pagerduty-api");
      putPagerDuty(pagerduty, KEY)
          .isRefusedNaming("/sallyport/config does not exist", "config put");
      config("[teleport]\ncluster = \"example.com\"\n");
      putPagerDuty(pagerduty, KEY).isRefusedNaming("[pagerduty]");
      config(
          """
          [teleport]
          cluster = "example.com"
          [pagerduty]
          user_email = "teleport@example.com"
          """);
      putPagerDuty(pagerduty, KEY).isRefusedNaming("no user teleport@example.com", "user_email");
      pagerduty.addUser("Teleport", "teleport@example.com");
      putPagerDuty(pagerduty, "canary-other").isRefusedNaming("PagerDuty refuses", "401");
      assertThat(aws.secrets.value("sallyport/pagerduty-api")).isEmpty();
      putPagerDuty(pagerduty, KEY).succeeds();
      assertThat(aws.secrets.value("sallyport/pagerduty-api")).contains(KEY);
    }
  }

  @Test
  void aVendorThatCannotBeReachedIsNamedAndNeedNotBeAsked() throws IOException {
    for (String secret : List.of("pagerduty-api", "slack-bot", "opsgenie-api", "teleport-read")) {
      aws.secrets.addEmpty("sallyport/" + secret);
    }
    config(
        slackConfig("T0OTHER")
            + """
            [pagerduty]
            user_email = "teleport@example.com"
            [opsgenie]
            """);
    URI nowhere = URI.create("http://127.0.0.1:1");
    putPagerDuty(nowhere, KEY)
        .isRefusedNaming("PagerDuty cannot be asked", "cannot connect to 127.0.0.1", "--no-check");
    putSlack(nowhere, TOKEN)
        .isRefusedNaming("Slack cannot be asked", "cannot connect to 127.0.0.1", "--no-check");
    run(
            "secrets",
            "put",
            "opsgenie",
            "--api-key-file",
            file("k", KEY),
            "--api-url",
            nowhere.toString())
        .isRefusedNaming("Opsgenie cannot be asked", "cannot connect to 127.0.0.1", "--no-check");
    try (TeleportSimulator teleport = TeleportSimulator.start(TeleportOptions.defaults())) {
      Path identity = folder.resolve("identity");
      teleport.writeIdentity(identity, "bot-read", List.of("editor"));
      config(teleportConfig("example.com", "127.0.0.1:1"));
      run("secrets", "put", "teleport", "--identity-read", identity.toString())
          .isRefusedNaming("teleport-read: Teleport at 127.0.0.1:1 cannot be asked", "--no-check");
    }
  }

  /** In a process of its own, whose main silences them. */
  @Test
  void librariesSayNothingOfTheirOwn() throws IOException, InterruptedException {
    try (TeleportSimulator teleport = TeleportSimulator.start(TeleportOptions.defaults())) {
      aws.secrets.addEmpty("sallyport/teleport-read");
      Path identity = folder.resolve("identity");
      teleport.writeIdentity(identity, "bot-read", List.of("editor"));
      config(teleportConfig("example.com", "nowhere.invalid:443"));
      String said = process("secrets", "put", "teleport", "--identity-read", identity.toString());
      assertThat(said).contains("sallyport: nothing was stored", "nowhere.invalid");
      assertThat(said.lines().filter(it -> !it.startsWith("SLF4J"))).as(said).hasSize(1);
    }
  }

  private String process(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    System.getProperties()
        .forEach(
            (name, value) -> {
              if (name.toString().startsWith("aws.")) {
                command.add("-D" + name + "=" + value);
              }
            });
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), Sallyport.class.getName()));
    command.addAll(List.of(arguments));
    Path said = folder.resolve("said");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(said.toFile())
            .start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return Files.readString(said);
  }

  private Run putPagerDuty(PagerDutySimulator pagerduty, String key) throws IOException {
    return putPagerDuty(pagerduty.url(), key);
  }

  private Run putPagerDuty(URI url, String key) throws IOException {
    return run(
        "secrets",
        "put",
        "pagerduty",
        "--api-key-file",
        file("k", key),
        "--api-url",
        url.toString());
  }

  @Test
  void opsgeniesKeyMustRead() throws IOException {
    try (OpsgenieSimulator opsgenie =
        OpsgenieSimulator.start(
            OpsgenieOptions.defaults()
                .withApiKey(KEY)
                .withJsmApiKey(KEY + "2")
                .withApiToken("a@example.com", KEY))) {
      aws.secrets.addEmpty("sallyport/opsgenie-api");
      aws.secrets.addEmpty("sallyport/jsm-api");
      config("[teleport]\ncluster = \"example.com\"\n[opsgenie]\nregion = \"eu\"\n");
      String url = opsgenie.url().toString();
      String good = file("good", KEY);
      Run half = run("secrets", "put", "opsgenie", "--api-key-file", good, "--api-url", url);
      assertThat(half.succeeds().out())
          .contains("sallyport/opsgenie-api is stored")
          .contains("sallyport/jsm-api is still empty", "--login-file");
      assertThat(aws.secrets.value("sallyport/opsgenie-api")).contains(KEY);
      String bad = file("bad", "canary-other");
      run("secrets", "put", "opsgenie", "--api-key-file", bad, "--api-url", url)
          .isRefusedNaming("Opsgenie refuses the API key (");

      config(
          """
          [teleport]
          cluster = "example.com"
          [opsgenie]
          kind = "jsm"
          jsm = {cloud_id = "11111111-2222-4333-8444-555555555555"}
          """);
      String key = file("jsm", KEY + "2");
      String login = file("login", "a@example.com:" + KEY);
      run(
              "secrets",
              "put",
              "opsgenie",
              "--api-key-file",
              key,
              "--login-file",
              login,
              "--api-url",
              url)
          .succeeds();
      assertThat(aws.secrets.value("sallyport/jsm-api")).contains("a@example.com:" + KEY);
      run(
              "secrets",
              "put",
              "opsgenie",
              "--api-key-file",
              bad,
              "--login-file",
              login,
              "--api-url",
              url)
          .isRefusedNaming("JSM Operations refuses the API key of the integration (");
      String wrong = file("wrong", "a@example.com:canary");
      run("secrets", "put", "opsgenie", "--login-file", wrong, "--api-url", url)
          .isRefusedNaming("JSM Operations refuses the login, e-mail and API token (");
      run("secrets", "put", "opsgenie", "--login-file", bad, "--api-url", url)
          .isRefusedNaming("email:token");
      config(
          """
          [teleport]
          cluster = "example.com"
          [opsgenie]
          kind = "jsm"
          jsm = {cloud_id = "99999999-2222-4333-8444-555555555555"}
          """);
      run("secrets", "put", "opsgenie", "--login-file", login, "--api-url", url)
          .isRefusedNaming("JSM Operations refuses (404)", "[opsgenie.jsm] cloud_id");
      assertThat(aws.secrets.value("sallyport/opsgenie-api")).contains(KEY + "2");
    }
  }

  @Test
  void anIdentityMustReachTheConfiguredCluster() throws IOException {
    try (TeleportSimulator teleport =
        TeleportSimulator.start(TeleportOptions.builder().clusterName("example.com").build())) {
      aws.secrets.addEmpty("sallyport/teleport-read");
      aws.secrets.addEmpty("sallyport/teleport-review");
      Path identity = folder.resolve("identity");
      teleport.writeIdentity(identity, "bot-read", List.of("editor"));
      config(teleportConfig("example.com", teleport.address()));
      assertThat(
              run("secrets", "put", "teleport", "--identity-read", identity.toString())
                  .succeeds()
                  .out())
          .doesNotContain("note:");
      assertThat(aws.secrets.value("sallyport/teleport-read").orElseThrow()).contains("BEGIN");

      String old =
          file(
              "old",
              teleport.identityFile(
                  "bot-read",
                  List.of("editor"),
                  KeyKind.ED25519,
                  Instant.now().minus(Duration.ofHours(2)),
                  Instant.now().minus(Duration.ofHours(1))));
      run("secrets", "put", "teleport", "--identity-review", old)
          .isRefusedNaming("nothing was stored", "teleport-review", "expired");
      run("secrets", "put", "teleport", "--identity-review", file("text", "canary"))
          .isRefusedNaming("nothing was stored", "teleport-review");
      Path none = folder.resolve("none");
      run("secrets", "put", "teleport", "--identity-review", none.toString())
          .isRefusedNaming("--identity-review: " + none + " does not exist");
      run("secrets", "put", "teleport", "--identity-review", folder.toString())
          .isRefusedNaming("--identity-review: " + folder + " is a directory");
      config(teleportConfig("other.example.com", teleport.address()));
      run("secrets", "put", "teleport", "--identity-review", identity.toString())
          .isRefusedNaming("nothing was stored", "teleport-review");
      assertThat(aws.secrets.value("sallyport/teleport-review")).isEmpty();
      run("secrets", "put", "teleport", "--identity-decide", identity.toString())
          .isRefusedNaming("sallyport/teleport-decide");
    }
  }

  @Test
  void oneUserForTwoIdentitiesIsSaid() throws IOException {
    try (TeleportSimulator teleport =
        TeleportSimulator.start(TeleportOptions.builder().clusterName("example.com").build())) {
      aws.secrets.addEmpty("sallyport/teleport-read");
      aws.secrets.addEmpty("sallyport/teleport-decide");
      Path identity = folder.resolve("identity");
      teleport.writeIdentity(identity, "bot-all", List.of("editor"));
      config(teleportConfig("example.com", teleport.address()));
      String file = identity.toString();
      assertThat(
              run("secrets", "put", "teleport", "--identity-read", file, "--identity-decide", file)
                  .succeeds()
                  .out())
          .contains("note: teleport-read, teleport-decide are the one user bot-all");
    }
  }

  private static String teleportConfig(String cluster, String address) {
    return "[teleport]\ncluster = \"" + cluster + "\"\naddr = \"" + address + "\"\n";
  }
}
