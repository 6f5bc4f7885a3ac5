package dev.sallyport.cli.configure;

import java.util.ArrayList;
import java.util.List;

/**
 * What a role of Sallyport's own allows: no more than what the code behind its identity calls.
 *
 * @param identity the last part of its name, which says whose rights these are
 * @param rules as lines of YAML
 * @param reviews the roles whose requests it may approve
 * @param submitsFor the users in whose names it may review
 * @param neverFor users in whose names it may not, whatever else says
 */
record Grant(
    String identity,
    String use,
    List<Rule> rules,
    List<String> reviews,
    List<String> submitsFor,
    List<String> neverFor) {
  /** Verbs on a kind of resource. */
  record Rule(String resource, String verbs, String why) {}

  Grant {
    rules = List.copyOf(rules);
    reviews = List.copyOf(reviews);
    submitsFor = List.copyOf(submitsFor);
    neverFor = List.copyOf(neverFor);
  }

  /** The role. */
  String yaml(String name) {
    List<String> lines = new ArrayList<>();
    lines.add("# " + use);
    lines.add("kind: role");
    lines.add("version: v7");
    lines.add("metadata:");
    lines.add("  name: " + Yaml.text(name + "-" + identity));
    lines.add("spec:");
    lines.add("  allow:");
    lines.add("    rules:");
    for (Rule rule : rules) {
      lines.add(
          "      - {resources: [%s], verbs: [%s]}   # %s"
              .formatted(rule.resource(), rule.verbs(), rule.why()));
    }
    if (!reviews.isEmpty() || !submitsFor.isEmpty()) {
      lines.add("    review_requests:");
    }
    if (!reviews.isEmpty()) {
      lines.add("      roles: " + Yaml.list(reviews));
    }
    if (!submitsFor.isEmpty()) {
      lines.add("      submit_for_users: " + Yaml.list(submitsFor));
    }
    if (!neverFor.isEmpty()) {
      lines.add("  deny:");
      lines.add("    review_requests:");
      lines.add("      submit_for_users: " + Yaml.list(neverFor));
    }
    return String.join("\n", lines) + "\n";
  }
}
