package dev.sallyport.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.cli.local.Refusal;
import dev.sallyport.cli.policy.PolicyTest.Result;
import dev.sallyport.core.config.Config;
import dev.sallyport.core.config.ConfigReader;
import dev.sallyport.workers.Wiring;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTestTest {
  private static final Config CONFIG =
      ConfigReader.local(
          "sallyport.toml",
          """
          [teleport]
          cluster = "example.com"
          [pagerduty]
          user_email = "bot@example.com"
          [opsgenie]
          region = "us"
          [slack]
          team_id = "T012345"
          app_id = "A012345"
          [role_to_recipients]
          "*" = ["C012345"]
          [auto_approval]
          never_roles = ["root"]
          [[auto_approval.allow]]
          services = ["Payments"]
          schedules = ["Night"]
          roles = ["reader"]
          max_level = 1
          """);

  private static final String CASE =
      """
      time: 2026-03-03T11:00:00+01:00
      cases:
        - name: one
          user: alice@example.com
          roles: [reader]
          annotations:
            pagerduty_services: [Payments]
            pagerduty_notify_service: [Payments]
          on_call:
            pagerduty:
              payments: [{user: Alice@example.com, level: 1, since: 2026-03-03T09:00:00Z}]
          expect: {decision: approved, by: payments}
      """;

  private static List<Result> run(String text) {
    return new PolicyTest(CONFIG, Wiring.router(CONFIG)).run("cases.yaml", text);
  }

  private static Result one(String text) {
    assertThat(run(text)).hasSize(1);
    return run(text).getFirst();
  }

  private static String with(String old, String other) {
    assertThat(CASE).contains(old);
    return CASE.replace(old, other);
  }

  @Test
  void isSilentAboutWhatIsAsExpected() {
    Result result = one(CASE);
    assertThat(result.failures()).isEmpty();
    assertThat(result.name()).isEqualTo("one");
    assertThat(result.place()).isEqualTo("cases.yaml:3");
    assertThat(result.trace().getFirst())
        .isEqualTo("on call at pagerduty for the service Payments");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          level: 1               | level: 2                    | abstained
          since: 2026-03-03T09   | since: 2026-03-03T10        | approved
          [reader]               | [reader, root]              | denied-by-policy
          [reader]               | [reader, other]             | abstained
          user: alice@           | user: bob@                  | abstained
          pagerduty_services     | teleport.dev/schedules      | abstained
          pagerduty_services     | something_else              | abstained
          'on_call:'             | 'long_term: true\\n    on_call:'  | abstained
          'on_call:'             | 'reviews: [{by: bob, state: approved}]\\n    on_call:' | abstained
          'on_call:'             | 'created: 2026-03-03T09:49:00Z\\n    on_call:' | abstained
          'on_call:'             | 'created: 2026-03-03T08:59:59Z\\n    time: 2026-03-03T09:00:00Z\\n    on_call:' | abstained
          """)
  void goesThroughTheRealPolicy(String old, String other, String decision) {
    String text =
        with(old, other.replace("\\n", "\n"))
            .replace("{decision: approved, by: payments}", "{decision: " + decision + "}");
    assertThat(one(text).failures()).as(one(text).trace().toString()).isEmpty();
  }

  @Test
  void tellsWhatCameOutAndWhy() {
    Result result = one(with("level: 1", "level: 3"));
    assertThat(result.failures())
        .containsExactly(
            "decision: expected approved, got abstained", "by: expected payments, got nothing");
    assertThat(result.trace())
        .contains(
            "on call, but no shift counts: escalation level 3 is above max_level 1",
            "entry 1 (services Payments; schedules Night; roles reader): escalation level 3 is"
                + " above max_level 1");
  }

  @Test
  void aProviderOrANameMayFail() {
    assertThat(
            one(with(
                    "payments: [{user: Alice@example.com, level: 1, since: 2026-03-03T09:00:00Z}]",
                    "payments: error"))
                .failures()
                .getFirst())
        .isEqualTo("decision: expected approved, got undecided");
    String down = CASE.replaceAll("(?s)pagerduty:\n +payments:.*?\n", "pagerduty: error\n");
    assertThat(one(down).failures().getFirst())
        .isEqualTo("decision: expected approved, got undecided");
  }

  @Test
  void aUserWhoseNameIsNoAddressIsNeverOnCallAtPagerDuty() {
    Result result =
        one(CASE.replace("alice@example.com", "alice").replace("Alice@example.com", "alice"));
    assertThat(result.failures()).contains("decision: expected approved, got abstained");
    assertThat(result.trace().getFirst()).contains("no e-mail address");
  }

  @Test
  void routesAsTheRealThingDoes() {
    String expect = "{recipients: {pagerduty: [Payments], slack: [C012345]}}";
    assertThat(one(with("{decision: approved, by: payments}", expect)).failures()).isEmpty();
    String wrong = "{recipients: {pagerduty: [], slack: [C1, C012345]}}";
    assertThat(one(with("{decision: approved, by: payments}", wrong)).failures())
        .containsExactly(
            "recipients.pagerduty: expected [], got [Payments]",
            "recipients.slack: expected [C012345, C1], got [C012345]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          'name: one'            | ''                      | :4: cases.name is missing: set it to a sentence
          roles: [reader]        | rolls: [reader]         | :5: cases.rolls is unknown: remove it. Known here: annotations,
          roles: [reader]        | roles: reader           | :5: cases.roles must be a list of texts: write [a, b]
          roles: [reader]        | roles: [[reader]]       | :5: cases.roles holds something that is no text
          roles: [reader]        | 'roles:'                | :5: cases.roles must be a list of texts: write [a, b]
          user: alice@           | duration: 8 hours\\n    user: alice@ | :4: cases.duration is "8 hours": write a length such as 30m, 8h or 2d
          user: alice@           | long_term: maybe\\n    user: alice@  | :4: cases.long_term must be true or false
          user: alice@           | user: [x]\\n    reason: alice@       | :4: cases.user must be one text: write user: …, or leave it out
          user: alice@           | user: bob\\n    user: alice@         | :5: names user a second time: keep one of the two
          user: alice@           | created: 2027-01-01T00:00:00Z\\n    user: alice@ | :4: cases.created is after time
          level: 1               | level: first            | :11: cases.on_call.pagerduty.payments.level is "first": choose a whole number
          since: 2026-03-03T09:00:00Z | since: today       | :11: cases.on_call.pagerduty.payments.since is "today": write a time with its zone
          since: 2026-03-03T09:00:00Z | from: 2026         | :11: cases.on_call.pagerduty.payments.from is unknown: remove it. Known here: level, since, until, user
          '      pagerduty:'     | '      pagerdooty:'     | :11: cases.on_call.pagerdooty is no on-call provider of the configuration: choose of pagerduty
          decision: approved     | decision: yes           | :12: cases.expect.decision is "yes": choose one of approved, abstained, denied-by-policy, undecided
          decision: approved     | decision: abstained     | :12: cases.expect.by goes with decision: approved alone
          'decision: approved, by: payments' | ''          | :12: cases.expect.decision is missing
          'decision: approved, by: payments' | 'recipients: {pager: [x]}' | :12: cases.expect.recipients.pager is unknown
          time: 2026-03-03T11:00:00+01:00 | time: noon     | :1: time is "noon": write a time with its zone
          time: 2026-03-03T11:00:00+01:00 | '# no time'    | :3: cases.time is missing: set it to when the request is judged
          'cases:'               | 'tests:'                | :1: cases is missing
          'cases:'               | 'case: 1\\ncases:'       | :2: case is unknown: remove it. Known here: cases, time
          roles: [reader]        | 'roles: &r [reader]'    | :5: has an anchor or an alias: write the value out
          roles: [reader]        | 'roles: [reader'        | this is no YAML
          """)
  void refusesWhatItCannotReadNamingFileLineKeyAndFix(String old, String other, String message) {
    String text = with(old, other.replace("\\n", "\n"));
    assertThatThrownBy(() -> run(text))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith("cases.yaml:")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing\n", "cases: []\n", "- a\n", "text\n", "cases:\n- x\n"})
  void refusesFilesWithoutCases(String text) {
    assertThatThrownBy(() -> run(text))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith("cases.yaml:");
  }

  @Test
  void refusesTwoCasesOfOneName() {
    String again = CASE.substring(CASE.indexOf("  - name"));
    assertThatThrownBy(() -> run(CASE + again))
        .isInstanceOf(Refusal.class)
        .hasMessage("cases.yaml:13: cases.name is that of an earlier case: give each its own");
  }
}
