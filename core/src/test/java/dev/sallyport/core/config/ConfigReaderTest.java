package dev.sallyport.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.sallyport.core.decision.AutoApproval;
import dev.sallyport.core.review.RoleRule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConfigReaderTest {
  private static final String LEAST = "[teleport]\ncluster = \"example.com\"\n";
  private static final String SLACK =
      """
      [slack]
      team_id = "T012345"
      app_id = "A012345"
      [role_to_recipients]
      "*" = ["C012345", "bob@example.com"]
      """;
  private static final String PAGERDUTY = LEAST + "[pagerduty]\nuser_email = \"bot@example.com\"\n";

  private static Config read(String text) {
    return ConfigReader.deployed("sallyport.toml", text);
  }

  @Test
  void theLeastFileHasTheDocumentedDefaults() {
    Config config = read(LEAST);
    assertThat(config.teleport())
        .isEqualTo(
            new Config.Teleport(
                "example.com",
                "localhost:3025",
                java.util.Optional.empty(),
                java.util.Optional.empty(),
                true,
                Duration.ofMinutes(1),
                "auto"));
    assertThat(config.modes())
        .containsOnly(
            entry("auto_approval", Mode.SHADOW),
            entry("review", Mode.ON),
            entry("pagerduty", Mode.ON),
            entry("opsgenie", Mode.ON),
            entry("slack", Mode.ON));
    assertThat(config.pagerduty()).isEmpty();
    assertThat(config.autoApproval())
        .isEqualTo(
            new Config.Policy(
                Duration.ofMinutes(10),
                "silent",
                Set.of("@teleport-access-approval-bot"),
                List.of()));
    assertThat(config.logSeverity()).isEqualTo("info");
    assertThat(config.notices()).isEmpty();
  }

  @Test
  void pagerdutyHasTheDocumentedDefaults() {
    assertThat(read(PAGERDUTY).pagerduty())
        .contains(
            new Config.PagerDuty(
                java.util.Optional.empty(),
                "bot@example.com",
                "us",
                "all",
                java.util.Optional.empty(),
                "pagerduty_notify_service",
                "pagerduty_services"));
  }

  @Test
  void readsWhatIsWritten() {
    Config config =
        ConfigReader.local(
            "sallyport.toml",
            """
            [teleport]
            cluster = "example.com"
            addr = "teleport.example.com:443"
            identity = "/var/lib/identity"
            refresh_identity = false
            refresh_identity_interval = "30s"
            connection_upgrade = "on"

            [modes]
            auto_approval = "on"
            pagerduty = "off"

            [pagerduty]
            api_key = "not-a-key"
            user_email = "bot@example.com"
            region = "eu"
            notify_services = "first"
            fallback_service = "Duty"

            [auto_approval]
            window = "5m"
            on_auto_approve = "note"
            machine_reviewers = []

            [[auto_approval.allow]]
            services = ["Critical"]
            roles = ["demo-role"]
            max_level = 1

            [[auto_approval.allow]]
            schedules = ["Night"]
            roles = ["demo-role", "other"]

            [log]
            output = "stderr"
            severity = "debug"
            """);
    assertThat(config.teleport().addr()).isEqualTo("teleport.example.com:443");
    assertThat(config.teleport().identity()).contains("/var/lib/identity");
    assertThat(config.teleport().refreshIdentity()).isFalse();
    assertThat(config.teleport().refreshIdentityInterval()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.teleport().connectionUpgrade()).isEqualTo("on");
    assertThat(config.modes())
        .contains(entry("auto_approval", Mode.ON), entry("pagerduty", Mode.OFF));
    Config.PagerDuty pagerduty = config.pagerduty().orElseThrow();
    assertThat(pagerduty.apiKey()).contains("not-a-key");
    assertThat(pagerduty.region()).isEqualTo("eu");
    assertThat(pagerduty.notifyServices()).isEqualTo("first");
    assertThat(pagerduty.fallbackService()).contains("Duty");
    assertThat(config.autoApproval())
        .isEqualTo(
            new Config.Policy(
                Duration.ofMinutes(5),
                "note",
                Set.of(),
                List.of(
                    new AutoApproval.Allow(
                        List.of("Critical"), Set.of("demo-role"), OptionalInt.of(1)))));
    assertThat(config.notices())
        .as("a schedule is no service of that name")
        .anyMatch(notice -> notice.contains("schedules"));
    assertThat(config.logSeverity()).isEqualTo("debug");
  }

  @Test
  void theKeyIsNotInTheConfigurationsText() {
    Config config = ConfigReader.local("f", PAGERDUTY + "api_key = \"not-a-key\"\n");
    assertThat(config.toString()).doesNotContain("not-a-key");
  }

  @Test
  void annotationNamesCanBeOverriddenInAnyForm() {
    String line = "request_annotations = {notify_service = \"call\", services = \"on_call_for\"}\n";
    String table =
        "[pagerduty.request_annotations]\nnotify_service = \"call\"\nservices = \"on_call_for\"\n";
    String dotted =
        """
        request_annotations.notify_service = "call"
        request_annotations.services = "on_call_for"
        """;
    String direct = "notify_service = \"call\"\nservices = \"on_call_for\"\n";
    for (String form : List.of(line, table, dotted, direct)) {
      Config.PagerDuty pagerduty = read(PAGERDUTY + form).pagerduty().orElseThrow();
      assertThat(pagerduty.notifyAnnotation()).as(form).isEqualTo("call");
      assertThat(pagerduty.servicesAnnotation()).as(form).isEqualTo("on_call_for");
    }
  }

  @Test
  void acceptsTheOriginalsNames() {
    Config config =
        read(
            """
            [teleport]
            cluster = "example.com"
            auth_server = "auth.example.com:3025"
            client_key = "key.pem"
            client_crt = "crt.pem"
            root_cas = "cas.pem"
            [log]
            output = "stdout"
            severity = "warn"
            """);
    assertThat(config.teleport().addr()).isEqualTo("auth.example.com:3025");
    assertThat(config.teleport().files())
        .contains(new Config.Teleport.Files("key.pem", "crt.pem", "cas.pem"));
  }

  @Test
  void addrComesBeforeItsOldName() {
    Config config = read(LEAST + "auth_server = \"old:1\"\naddr = \"new:2\"\n");
    assertThat(config.teleport().addr()).isEqualTo("new:2");
  }

  @Test
  void saysWhatHasNoEffect() {
    assertThat(read(LEAST + "[opsgenie]\nregion = \"eu\"\n").notices())
        .containsExactly("[opsgenie] is read by a later version and has no effect yet");
    String socketMode = LEAST + SLACK + "[review]\napp_token = \"xapp-1\"\n";
    assertThat(ConfigReader.local("sallyport.toml", socketMode).notices())
        .containsExactly("review.app_token is not used: clicks arrive by HTTP, not by Socket Mode");
  }

  @Test
  void readsSlackWithTheOriginalsRecipients() {
    Config config =
        read(
            LEAST
                + SLACK
                + """
                dev = "dev-requests"
                [review.roles]
                prod = {buttons = false}
                "*" = {reason_on_approve = true}
                """);
    Config.Slack slack = config.slack().orElseThrow();
    assertThat(slack.recipients())
        .isEqualTo(
            Map.of("*", List.of("C012345", "bob@example.com"), "dev", List.of("dev-requests")));
    assertThat(slack.historyScope()).isFalse();
    assertThat(config.review().enabled()).isTrue();
    assertThat(config.review().roles())
        .isEqualTo(
            Map.of("prod", new RoleRule(false, true, false), "*", new RoleRule(true, true, true)));
  }

  @Test
  void wantsToKnowWhoseClicksCount() {
    String unpinned = LEAST + SLACK.replace("team_id = \"T012345\"\n", "");
    assertThatThrownBy(() -> read(unpinned))
        .isInstanceOf(ConfigError.class)
        .hasMessageContaining("slack.team_id must be the workspace's id");
    assertThat(read(unpinned + "[review]\nenabled = false\n").review().enabled()).isFalse();
  }

  @Test
  void wantsARecipientForAllOtherRoles() {
    assertThatThrownBy(() -> read(LEAST + SLACK.replace("\"*\"", "dev")))
        .isInstanceOf(ConfigError.class)
        .hasMessageContaining("role_to_recipients.* is missing");
  }

  @Test
  void anEMailIsEnoughOnlyForNamedDomains() {
    String byEmail = LEAST + SLACK + "[review]\nallow_email_username_match = true\n";
    assertThatThrownBy(() -> read(byEmail))
        .isInstanceOf(ConfigError.class)
        .hasMessageContaining("review.email_domains is missing");
    assertThat(read(byEmail + "email_domains = [\"example.com\"]\n").review().allowEmail())
        .isTrue();
  }

  @Test
  void anEmptyTextIsAnAbsentOne() {
    assertThat(read(LEAST + "identity = \"\"\n").teleport().identity()).isEmpty();
    assertThat(read(PAGERDUTY + "api_key = \"\"\n").pagerduty().orElseThrow().apiKey()).isEmpty();
  }

  @Test
  void readsFilesWithOtherLineEnds() {
    assertThat(read(PAGERDUTY.replace("\n", "\r\n")).pagerduty()).isPresent();
  }
}
