package dev.sallyport.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.config.Config;
import dev.sallyport.core.config.ConfigReader;
import dev.sallyport.core.memory.Entries;
import dev.sallyport.core.memory.Memory;
import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.request.RequestState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ExplanationTest {
  private static final String DECISION =
      """
      {"v": 1, "verdict": "approved", "at": "2026-03-03T10:00:01Z",
       "why": ["alice is on call", "entry 1: fits"],
       "evidence": {"provider": "opsgenie", "schedule": "Night", "level": 1,
                    "shiftStart": "2026-03-03T08:00:00Z", "askedAt": "2026-03-03T10:00:00Z"}}
      """;
  private static final String SEEN =
      """
      {"v": 1, "state": "PENDING", "reviews": 0, "revision": "1", "user": "alice",
       "roles": ["reader"]}
      """;

  private final Map<String, String> memory = new HashMap<>();

  private static Config config(String more) {
    return ConfigReader.local(
        "sallyport.toml",
        "[teleport]\ncluster = \"example.com\"\n[pagerduty]\nuser_email = \"bot@example.com\"\n"
            + more);
  }

  private static AccessRequest request(RequestState state, Map<String, List<String>> annotations) {
    return new AccessRequest(
        "id",
        "alice@example.com\u001b[31m",
        List.of("reader"),
        state,
        AccessRequest.Kind.SHORT_TERM,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        "canary",
        "",
        annotations,
        List.of(),
        List.of(),
        List.of(),
        OptionalInt.empty(),
        "1",
        false);
  }

  private List<String> explain(Optional<AccessRequest> request, Optional<Config> config) {
    return new Explanation(request, new Entries(Map.of(Memory.PLUGIN, memory)), config).lines();
  }

  private static Optional<AccessRequest> pending(String... annotations) {
    Map<String, List<String>> all = new HashMap<>();
    for (String annotation : annotations) {
      all.put(annotation, List.of("Payments"));
    }
    return Optional.of(request(RequestState.PENDING, all));
  }

  @Test
  void tellsTheDecisionStepByStepWithItsProofAndTheRecipients() {
    memory.put("decision", DECISION);
    memory.put("seen", SEEN);
    memory.put(
        "routing",
        "{\"v\": 1, \"pagerduty\": [\"Payments\"], \"slack\": [\"C1\"], \"from\": \"annotation\"}");
    assertThat(explain(Optional.empty(), Optional.empty()))
        .containsExactly(
            "alice asks for reader; Teleport does not show it; last seen pending",
            "approved automatically, decided at 2026-03-03T10:00:01Z:",
            "  1. alice is on call",
            "  2. entry 1: fits",
            "proof: opsgenie, the schedule Night, on escalation level 1, a shift from"
                + " 2026-03-03T08:00:00Z to ever, asked at 2026-03-03T10:00:00Z",
            "recipients, by annotation:",
            "  pagerduty: Payments",
            "  slack: C1");
  }

  @Test
  void aUsersTextDoesNotReachTheTerminalAsItIs() {
    assertThat(String.join("\n", explain(pending(), Optional.empty())))
        .doesNotContain("\u001b", "canary");
  }

  @Test
  void whereNothingIsDecidedItSaysWhatStandsAgainstIt() {
    memory.put("seen", SEEN);
    assertThat(explain(pending(), Optional.of(config("[modes]\nauto_approval = \"off\"\n"))))
        .contains(
            "no decision about automatic approval is recorded:",
            "  - modes.auto_approval is off",
            "  - auto_approval.allow lists nothing")
        .anyMatch(
            line ->
                line.startsWith("  - it has no annotation that asks for it (pagerduty_services"))
        .last()
        .isEqualTo("no recipients are recorded");
  }

  @Test
  void whereNothingStandsAgainstItItNamesWhatIsLeft() {
    memory.put("seen", SEEN);
    String allow = "[[auto_approval.allow]]\nservices = [\"A\"]\nroles = [\"a\"]\n";
    assertThat(explain(pending("pagerduty_services"), Optional.of(config(allow))))
        .anyMatch(line -> line.contains("auto_approval was off"))
        .anyMatch(line -> line.contains("gave no answer within the window"))
        .noneMatch(line -> line.contains("no annotation"));
  }

  @Test
  void aRequestThatNobodyKnowsIsToldSo() {
    assertThat(explain(Optional.empty(), Optional.empty()))
        .first()
        .isEqualTo("Teleport does not show the request, and nothing is remembered of it");
    assertThat(explain(pending("pagerduty_services"), Optional.empty()))
        .anyMatch(line -> line.contains("remembers nothing of this request"));
  }

  @Test
  void whatANewerVersionWroteIsToldAsFarAsItIsKnown() {
    memory.put("decision", DECISION.replace("\"v\": 1", "\"v\": 2"));
    assertThat(explain(pending(), Optional.empty()))
        .anyMatch(line -> line.contains("a newer Sallyport wrote this (version 2)"))
        .contains("  1. alice is on call");
    memory.put("decision", "garbage");
    assertThat(explain(pending(), Optional.empty()))
        .anyMatch(line -> line.startsWith("the recorded decision cannot be read"));
  }
}
