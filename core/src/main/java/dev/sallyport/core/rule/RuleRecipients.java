package dev.sallyport.core.rule;

import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.rule.MonitoringRules.Listed;
import dev.sallyport.core.signal.Signal;
import dev.sallyport.core.signal.Signals;
import dev.sallyport.core.text.UserText;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whom the Access Monitoring Rules name for a request. A rule that is not understood, or of which a
 * fact cannot be read, is told with the part at fault, and counts neither as holding nor as not.
 */
public final class RuleRecipients {
  private static final int LONGEST_NAME = 100;

  private final MonitoringRules rules;
  private final Signals signals;

  public RuleRecipients(MonitoringRules rules, Signals signals) {
    this.rules = rules;
    this.signals = signals;
  }

  /** Of a cluster without rules. */
  public static RuleRecipients none() {
    return new RuleRecipients(MonitoringRules.NONE, _ -> {});
  }

  /** Asks for the rules, and for the requester's traits where a condition speaks of them. */
  public Ruled of(AccessRequest request) {
    return switch (rules.listed()) {
      case Listed.Known(List<MonitoringRule> all) -> apply(request, all);
      case Listed.Unknown(String why) -> {
        signals.say(
            Signal.warning(
                request.id(), "rules-unknown", "routed without Access Monitoring Rules: " + why));
        yield Ruled.NOTHING;
      }
    };
  }

  private Ruled apply(AccessRequest request, List<MonitoringRule> all) {
    Facts facts = new Facts(request, () -> rules.traits(request.user()));
    Map<String, Set<String>> named = new LinkedHashMap<>();
    Set<String> unclear = new HashSet<>();
    for (MonitoringRule rule : all) {
      try {
        if (!rule.recipients().isEmpty() && rule.holds(facts)) {
          named
              .computeIfAbsent(rule.destination(), _ -> new LinkedHashSet<>())
              .addAll(rule.recipients());
        }
      } catch (Unclear e) {
        unclear.add(rule.destination());
        signals.say(notUnderstood(request, rule, e.part()));
      } catch (RuntimeException | StackOverflowError e) {
        // A fault of ours in one rule must not keep the request from everybody.
        unclear.add(rule.destination());
        signals.say(notUnderstood(request, rule, e.getClass().getSimpleName()));
      }
    }
    return new Ruled(
        named.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, it -> List.copyOf(it.getValue()))),
        unclear);
  }

  private static Signal notUnderstood(AccessRequest request, MonitoringRule rule, String part) {
    String name = UserText.line(rule.name(), LONGEST_NAME);
    return Signal.warning(
            request.id(),
            "rule-not-understood",
            "the Access Monitoring Rule "
                + name
                + " is not understood, so the fallback of "
                + rule.destination()
                + " is told besides: "
                + part)
        .with("rule", name);
  }
}
