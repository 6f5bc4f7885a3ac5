package dev.sallyport.core.config;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each error names the file, the line, the key and the fix. */
class ConfigErrorTest {
  private static final String LEAST = "[teleport]\ncluster = \"example.com\"\n";
  private static final String PAGERDUTY = LEAST + "[pagerduty]\nuser_email = \"bot@example.com\"\n";
  private static final String ALLOW = LEAST + "[[auto_approval.allow]]\n";

  private static void refuses(String text, String message) {
    assertThatThrownBy(() -> ConfigReader.deployed("sallyport.toml", text))
        .isInstanceOf(ConfigError.class)
        .hasMessage("sallyport.toml" + message);
  }

  @Test
  void aTypoInAKey() {
    refuses(
        LEAST + "refresh_identty = true\n",
        ":3: unknown key teleport.refresh_identty: did you mean refresh_identity?");
  }

  @Test
  void aTypoInATable() {
    refuses(
        LEAST + "\n[pagerdutty]\nuser_email = \"bot@example.com\"\n",
        ":4: unknown key pagerdutty: did you mean pagerduty?");
  }

  @Test
  void aKeyLikeNoOther() {
    refuses(
        LEAST + "[log]\nnonsense = 1\n",
        ":4: unknown key log.nonsense: remove it. Known here: output, severity");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\"\"", "'''"})
  void whatATextOfSeveralLinesHoldsIsNoLineOfTheFile(String quotes) {
    refuses(
        LEAST
            + "[slack]\nfallback_channel = "
            + quotes
            + "\ntoken = 1\n[pagerduty]\n"
            + quotes
            + " # \"\"\" opens none\ntoken = \"xoxb-1\"\n",
        ":8: slack.token is a secret: remove it here and store it as the secret slack-bot");
  }

  @Test
  void whatIsMissing() {
    refuses(
        "[teleport]\naddr = \"example.com:443\"\n",
        ":1: teleport.cluster is missing: set it to the cluster's name, as tctl status shows it");
    refuses(
        "", ": teleport.cluster is missing: set it to the cluster's name, as tctl status shows it");
    refuses(
        LEAST + "[pagerduty]\n",
        ":3: pagerduty.user_email is missing: set it to the e-mail of a PagerDuty user of its own");
  }

  @Test
  void wrongTypes() {
    refuses("[teleport]\ncluster = 5\n", ":2: teleport.cluster must be a text in quotes");
    refuses(
        LEAST + "refresh_identity = \"yes\"\n",
        ":3: teleport.refresh_identity must be true or false");
    refuses(
        LEAST + "[auto_approval]\nmachine_reviewers = \"bot\"\n",
        ":4: auto_approval.machine_reviewers must be a list of texts: write [\"…\"]");
    refuses(
        LEAST + "[auto_approval]\nmachine_reviewers = [\"\"]\n",
        ":4: auto_approval.machine_reviewers holds something that is no text, or an empty one");
    refuses("teleport = 1\n", ":1: teleport must be a table: write [teleport]");
    refuses(
        LEAST + "[auto_approval]\nallow = 1\n",
        ":4: auto_approval.allow must be a list of tables: write [[auto_approval.allow]]");
  }

  @Test
  void impossibleValues() {
    refuses(
        LEAST + "[modes]\nslack = \"maybe\"\n",
        ":4: modes.slack is \"maybe\": choose one of off, shadow, on");
    refuses(
        LEAST + "refresh_identity_interval = \"soon\"\n",
        ":3: teleport.refresh_identity_interval is \"soon\": write a length such as 30s, 10m or"
            + " 1h");
    refuses(
        LEAST + "[auto_approval]\nwindow = \"11m\"\n",
        ":4: auto_approval.window is \"11m\": choose a length from 10s to 10m");
    refuses(
        PAGERDUTY + "region = \"mars\"\n",
        ":5: pagerduty.region is \"mars\": choose one of us, eu");
    refuses(
        ALLOW + "services = [\"A\"]\nroles = [\"a\"]\nmax_level = 0\n",
        ":6: auto_approval.allow.max_level is 0: choose a whole number from 1 to 100");
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "prod-*", "^prod.*$"})
  void patternsOfRoles(String pattern) {
    refuses(
        ALLOW + "services = [\"A\"]\nroles = [\"a\", \"" + pattern + "\"]\n",
        ":5: auto_approval.allow.roles holds a pattern: name each role by itself");
  }

  @Test
  void entriesThatSayNothing() {
    refuses(
        ALLOW + "roles = [\"a\"]\n",
        ":3: auto_approval.allow.services is missing: name the services or schedules this entry is"
            + " about");
    refuses(
        ALLOW + "services = [\"A\"]\n",
        ":3: auto_approval.allow.roles is missing: name each role that may be approved");
  }

  @Test
  void theSecondOfTwoEntries() {
    String first = ALLOW + "services = [\"A\"]\nroles = [\"a\"]\n";
    refuses(
        first + "[[auto_approval.allow]]\nservices = [\"B\"]\n",
        ":6: auto_approval.allow.roles is missing: name each role that may be approved");
    refuses(
        first + "[[auto_approval.allow]]\nservices = [\"B\"]\nroles = [\"*\"]\n",
        ":8: auto_approval.allow.roles holds a pattern: name each role by itself");
  }

  @Test
  void anEntryOnOneLine() {
    refuses(
        LEAST + "[auto_approval]\nwindow = \"5m\"\nallow = [{services = [\"A\"]}]\n",
        ":5: auto_approval.allow.roles is missing: name each role that may be approved");
  }

  private static void refusesEntry(String line, String message) {
    String entry = ALLOW + "services = [\"A\"]\nroles = [\"a\"]\n";
    refuses(entry + line + "\n", ":6: auto_approval.allow." + message);
    refuses(
        entry + "[[auto_approval.allow]]\nservices = [\"A\"]\nroles = [\"a\"]\n" + line + "\n",
        ":9: auto_approval.allow." + message);
  }

  @Test
  void restrictionsThatCannotHold() {
    refusesEntry(
        "max_duration = \"15d\"", "max_duration is \"15d\": choose a length from 1m to 20160m");
    refusesEntry(
        "max_duration = \"\"",
        "max_duration is missing: set it to a length such as 30m or 8h, or leave it out");
    refusesEntry(
        "min_shift_age = \"1s\"", "min_shift_age is \"1s\": choose a length from 1m to 10080m");
    refusesEntry("require_reason = \"yes\"", "require_reason must be true or false");
    refusesEntry(
        "reason_pattern = \"(\"",
        "reason_pattern is no regular expression: Unclosed group near character 1");
    refusesEntry(
        "reason_pattern = \"" + "x".repeat(301) + "\"",
        "reason_pattern cannot be used: a pattern has 1 to 300 characters");
    refusesEntry(
        "reason_pattern = \" \"",
        "reason_pattern is missing: set it to a regular expression such as OPS-\\\\d+, or leave it"
            + " out");
    refuses(
        LEAST + "[auto_approval]\nnever_roles = [\"^prod\"]\n",
        ":4: auto_approval.never_roles holds a regular expression: write names, with * for any"
            + " characters");
  }

  @Test
  void hoursThatAreNone() {
    refusesEntry("hours = []", "hours is empty: name the hours, or leave it out for any time");
    refusesEntry(
        "hours = [{days = [\"mon\"]}]",
        "hours.zone is missing: set it to an IANA time zone such as Europe/Berlin or UTC");
    refusesEntry(
        "hours = [{zone = \"+01:00\"}]",
        "hours.zone is \"+01:00\": write an IANA time zone such as Europe/Berlin or UTC");
    refusesEntry(
        "hours = [{from = \"8\", zone = \"UTC\"}]",
        "hours.from is \"8\": write a time of day such as 08:30");
    refusesEntry(
        "hours = [{from = \"24:00\", zone = \"UTC\"}]",
        "hours.from is \"24:00\": write a time of day such as 08:30");
    refusesEntry(
        "hours = [{from = \"08:00\", to = \"08:00\", zone = \"UTC\"}]",
        "hours.to equals from: leave both out for the whole day");
    refusesEntry(
        "hours = [{days = [\"mo\"], zone = \"UTC\"}]",
        "hours.days holds \"mo\": choose of mon, tue, wed, thu, fri, sat, sun");
    refusesEntry(
        "hours = [{days = [], zone = \"UTC\"}]",
        "hours.days is empty: name days, or leave it out for every day");
  }

  @Test
  void hoursInTablesOfTheirOwn() {
    String entry =
        """
        [[auto_approval.allow]]
        services = ["A"]
        roles = ["a"]
        [[auto_approval.allow.hours]]
        zone = "UTC"
        """;
    refuses(
        LEAST + entry + entry + "[[auto_approval.allow.hours]]\nfrom = \"8\"\nzone = \"UTC\"\n",
        ":14: auto_approval.allow.hours.from is \"8\": write a time of day such as 08:30");
  }

  @Test
  void aSecretInADeployedFile() {
    refuses(
        PAGERDUTY + "api_key = \"not-a-key\"\n",
        ":5: pagerduty.api_key is a secret: remove it here and store it as the secret"
            + " pagerduty-api");
    refuses(
        LEAST + "[slack]\ntoken = \"not-a-token\"\n",
        ":4: slack.token is a secret: remove it here and store it as the secret slack-bot");
    refuses(
        LEAST + "[opsgenie]\napi_key = \"not-a-key\"\n",
        ":4: opsgenie.api_key is a secret: remove it here and store it as the secret opsgenie-api");
    refuses(
        LEAST + "[review]\napp_token = \"not-a-token\"\n",
        ":4: review.app_token is a secret: remove it here, nothing needs it");
  }

  @Test
  void aPartialSetOfKeyFiles() {
    refuses(
        LEAST + "client_crt = \"c\"\nroot_cas = \"r\"\n",
        ":1: teleport.client_key needs its two companions: set client_key, client_crt and root_cas"
            + " together");
    refuses(
        LEAST + "client_key = \"k\"\nclient_crt = \"c\"\nroot_cas = \"r\"\nidentity = \"i\"\n",
        ":6: teleport.identity stands beside client_key: use one of the two forms");
  }

  @Test
  void twoNamesForOneAnnotation() {
    refuses(
        PAGERDUTY + "services = \"a\"\nrequest_annotations = {services = \"b\"}\n",
        ":5: pagerduty.services stands beside request_annotations.services: keep one of the two");
  }

  @Test
  void brokenToml() {
    assertThatThrownBy(() -> ConfigReader.deployed("sallyport.toml", LEAST + "addr = = 1\n"))
        .isInstanceOf(ConfigError.class)
        .hasMessageStartingWith("sallyport.toml:3: this is no TOML: ");
    assertThatThrownBy(() -> ConfigReader.deployed("sallyport.toml", LEAST + LEAST))
        .isInstanceOf(ConfigError.class)
        .hasMessageContaining("this is no TOML: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"api_key = canary\n", "api_key = \"canary\n", "api_key = 'canary' canary\n"})
  void brokenTomlDoesNotGiveASecretAway(String line) {
    assertThatThrownBy(() -> ConfigReader.local("sallyport.toml", PAGERDUTY + line))
        .isInstanceOf(ConfigError.class)
        .hasMessageStartingWith("sallyport.toml:5: ")
        .hasMessageNotContaining("canary");
  }
}
