package dev.sallyport.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.sallyport.core.decision.Allow;
import dev.sallyport.core.decision.AutoApproval;
import dev.sallyport.core.decision.Hours;
import dev.sallyport.core.decision.Limits;
import dev.sallyport.core.decision.NeverRoles;
import dev.sallyport.core.decision.ReasonPattern;
import dev.sallyport.core.review.RoleRule;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
                Optional.empty(),
                Optional.empty(),
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
                new AutoApproval(
                    List.of(),
                    NeverRoles.NONE,
                    Duration.ofMinutes(10),
                    Set.of("@teleport-access-approval-bot")),
                "silent"));
    assertThat(config.logSeverity()).isEqualTo("info");
    assertThat(config.notices()).isEmpty();
  }

  @Test
  void pagerdutyHasTheDocumentedDefaults() {
    assertThat(read(PAGERDUTY).pagerduty())
        .contains(
            new Config.PagerDuty(
                Optional.empty(),
                Optional.empty(),
                "bot@example.com",
                "us",
                "all",
                Optional.empty(),
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
                new AutoApproval(
                    List.of(
                        new Allow(
                            Set.of("Critical"),
                            Set.of(),
                            Set.of("demo-role"),
                            new Limits(
                                OptionalInt.of(1),
                                Optional.empty(),
                                false,
                                Optional.empty(),
                                List.of(),
                                Optional.empty())),
                        new Allow(
                            Set.of(), Set.of("Night"), Set.of("demo-role", "other"), Limits.NONE)),
                    NeverRoles.NONE,
                    Duration.ofMinutes(5),
                    Set.of()),
                "note"));
    assertThat(config.notices())
        .containsExactly("schedules in [[auto_approval.allow]] have no effect without [opsgenie]");
    assertThat(config.logSeverity()).isEqualTo("debug");
  }

  @Test
  void readsEveryRestrictionOfAutomaticApproval() {
    AutoApproval rules =
        read(PAGERDUTY
                + """
                [auto_approval]
                never_roles = ["prod-*", "root"]
                [[auto_approval.allow]]
                services = ["A", "B"]
                roles = ["a"]
                max_duration = "4h"
                require_reason = true
                reason_pattern = "OPS-\\\\d+"
                min_shift_age = "30m"
                hours = [
                  {days = ["mon", "Friday"], from = "22:00", to = "06:00", zone = "Europe/Berlin"},
                  {zone = "UTC"},
                ]
                """)
            .autoApproval()
            .rules();
    assertThat(rules.never()).isEqualTo(new NeverRoles(List.of("prod-*", "root")));
    assertThat(rules.allow().getFirst().limits())
        .isEqualTo(
            new Limits(
                OptionalInt.empty(),
                Optional.of(Duration.ofHours(4)),
                true,
                Optional.of(new ReasonPattern("OPS-\\d+")),
                List.of(
                    new Hours(
                        EnumSet.of(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
                        LocalTime.of(22, 0),
                        LocalTime.of(6, 0),
                        ZoneId.of("Europe/Berlin")),
                    new Hours(
                        EnumSet.allOf(DayOfWeek.class),
                        LocalTime.MIDNIGHT,
                        LocalTime.MIDNIGHT,
                        ZoneId.of("UTC"))),
                Optional.of(Duration.ofMinutes(30))));
  }

  @Test
  void saysWhichPartOfThePolicyHasNoEffect() {
    String entry = "[[auto_approval.allow]]\nservices = [\"A\"]\nroles = [\"a\", \"b\"]\n";
    assertThat(read(LEAST + entry).notices())
        .containsExactly("services in [[auto_approval.allow]] have no effect without [pagerduty]");
    assertThat(read(PAGERDUTY + "[auto_approval]\nnever_roles = [\"b*\"]\n" + entry).notices())
        .containsExactly(
            "auto_approval.allow lists the role b, which never_roles denies: it is not approved"
                + " automatically");
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
  void peopleMayDecideWhereverTheyAreTold() {
    assertThat(read(LEAST).review().enabled()).isFalse();
    assertThat(read(PAGERDUTY).review().enabled()).isTrue();
    assertThat(read(PAGERDUTY + "[review]\nenabled = false\n").review().enabled()).isFalse();
  }

  @Test
  void namesTheRolesThatANoteMayApprove() {
    String section = PAGERDUTY + "[review.pagerduty]\napprove_roles = ";
    Config config = read(section + "[\"editor\"]\n");
    assertThat(config.review().approveByNote()).containsExactly("editor");
    assertThat(config.notices()).isEmpty();
    assertThat(read(PAGERDUTY).review().approveByNote()).isEmpty();
    assertThatThrownBy(() -> read(section + "[\"*\"]\n"))
        .isInstanceOf(ConfigError.class)
        .hasMessageContaining("review.pagerduty.approve_roles holds a pattern");
  }

  @Test
  void theWebhookSecretStandsInALocalFileOnly() {
    String text = PAGERDUTY + "webhook_secret = \"not-a-secret\"\n";
    Config config = ConfigReader.local("f", text);
    assertThat(config.pagerduty().orElseThrow().webhookSecret()).contains("not-a-secret");
    assertThat(config.toString()).doesNotContain("not-a-secret");
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(ConfigError.class)
        .hasMessageContaining("store it as the secret pagerduty-webhook");
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

  private static final String FILE = "sallyport.toml";
  private static final String MISSPELT =
      """
      [teleport]
      cluster = "example.com"
      [slak]
      team_id = "T0"
      [role_to_recipients]
      "*" = ["C0"]
      """;

  @Test
  void aMisspeltTableIsToldBeforeWhatFollowsFromIt() {
    assertThat(ConfigReader.problems(FILE, MISSPELT).getFirst())
        .isEqualTo(FILE + ":3: unknown key slak: did you mean slack?");
    assertThatThrownBy(() -> ConfigReader.local(FILE, MISSPELT))
        .hasMessageContaining("unknown key slak");
    assertThatThrownBy(() -> ConfigReader.deployed(FILE, MISSPELT))
        .hasMessageContaining("unknown key slak");
  }

  @Test
  void recipientsWithoutSlackAreToldWithoutAskingForAToken() {
    assertThat(ConfigReader.problems(FILE, MISSPELT.replace("[slak]\nteam_id = \"T0\"\n", "")))
        .containsExactly(
            FILE
                + ":3: role_to_recipients is of use with [slack] only: add that section, or remove"
                + " this one");
  }
}
