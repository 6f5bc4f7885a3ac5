package dev.sallyport.core.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads {@code [opsgenie]}, which Jira Service Management's Operations share. */
final class OpsgenieSection {
  private static final String API_KEY = " and store it as the secret opsgenie-api";
  private static final String API_TOKEN = " and store it as the secret jsm-api";

  private final Section section;
  private final boolean secretsAllowed;

  /**
   * @param secretsAllowed in the file of a local run alone
   */
  OpsgenieSection(Section section, boolean secretsAllowed) {
    this.section = section;
    this.secretsAllowed = secretsAllowed;
  }

  Optional<Config.Opsgenie> read() {
    if (!section.present()) {
      return Optional.empty();
    }
    String kind = section.oneOf("kind", "opsgenie", "opsgenie", "jsm");
    Section annotations = section.section("request_annotations");
    Config.Opsgenie opsgenie =
        new Config.Opsgenie(
            secret(section, "api_key", API_KEY),
            section.oneOf("region", "us", "us", "eu"),
            names("default_schedules"),
            names("default_teams"),
            section.oneOf("priority", "P3", "P1", "P2", "P3", "P4", "P5").toUpperCase(Locale.ROOT),
            section.text("fallback_schedule"),
            new Config.Opsgenie.Annotations(
                annotations.text("notify_services").orElse("teleport.dev/notify-services"),
                annotations.text("teams").orElse("teleport.dev/teams"),
                annotations.text("schedules").orElse("teleport.dev/schedules")),
            jsm(kind, section.section("jsm")));
    apart(opsgenie.annotations(), annotations);
    annotations.refuseUnknown();
    section.refuseUnknown();
    return Optional.of(opsgenie);
  }

  private List<String> names(String key) {
    return section.texts(key).stream().distinct().toList();
  }

  /** Whom to alert and whose people are approved are two questions; one list cannot answer both. */
  private static void apart(Config.Opsgenie.Annotations names, Section section) {
    if (names.schedules().equals(names.notifyServices())
        || names.schedules().equals(names.teams())) {
      throw section.error(
          "schedules",
          "is \""
              + names.schedules()
              + "\", which names whom to alert: approval needs an annotation of its own");
    }
  }

  private Optional<Config.Jsm> jsm(String kind, Section jsm) {
    Optional<String> site = jsm.text("site").map(OpsgenieSection::host);
    Optional<String> cloudId = jsm.text("cloud_id");
    Config.Jsm read = new Config.Jsm(site, cloudId, accounts(jsm.section("accounts")), login(jsm));
    jsm.refuseUnknown();
    if (kind.equals("opsgenie")) {
      refuseUnused(read);
      return Optional.empty();
    }
    if (site.isEmpty() && cloudId.isEmpty()) {
      throw jsm.error(
          "cloud_id",
          "is missing: set it, or set jsm.site to your site's name, the NAME of"
              + " NAME.atlassian.net");
    }
    site.filter(name -> !name.matches("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"))
        .ifPresent(
            name -> {
              throw jsm.error(
                  "site", "is \"" + name + "\": write the NAME of NAME.atlassian.net alone");
            });
    cloudId
        .filter(id -> !id.matches("[A-Za-z0-9-]{1,64}"))
        .ifPresent(
            id -> {
              throw jsm.error("cloud_id", "is \"" + id + "\": write letters, digits and - alone");
            });
    return Optional.of(read);
  }

  private void refuseUnused(Config.Jsm jsm) {
    if (jsm.site().isPresent()
        || jsm.cloudId().isPresent()
        || jsm.login().isPresent()
        || !jsm.accounts().isEmpty()) {
      throw section.error("jsm", "is of use with kind = \"jsm\" only: set that, or remove it");
    }
  }

  /** The site as people may copy it from their browser. */
  private static String host(String site) {
    return site.toLowerCase(Locale.ROOT)
        .replaceFirst("^https?://", "")
        .replaceFirst("\\.atlassian\\.net/?$", "");
  }

  private static Map<String, String> accounts(Section section) {
    Map<String, String> accounts = new TreeMap<>();
    for (String id : section.keys()) {
      accounts.put(id, section.required(id, "the Teleport user whose account this is"));
    }
    return accounts;
  }

  /** The token is of use with the e-mail of its account alone. */
  private Optional<String> login(Section jsm) {
    Optional<String> email = secret(jsm, "user_email", API_TOKEN);
    Optional<String> token = secret(jsm, "api_token", API_TOKEN);
    if (email.isPresent() != token.isPresent()) {
      throw jsm.error(
          email.isPresent() ? "api_token" : "user_email",
          "is missing: set user_email and api_token together");
    }
    return email.map(name -> name + ":" + token.orElseThrow());
  }

  private Optional<String> secret(Section in, String key, String fix) {
    Optional<String> value = in.text(key);
    if (value.isPresent() && !secretsAllowed) {
      throw in.error(key, "is a secret: remove it here" + fix);
    }
    return value;
  }
}
