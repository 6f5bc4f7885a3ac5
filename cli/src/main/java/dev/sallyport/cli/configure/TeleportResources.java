package dev.sallyport.cli.configure;

import dev.sallyport.core.config.Config;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Everything that Teleport must hold for a stack, as YAML for {@code tctl create -f}: a role for
 * each identity, who bears it, and how it joins. Source of the forms: Teleport, reference of
 * resources (roles, bots, join tokens).
 *
 * @param name the stack's
 * @param reviewers the users in whose names reviews may be submitted; without any there is no
 *     identity for it
 * @param neverFor users of whom that is refused
 * @param joining who renews the identities; absent where they are static
 */
public record TeleportResources(
    String name,
    Config config,
    List<String> reviewers,
    List<String> neverFor,
    Optional<Joining> joining) {
  /**
   * The role of the renewal task, as AWS names who acts with it.
   *
   * @param account twelve digits
   * @param arn may hold {@code *}
   */
  public record Joining(String account, String arn) {
    /** A role's name has 64 characters, and CloudFormation cuts a longer one (AWS, IAM quotas). */
    public static final int LONGEST_STACK = 64 - "-RenewRole-".length() - 13;

    /** By the name that CloudFormation gives to the role of a stack. */
    public static Joining of(String account, String stack) {
      return new Joining(
          account, "arn:aws:sts::" + account + ":assumed-role/" + stack + "-RenewRole-*/*");
    }
  }

  public TeleportResources {
    reviewers = List.copyOf(reviewers);
    neverFor = List.copyOf(neverFor);
  }

  /** The documents. */
  public String yaml() {
    List<Grant> grants = grants();
    List<String> documents = new ArrayList<>();
    documents.add(head());
    grants.forEach(grant -> documents.add(grant.yaml(name)));
    for (Grant grant : grants) {
      documents.add(joining.map(_ -> bot(grant)).orElseGet(() -> user(grant)));
      joining.ifPresent(it -> documents.add(token(grant, it)));
    }
    return String.join("---\n", documents) + foot(grants);
  }

  private List<Grant> grants() {
    List<Grant> grants = new ArrayList<>(List.of(read(), decide()));
    if (!reviewers.isEmpty()) {
      grants.add(review());
    }
    return grants;
  }

  private static Grant.Rule requests() {
    return new Grant.Rule("access_request", "list, read", "the requests");
  }

  private static Grant.Rule memory() {
    return new Grant.Rule("access_plugin_data", "update", "what was done for them");
  }

  private Grant read() {
    List<Grant.Rule> rules = new ArrayList<>(List.of(requests(), memory()));
    if (config.slack().isPresent()) {
      rules.add(new Grant.Rule("user", "read", "the requester on Slack, and the logins"));
      rules.add(new Grant.Rule("role", "read", "the logins of requested roles"));
    }
    return new Grant(
        "read",
        "The poller and those who tell the vendors. For friendly names of resources add"
            + " node_labels and the like, or preview_as_roles.",
        rules,
        List.of(),
        List.of(),
        List.of());
  }

  /** The roles that the policy may approve, and no others. */
  private List<String> approvable() {
    TreeSet<String> roles = new TreeSet<>();
    config.autoApproval().rules().allow().forEach(allow -> roles.addAll(allow.roles()));
    roles.removeIf(role -> config.autoApproval().rules().never().of(role).isPresent());
    return List.copyOf(roles);
  }

  private Grant decide() {
    return new Grant(
        "decide",
        "Automatic approval: the roles of [[auto_approval.allow]], never *.",
        List.of(
            requests(),
            memory(),
            new Grant.Rule("user", "read", "traits in conditions of rules"),
            new Grant.Rule("access_monitoring_rule", "list, read", "rules that name recipients")),
        approvable(),
        List.of(),
        List.of());
  }

  private Grant review() {
    return new Grant(
        "review",
        "Decisions of people: submitted in their names (Teleport Enterprise, 18.11 or newer).",
        List.of(
            requests(),
            memory(),
            new Grant.Rule("user", "list, read", "who is who, by the traits that hold vendor ids")),
        List.of(),
        reviewers,
        neverFor);
  }

  private String bearer(Grant grant) {
    return name + "-" + grant.identity();
  }

  private String bot(Grant grant) {
    return """
    kind: bot
    version: v1
    metadata:
      name: %s
    spec:
      roles: [%s]
    """
        .formatted(Yaml.text(bearer(grant)), Yaml.text(bearer(grant)));
  }

  private String token(Grant grant, Joining from) {
    return """
    kind: token
    version: v2
    metadata:
      name: %s
    spec:
      roles: [Bot]
      bot_name: %s
      join_method: iam
      allow:
        - aws_account: %s
          aws_arn: %s
    """
        .formatted(
            Yaml.text(bearer(grant)),
            Yaml.text(bearer(grant)),
            Yaml.text(from.account()),
            Yaml.text(from.arn()));
  }

  private String user(Grant grant) {
    return """
    kind: user
    version: v2
    metadata:
      name: %s
    spec:
      roles: [%s]
    """
        .formatted(Yaml.text(bearer(grant)), Yaml.text(bearer(grant)));
  }

  private String head() {
    return """
    # For %s of the cluster %s. Store it with: tctl create -f FILE
    """
        .formatted(name, config.teleport().cluster().replaceAll("[\\p{Cntrl}]", " "));
  }

  private String foot(List<Grant> grants) {
    StringBuilder foot = new StringBuilder();
    if (joining.isEmpty()) {
      foot.append("# Then, on the Auth Service's host, and again before each end:\n");
      for (Grant grant : grants) {
        String bearer = bearer(grant);
        foot.append(
            "#   tctl auth sign --user=%s --format=file --out=%s.pem --ttl=720h\n"
                .formatted(bearer, bearer));
      }
      foot.append("# and store them with: sallyport secrets put teleport");
      for (Grant grant : grants) {
        foot.append(" --identity-%s %s.pem".formatted(grant.identity(), bearer(grant)));
      }
      foot.append('\n');
      foot.append(
          "# Where the cluster asks for MFA at admin actions, users cannot review: take bots.\n");
    }
    return foot + example();
  }

  /** What the requesters' roles say, for people to fill in. */
  private String example() {
    StringBuilder text =
        new StringBuilder(
            """
            # The roles of those who request say whom a request is announced to, and for what its
            # requester may be on call. For example:
            #   kind: role
            #   version: v7
            #   metadata: {name: requester}
            #   spec:
            #     allow:
            #       request:
            #         roles: ['demo-role']
            #         annotations:
            """);
    config
        .pagerduty()
        .ifPresent(
            it -> {
              annotation(text, it.notifyAnnotation(), "a PagerDuty service to tell");
              annotation(
                  text, it.servicesAnnotation(), "a PagerDuty service, whose people on call");
            });
    config
        .opsgenie()
        .ifPresent(
            it -> {
              annotation(text, it.annotations().notifyServices(), "a schedule to tell");
              annotation(text, it.annotations().teams(), "a team to tell");
              annotation(text, it.annotations().schedules(), "a schedule, whose people on call");
            });
    return text.toString();
  }

  private static void annotation(StringBuilder text, String name, String value) {
    text.append("#           ")
        .append(Yaml.text(name))
        .append(": [")
        .append(Yaml.text(value))
        .append("]\n");
  }
}
