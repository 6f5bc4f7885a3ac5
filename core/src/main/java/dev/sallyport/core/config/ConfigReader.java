package dev.sallyport.core.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import dev.sallyport.core.decision.Allow;
import dev.sallyport.core.review.RoleRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code sallyport.toml}: the originals' names, nothing unknown, nothing impossible. */
public final class ConfigReader {
  private static final TomlMapper TOML = new TomlMapper();
  private static final String RECIPIENTS = "role_to_recipients";
  private static final String[] SECTIONS = {
    "teleport",
    "modes",
    "pagerduty",
    "opsgenie",
    "slack",
    RECIPIENTS,
    "review",
    "auto_approval",
    "log"
  };

  private final String file;
  private final boolean secretsAllowed;
  private final List<String> notices = new ArrayList<>();

  private ConfigReader(String file, boolean secretsAllowed) {
    this.file = file;
    this.secretsAllowed = secretsAllowed;
  }

  /**
   * Reads a local run's file, which may hold secrets.
   *
   * @param file its name, for messages
   * @throws ConfigError naming the key, the line and the fix
   */
  public static Config local(String file, String text) {
    return new ConfigReader(file, true).read(text);
  }

  /**
   * Reads a deployment's file; a secret in it is an error.
   *
   * @throws ConfigError naming the key, the line and the fix
   */
  public static Config deployed(String file, String text) {
    return new ConfigReader(file, false).read(text);
  }

  /**
   * Everything that is wrong with a deployment's file: of each section the first.
   *
   * @return lines that name the key, the line and the fix; none when it can be used
   */
  public static List<String> problems(String file, String text) {
    return new ConfigReader(file, false).problems(text);
  }

  private List<String> problems(String text) {
    Section root;
    try {
      root = root(text);
    } catch (ConfigError e) {
      return List.of(String.valueOf(e.getMessage()));
    }
    List<Runnable> readers =
        List.of(
            root::refuseUnknown,
            () -> teleport(root.section("teleport")),
            () -> modes(root.section("modes")),
            () -> pagerduty(root.section("pagerduty")),
            () -> new OpsgenieSection(root.section("opsgenie"), secretsAllowed).read(),
            () -> slack(root),
            () -> review(root.section("review"), true),
            () -> PolicySection.read(root.section("auto_approval"), notices::add),
            () -> severity(root.section("log")),
            () -> read(text));
    return readers.stream().flatMap(reader -> problem(reader).stream()).distinct().toList();
  }

