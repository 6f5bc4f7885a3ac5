package dev.sallyport.cli.policy;

import dev.sallyport.core.config.Config;
import dev.sallyport.core.config.Mode;
import dev.sallyport.core.decision.Decision;
import dev.sallyport.core.decision.Evidence;
import dev.sallyport.core.decision.Routing;
import dev.sallyport.core.memory.Documents;
import dev.sallyport.core.memory.Documents.Stored;
import dev.sallyport.core.memory.Entries;
import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.request.Seen;
import dev.sallyport.core.text.UserText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Tells why a request was approved automatically or not, from what Teleport holds of it and what
 * Sallyport remembers.
 *
 * @param request absent when Teleport shows none
 * @param config absent when it is not at hand
 */
public record Explanation(
    Optional<AccessRequest> request, Entries entries, Optional<Config> config) {
  /** The lines to print. Texts of others are cleaned and cut. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(subject());
    switch (Documents.read(entries.ours(Decision.KEY), Decision.class)) {
      case Stored.Known<Decision>(Decision decision) -> lines.addAll(decision(decision));
      case Stored.Newer<Decision>(Decision decision, int version) -> {
        lines.add("a newer Sallyport wrote this (version " + version + "); more may stand there:");
        lines.addAll(decision(decision));
      }
      case Stored.Unreadable<Decision>(String why) ->
          lines.add("the recorded decision cannot be read: " + why);
      case Stored.Absent<Decision> _ -> lines.addAll(undecided());
    }
    lines.addAll(routing());
    return lines;
  }

  private String subject() {
    return request
        .map(it -> line(it.user(), it.roles(), "it is " + word(it.state())))
        .or(
            () ->
                Seen.in(entries)
                    .map(
                        it ->
                            line(
                                it.user(),
                                it.roles(),
                                "Teleport does not show it; last seen " + word(it.state()))))
        .orElse("Teleport does not show the request, and nothing is remembered of it");
  }

  private static String line(String user, List<String> roles, String state) {
    return UserText.line(user, 200)
        + " asks for "
        + UserText.line(String.join(", ", roles), 400)
        + "; "
        + state;
  }

  private static String word(Enum<?> state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  private static List<String> decision(Decision decision) {
    List<String> lines = new ArrayList<>();
    lines.add(verdict(decision.verdict()) + ", decided at " + decision.at() + ":");
    for (int i = 0; i < decision.why().size(); i++) {
      lines.add("  " + (i + 1) + ". " + UserText.line(decision.why().get(i), 600));
    }
    decision.evidence().ifPresent(evidence -> lines.add(proof(evidence)));
    return lines;
  }

  private static String verdict(Decision.Verdict verdict) {
    return switch (verdict) {
      case APPROVED -> "approved automatically";
      case ABSTAINED -> "not approved automatically";
      case DENIED_BY_POLICY -> "denied to automatic approval by the policy";
    };
  }

  private static String proof(Evidence evidence) {
    return UserText.line(
        "proof: "
            + evidence.provider()
            + ", "
            + evidence.subject()
            + ", "
            + evidence.levelWords()
            + ", "
            + evidence.shift()
            + ", asked at "
            + evidence.askedAt(),
        600);
  }

  private List<String> undecided() {
    List<String> lines =
        new ArrayList<>(List.of("no decision about automatic approval is recorded:"));
    List<String> reasons = new ArrayList<>();
    config.ifPresent(it -> reasons.addAll(byConfiguration(it)));
    request.ifPresent(it -> reasons.addAll(byRequest(it)));
    if (entries.isEmpty()) {
      reasons.add(
          "Sallyport remembers nothing of this request: it did not see it yet, or its memory is"
              + " over (one hour after the access would end)");
    } else if (reasons.isEmpty()) {
      reasons.add("auto_approval was off when the request was pending, or");
      reasons.add(
          "a provider gave no answer within the window: look for \"on-call-unknown\" in the log");
    }
    reasons.forEach(reason -> lines.add("  - " + reason));
    return lines;
  }

  private static List<String> byConfiguration(Config config) {
    List<String> reasons = new ArrayList<>();
    if (config.modes().get("auto_approval") == Mode.OFF) {
      reasons.add("modes.auto_approval is off");
    }
    if (config.autoApproval().rules().allow().isEmpty()) {
      reasons.add("auto_approval.allow lists nothing");
    }
    return reasons;
  }

  private List<String> byRequest(AccessRequest asked) {
    List<String> reasons = new ArrayList<>();
    config
        .map(it -> Providers.of(it).stream().map(Script::annotation).distinct().toList())
        .filter(names -> names.stream().allMatch(name -> asked.annotation(name).isEmpty()))
        .ifPresent(
            names ->
                reasons.add(
                    "it has no annotation that asks for it ("
                        + String.join(", ", names)
                        + "): the requester's roles set them, under allow.request.annotations"));
    if (config.isEmpty() && asked.annotations().isEmpty()) {
      reasons.add(
          "it has no annotations: the requester's roles set them, under"
              + " allow.request.annotations");
    }
    Seen.in(entries)
        .filter(_ -> asked.state().settled() && asked.reviews().isEmpty())
        .ifPresent(_ -> reasons.add("it was " + word(asked.state()) + " by hand before its turn"));
    return reasons;
  }

  private List<String> routing() {
    return switch (Documents.read(entries.ours(Routing.KEY), Routing.class)) {
      case Stored.Known<Routing>(Routing routing) -> routing(routing);
      case Stored.Newer<Routing>(Routing routing, int _) -> routing(routing);
      case Stored.Unreadable<Routing>(String why) ->
          List.of("the recorded recipients cannot be read: " + why);
      case Stored.Absent<Routing> _ -> List.of("no recipients are recorded");
    };
  }

  private static List<String> routing(Routing routing) {
    List<String> lines = new ArrayList<>();
    lines.add("recipients, by " + word(routing.from()) + ":");
    for (String destination : List.of("pagerduty", "opsgenie", "slack")) {
      if (!routing.at(destination).isEmpty()) {
        lines.add(
            "  "
                + destination
                + ": "
                + UserText.line(String.join(", ", routing.at(destination)), 1_000));
      }
    }
    return lines.size() == 1 ? List.of("no recipients are named") : lines;
  }
}
