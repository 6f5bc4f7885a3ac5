package dev.sallyport.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OpsgenieSectionTest {
  private static final String OPSGENIE = "[teleport]\ncluster = \"example.com\"\n[opsgenie]\n";
  private static final String JSM = OPSGENIE + "kind = \"jsm\"\n";

  private static Config.Opsgenie read(String text) {
    return ConfigReader.deployed("sallyport.toml", text).opsgenie().orElseThrow();
  }

  private static void refuses(String text, String message) {
    assertThatThrownBy(() -> ConfigReader.deployed("sallyport.toml", text))
        .isInstanceOf(ConfigError.class)
        .hasMessage("sallyport.toml" + message);
  }

  @Test
  void theLeastSectionHasTheDocumentedDefaults() {
    assertThat(read(OPSGENIE))
        .isEqualTo(
            new Config.Opsgenie(
                Optional.empty(),
                "us",
                List.of(),
                List.of(),
                "P3",
                Optional.empty(),
                new Config.Opsgenie.Annotations(
                    "teleport.dev/notify-services", "teleport.dev/teams", "teleport.dev/schedules"),
                Optional.empty()));
    assertThat(ConfigReader.deployed("sallyport.toml", OPSGENIE).notices()).isEmpty();
  }

  @Test
  void withoutTheSectionThereIsNoDestination() {
    assertThat(
            ConfigReader.deployed("sallyport.toml", "[teleport]\ncluster = \"example.com\"\n")
                .opsgenie())
        .isEmpty();
  }

  @Test
  void readsWhatIsWritten() {
    Config.Opsgenie opsgenie =
        read(
            OPSGENIE
                + """
                region = "eu"
                default_schedules = ["Night", "Night", "Day"]
                default_teams = ["Ops"]
                priority = "P1"
                fallback_schedule = "Duty"
                request_annotations = {notify_services = "a", teams = "b", schedules = "c"}
                """);
    assertThat(opsgenie.region()).isEqualTo("eu");
    assertThat(opsgenie.defaultSchedules()).containsExactly("Night", "Day");
    assertThat(opsgenie.defaultTeams()).containsExactly("Ops");
    assertThat(opsgenie.priority()).isEqualTo("P1");
    assertThat(opsgenie.fallbackSchedule()).contains("Duty");
    assertThat(opsgenie.annotations()).isEqualTo(new Config.Opsgenie.Annotations("a", "b", "c"));
  }

  @Test
  void readsASiteWithJsm() {
    Config.Opsgenie opsgenie =
        read(
            JSM
                + """
                [opsgenie.jsm]
                cloud_id = "a1b2-c3"
                accounts = {"712020:1c18" = "alice", 5b10ac = "bob@example.com"}
                """);
    assertThat(opsgenie.jsm())
        .contains(
            new Config.Jsm(
                Optional.empty(),
                Optional.of("a1b2-c3"),
                Map.of("712020:1c18", "alice", "5b10ac", "bob@example.com"),
                Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"acme", "acme.atlassian.net", "https://acme.atlassian.net", "ACME.Atlassian.net/"})
  void aSiteIsReadHoweverItWasCopied(String site) {
    assertThat(read(JSM + "jsm = {site = \"" + site + "\"}\n").jsm().flatMap(Config.Jsm::site))
        .contains("acme");
  }

  @Test
  void theShownDefaultsAreTaken() {
    assertThat(read(OPSGENIE + "jsm = {site = \"\", cloud_id = \"\", accounts = {}}\n").jsm())
        .isEmpty();
  }

  @Test
  void aSiteWithoutNameOrId() {
    refuses(
        JSM + "jsm = {accounts = {}}\n",
        ":5: opsgenie.jsm.cloud_id is missing: set it, or set jsm.site to your site's name, the"
            + " NAME of NAME.atlassian.net");
    refuses(
        JSM,
        ":3: opsgenie.jsm.cloud_id is missing: set it, or set jsm.site to your site's name, the"
            + " NAME of NAME.atlassian.net");
  }

  @ParameterizedTest
  @ValueSource(strings = {"acme.example.com", "acme/..", "a b", "-acme"})
  void aSiteThatCannotBe(String site) {
    refuses(
        JSM + "jsm = {site = \"" + site + "\"}\n",
        ":5: opsgenie.jsm.site is \"" + site + "\": write the NAME of NAME.atlassian.net alone");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../..", "a/b", "a b"})
  void aCloudIdThatWouldChangeAnAddress(String id) {
    refuses(
        JSM + "jsm = {cloud_id = \"" + id + "\"}\n",
        ":5: opsgenie.jsm.cloud_id is \"" + id + "\": write letters, digits and - alone");
  }

  @Test
  void jsmThatNothingUses() {
    refuses(
        OPSGENIE + "jsm = {site = \"acme\"}\n",
        ":4: opsgenie.jsm is of use with kind = \"jsm\" only: set that, or remove it");
  }

  @Test
  void anAccountOfNobody() {
    refuses(
        JSM + "jsm = {cloud_id = \"a\", accounts = {b = \"\"}}\n",
        ":5: opsgenie.jsm.accounts.b is missing: set it to the Teleport user whose account this"
            + " is");
  }

  @ParameterizedTest
  @CsvSource({"kind, pagerduty, 'opsgenie, jsm'", "region, asia, 'us, eu'"})
  void impossibleValues(String key, String value, String choices) {
    refuses(
        OPSGENIE + key + " = \"" + value + "\"\n",
        ":4: opsgenie." + key + " is \"" + value + "\": choose one of " + choices);
  }

  @Test
  void anImpossiblePriority() {
    refuses(
        OPSGENIE + "priority = \"high\"\n",
        ":4: opsgenie.priority is \"high\": choose one of P1, P2, P3, P4, P5");
  }

  @Test
  void oneAnnotationForTwoQuestions() {
    refuses(
        OPSGENIE + "request_annotations = {schedules = \"teleport.dev/teams\"}\n",
        ":4: opsgenie.request_annotations.schedules is \"teleport.dev/teams\", which names whom to"
            + " alert: approval needs an annotation of its own");
  }

  @Test
  void unknownKeys() {
    refuses(
        OPSGENIE + "default_team = [\"Ops\"]\n",
        ":4: unknown key opsgenie.default_team: did you mean default_teams?");
    refuses(
        JSM + "jsm = {cloudid = \"a\"}\n",
        ":5: unknown key opsgenie.jsm.cloudid: did you mean cloud_id?");
    refuses(
        OPSGENIE + "request_annotations = {schedule = \"a\"}\n",
        ":4: unknown key opsgenie.request_annotations.schedule: did you mean schedules?");
  }

  @Test
  void secretsInADeployedFile() {
    refuses(
        OPSGENIE + "api_key = \"canary\"\n",
        ":4: opsgenie.api_key is a secret: remove it here and store it as the secret opsgenie-api");
    refuses(
        JSM
            + "jsm = {cloud_id = \"a\", user_email = \"bot@example.com\", api_token ="
            + " \"canary\"}\n",
        ":5: opsgenie.jsm.user_email is a secret: remove it here and store it as the secret"
            + " jsm-api");
  }

  @Test
  void aLocalFileMayHoldThemAndNobodySeesThem() {
    Config.Opsgenie opsgenie =
        ConfigReader.local(
                "sallyport.toml",
                JSM
                    + """
                    api_key = "canary-key"
                    jsm = {cloud_id = "a", user_email = "bot@example.com", api_token = "canary"}
                    """)
            .opsgenie()
            .orElseThrow();
    assertThat(opsgenie.apiKey()).contains("canary-key");
    assertThat(opsgenie.jsm().flatMap(Config.Jsm::login)).contains("bot@example.com:canary");
    assertThat(opsgenie.toString()).doesNotContain("canary");
  }

  @Test
  void aTokenWithoutItsAccount() {
    assertThatThrownBy(
            () ->
                ConfigReader.local(
                    "sallyport.toml", JSM + "jsm = {cloud_id = \"a\", api_token = \"canary\"}\n"))
        .isInstanceOf(ConfigError.class)
        .hasMessage(
            "sallyport.toml:5: opsgenie.jsm.user_email is missing: set user_email and api_token"
                + " together");
  }
}