  private static Optional<String> problem(Runnable reader) {
    try {
      reader.run();
      return Optional.empty();
    } catch (ConfigError e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  static JsonNode tree(TomlMapper toml, String file, String text) {
    try {
      return toml.readTree(text);
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw new ConfigError(
          file + ":" + line + ": this is no TOML: " + firstLine(e.getOriginalMessage()));
    }
  }

  private Section root(String text) {
    Section root = new Section("", tree(TOML, file, text), new ConfigLines(file, text));
    root.accept(SECTIONS);
    return root;
  }

  private Config read(String text) {
    Section root = root(text);
    // First, since what is missing elsewhere may be what is misspelt here.
    root.refuseUnknown();
    Config.Teleport teleport = teleport(root.section("teleport"));
    Map<String, Mode> modes = modes(root.section("modes"));
    Optional<Config.PagerDuty> pagerduty = pagerduty(root.section("pagerduty"));
    Optional<Config.Opsgenie> opsgenie =
        new OpsgenieSection(root.section("opsgenie"), secretsAllowed).read();
    Optional<Config.Slack> slack = slack(root);
    Config.Review review =
        review(root.section("review"), slack.isPresent() || pagerduty.isPresent());
    slack.ifPresent(known -> pinned(root.section("slack"), known, review));
    Config.Policy policy = PolicySection.read(root.section("auto_approval"), notices::add);
    unasked(policy, root);
    String severity = severity(root.section("log"));
    return new Config(
        teleport, modes, pagerduty, opsgenie, slack, review, policy, severity, notices);
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("unreadable");
  }

  private static Config.Teleport teleport(Section section) {
    Optional<String> identity = section.text("identity");
    Optional<String> key = section.text("client_key");
    Optional<String> crt = section.text("client_crt");
    Optional<String> cas = section.text("root_cas");
    long files = List.of(key, crt, cas).stream().filter(Optional::isPresent).count();
    if (files > 0 && files < 3) {
      throw section.error(
          "client_key",
          "needs its two companions: set client_key, client_crt and root_cas together");
    }
    if (files > 0 && identity.isPresent()) {
      throw section.error("identity", "stands beside client_key: use one of the two forms");
    }
    Config.Teleport teleport =
        new Config.Teleport(
            section.required("cluster", "the cluster's name, as tctl status shows it"),
            section.text("addr").or(() -> section.text("auth_server")).orElse("localhost:3025"),
            identity,
            files == 3
                ? Optional.of(
                    new Config.Teleport.Files(
                        key.orElseThrow(), crt.orElseThrow(), cas.orElseThrow()))
                : Optional.empty(),
            section.flag("refresh_identity", true),
            section.duration(
                "refresh_identity_interval",
                Duration.ofMinutes(1),
                Duration.ofSeconds(1),
                Duration.ofHours(1)),
            section.oneOf("connection_upgrade", "auto", "auto", "on", "off"));
    section.accept("auth_server");
    section.refuseUnknown();
    return teleport;
  }

  private static Map<String, Mode> modes(Section section) {
    Map<String, Mode> modes = ModeText.modes(section);
    section.refuseUnknown();
    return modes;
  }

  private Optional<Config.PagerDuty> pagerduty(Section section) {
    if (!section.present()) {
      return Optional.empty();
    }
    Section annotations = section.section("request_annotations");
    Config.PagerDuty pagerduty =
        new Config.PagerDuty(
            secret(section, "api_key", " and store it as the secret pagerduty-api"),
            secret(section, "webhook_secret", " and store it as the secret pagerduty-webhook"),
            section.required("user_email", "the e-mail of a PagerDuty user of its own"),
            section.oneOf("region", "us", "us", "eu"),
            section.oneOf("notify_services", "all", "all", "first"),
            section.text("fallback_service"),
            annotation(section, annotations, "notify_service", "pagerduty_notify_service"),
            annotation(section, annotations, "services", "pagerduty_services"));
    annotations.refuseUnknown();
    section.refuseUnknown();
    return Optional.of(pagerduty);
  }

  /** In the original's own table, or directly in its section, as the original's guide has it. */
  private static String annotation(
      Section section, Section annotations, String key, String standard) {
    Optional<String> direct = section.text(key);
    Optional<String> inTable = annotations.text(key);
    if (direct.isPresent() && inTable.isPresent()) {
      throw section.error(
          key, "stands beside request_annotations." + key + ": keep one of the two");
    }
    return direct.or(() -> inTable).orElse(standard);
  }

  private Optional<String> secret(Section section, String key, String fix) {
    Optional<String> value = section.text(key);
    if (value.isPresent() && !secretsAllowed) {
      throw section.error(key, "is a secret: remove it here" + fix);
    }
    return value;
  }

  private Optional<Config.Slack> slack(Section root) {
    Section section = root.section("slack");
    Section recipients = root.section(RECIPIENTS);
    if (!section.present()) {
      if (recipients.present()) {
        throw root.error(
            RECIPIENTS, "is of use with [slack] only: add that section, or remove this one");
      }
      return Optional.empty();
    }
    if (section.has("apiurl")) {
      section.accept("apiurl");
      notices.add("slack.apiurl is not used: Slack's own address is");
    }
    Config.Slack slack =
        new Config.Slack(
            secret(section, "token", " and store it as the secret slack-bot"),
            secret(section, "signing_secret", " and store it as the secret slack-signing"),
            section.text("team_id").orElse(""),
            section.text("app_id").orElse(""),
            section.flag("history_scope", false),
            section.text("fallback_channel"),
            section.texts("allow_shared_channels"),
            recipients(recipients));
    section.refuseUnknown();
    return Optional.of(slack);
  }

  /** A text or a list of texts by role, as in the original, which wants "*" too. */
  private static Map<String, List<String>> recipients(Section section) {
    Map<String, List<String>> recipients = new HashMap<>();
    section.keys().forEach(role -> recipients.put(role, section.oneOrMore(role)));
    if (recipients.getOrDefault("*", List.of()).isEmpty()) {
      throw section.error(
          "*", "is missing: name the channels or e-mails that hear of all other roles");
    }
    return recipients;
  }

  /** Whose click it is can be told only when workspace and app are known. */
  private static void pinned(Section section, Config.Slack slack, Config.Review review) {
    String without = ", or set review.enabled = false: then messages link to Teleport";
    if (review.enabled() && !slack.teamId().matches("T[A-Z0-9]{2,30}")) {
      throw section.error(
          "team_id", "must be the workspace's id (T…), from which clicks are taken" + without);
    }
    if (review.enabled() && !slack.appId().matches("A[A-Z0-9]{2,30}")) {
      throw section.error(
          "app_id", "must be the app's id (A…), from which clicks are taken" + without);
    }
  }

  private Config.Review review(Section section, boolean anywhere) {
    if (section.has("app_token")) {
      secret(section, "app_token", ", nothing needs it");
      notices.add("review.app_token is not used: clicks arrive by HTTP, not by Socket Mode");
    }
    boolean byEmail = section.flag("allow_email_username_match", false);
    List<String> domains = section.texts("email_domains");
    if (byEmail && domains.isEmpty()) {
      throw section.error(
          "email_domains",
          "is missing: with allow_email_username_match name the domains that your identity"
              + " provider alone hands out");
    }
    Section pagerduty = section.section("pagerduty");
    Config.Review review =
        new Config.Review(
            section.flag("enabled", true) && anywhere,
            section.text("slack_user_id_trait").orElse("slack_uid"),
            section.text("pagerduty_user_id_trait").orElse("pagerduty_uid"),
            byEmail,
            domains,
            section.duration(
                "max_age", Duration.ofMinutes(10), Duration.ofMinutes(1), Duration.ofMinutes(10)),
            section.text("probe_user"),
            roleRules(section.section("roles")),
            approvable(pagerduty));
    pagerduty.refuseUnknown();
    section.refuseUnknown();
    return review;
  }

  private static Set<String> approvable(Section section) {
    List<String> roles = section.texts("approve_roles");
    if (roles.stream().anyMatch(role -> role.contains("*") || role.startsWith("^"))) {
      throw section.error("approve_roles", "holds a pattern: name each role by itself");
    }
    return new HashSet<>(roles);
  }

  private static Map<String, RoleRule> roleRules(Section section) {
    Map<String, RoleRule> rules = new HashMap<>();
    for (String role : section.keys()) {
      Section rule = section.section(role);
      rules.put(
          role,
          new RoleRule(
              rule.flag("buttons", RoleRule.DEFAULT.buttons()),
              rule.flag("reason_on_deny", RoleRule.DEFAULT.reasonOnDeny()),
              rule.flag("reason_on_approve", RoleRule.DEFAULT.reasonOnApprove())));
      rule.refuseUnknown();
    }
    rules.putIfAbsent("*", RoleRule.DEFAULT);
    return rules;
  }

  /** An entry about a provider that is not there is never met. */
  private void unasked(Config.Policy policy, Section root) {
    List<Allow> allow = policy.rules().allow();
    if (!root.has("pagerduty") && allow.stream().anyMatch(it -> !it.services().isEmpty())) {
      notices.add("services in [[auto_approval.allow]] have no effect without [pagerduty]");
    }
    if (!root.has("opsgenie") && allow.stream().anyMatch(it -> !it.schedules().isEmpty())) {
      notices.add("schedules in [[auto_approval.allow]] have no effect without [opsgenie]");
    }
  }

  private static String severity(Section section) {
    String severity =
        section.oneOf("severity", "info", "debug", "info", "warn", "warning", "err", "error");
    section.accept("output");
    section.refuseUnknown();
    return severity;
  }
}
