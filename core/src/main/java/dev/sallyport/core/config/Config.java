package dev.sallyport.core.config;

import dev.sallyport.core.decision.AutoApproval;
import dev.sallyport.core.review.RoleRule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The whole configuration, checked. An absent section is an absent destination.
 *
 * @param notices things in the file that are accepted and have no effect
 */
public record Config(
    Teleport teleport,
    Map<String, Mode> modes,
    Optional<PagerDuty> pagerduty,
    Optional<Opsgenie> opsgenie,
    Optional<Slack> slack,
    Review review,
    Policy autoApproval,
    String logSeverity,
    List<String> notices) {
  /** The parts that have a mode, with their defaults. */
  public static final Map<String, Mode> MODES =
      Map.of(
          "auto_approval", Mode.SHADOW,
          "review", Mode.ON,
          "pagerduty", Mode.ON,
          "opsgenie", Mode.ON,
          "slack", Mode.ON);

  public Config {
    modes = Map.copyOf(modes);
    notices = List.copyOf(notices);
  }

  /**
   * The same with another way to Teleport.
   *
   * @param identity a file; empty leaves the one of the configuration
   */
  public Config reaching(String addr, Optional<String> identity) {
    Teleport other =
        new Teleport(
            teleport.cluster(),
            addr,
            identity.or(teleport::identity),
            identity.isPresent() ? Optional.empty() : teleport.files(),
            teleport.refreshIdentity(),
            teleport.refreshIdentityInterval(),
            teleport.connectionUpgrade());
    return new Config(
        other, modes, pagerduty, opsgenie, slack, review, autoApproval, logSeverity, notices);
  }

  /** Whether nothing but the modes and the way to Teleport is another. */
  boolean hasRulesOf(Config other) {
    return new Config(
            other.teleport,
            other.modes,
            pagerduty,
            opsgenie,
            slack,
            review,
            autoApproval,
            logSeverity,
            notices)
        .equals(other);
  }

  /** How to reach the cluster. */
  public record Teleport(
      String cluster,
      String addr,
      Optional<String> identity,
      Optional<Files> files,
      boolean refreshIdentity,
      Duration refreshIdentityInterval,
      String connectionUpgrade) {
    /** Key, certificate and CAs in place of an identity file. */
    public record Files(String clientKey, String clientCrt, String rootCas) {}
  }

  /**
   * @param apiKey only in the file of a local run; elsewhere it is a secret
   * @param webhookSecret likewise: what PagerDuty signs its webhooks with
   * @param userEmail who acts, as the From header says
   * @param notifyServices {@code all} or {@code first}
   */
  public record PagerDuty(
      Optional<String> apiKey,
      Optional<String> webhookSecret,
      String userEmail,
      String region,
      String notifyServices,
      Optional<String> fallbackService,
      String notifyAnnotation,
      String servicesAnnotation) {
    /** The record's own text, without the secrets. */
    @Override
    public String toString() {
      return "PagerDuty[userEmail=" + userEmail + ", region=" + region + "]";
    }
  }

  /**
   * Opsgenie, or JSM Operations, which take the same alerts.
   *
   * @param apiKey only in the file of a local run; elsewhere it is a secret
   * @param region {@code us} or {@code eu}; JSM has one address for all
   * @param defaultSchedules are alerted where a request names no schedule
   * @param defaultTeams likewise
   * @param priority {@code P1} to {@code P5}
   * @param fallbackSchedule hears of what its own responders cannot be told
   * @param jsm present when JSM Operations take the place of Opsgenie
   */
  public record Opsgenie(
      Optional<String> apiKey,
      String region,
      List<String> defaultSchedules,
      List<String> defaultTeams,
      String priority,
      Optional<String> fallbackSchedule,
      Annotations annotations,
      Optional<Jsm> jsm) {
    /**
     * The request annotations that name what to do.
     *
     * @param notifyServices schedules to alert
     * @param teams teams to alert
     * @param schedules schedules whose people on call are approved
     */
    public record Annotations(String notifyServices, String teams, String schedules) {}

    public Opsgenie {
      defaultSchedules = List.copyOf(defaultSchedules);
      defaultTeams = List.copyOf(defaultTeams);
    }

    /** The record's own text, without the key. */
    @Override
    public String toString() {
      return "Opsgenie[region=" + region + ", priority=" + priority + ", jsm=" + jsm + "]";
    }
  }

  /**
   * A site with JSM Operations. At least one of site and cloud id is present.
   *
   * @param site the NAME of NAME.atlassian.net
   * @param cloudId the site's id; empty: the site is asked for it
   * @param accounts the Teleport user by Atlassian account id, for people who hide their e-mail
   * @param login an account's e-mail and API token, joined by a colon; only in the file of a local
   *     run, elsewhere it is a secret
   */
  public record Jsm(
      Optional<String> site,
      Optional<String> cloudId,
      Map<String, String> accounts,
      Optional<String> login) {
    public Jsm {
      accounts = Map.copyOf(accounts);
    }

    /** The record's own text, without the login. */
    @Override
    public String toString() {
      return "Jsm[site=" + site + ", cloudId=" + cloudId + "]";
    }
  }

  /**
   * @param token only in the file of a local run; elsewhere it is a secret
   * @param signingSecret likewise
   * @param teamId the one workspace whose people may decide
   * @param appId our own app
   * @param historyScope the app may read the history of its channels, so that we can look whether a
   *     message arrived
   * @param fallbackChannel hears of what its own recipient cannot be told
   * @param allowSharedChannels channels shared with other companies that may be told, by id or name
   * @param recipients by role: channels or e-mails; {@code *} for roles that are not named
   */
  public record Slack(
      Optional<String> token,
      Optional<String> signingSecret,
      String teamId,
      String appId,
      boolean historyScope,
      Optional<String> fallbackChannel,
      List<String> allowSharedChannels,
      Map<String, List<String>> recipients) {
    public Slack {
      allowSharedChannels = List.copyOf(allowSharedChannels);
      recipients = Map.copyOf(recipients);
    }

    /** The record's own text, without the token. */
    @Override
    public String toString() {
      return "Slack[teamId=" + teamId + ", appId=" + appId + "]";
    }
  }

  /**
   * Who may decide from outside Teleport, and how they are known.
   *
   * @param slackTrait the Teleport user's trait that holds the Slack user id
   * @param pagerdutyTrait the same for PagerDuty
   * @param allowEmail an e-mail of one of the domains that is the name of a Teleport user is enough
   * @param maxAge an older verdict is not submitted
   * @param probeUser a stored reviewer, for the probe at the start
   * @param roles by role; {@code *} for roles that are not named
   * @param approveByNote roles that a PagerDuty note may approve
   */
  public record Review(
      boolean enabled,
      String slackTrait,
      String pagerdutyTrait,
      boolean allowEmail,
      List<String> emailDomains,
      Duration maxAge,
      Optional<String> probeUser,
      Map<String, RoleRule> roles,
      Set<String> approveByNote) {
    public Review {
      emailDomains = List.copyOf(emailDomains);
      roles = Map.copyOf(roles);
      approveByNote = Set.copyOf(approveByNote);
    }
  }

  /**
   * @param onAutoApprove {@code silent} or {@code note}
   */
  public record Policy(AutoApproval rules, String onAutoApprove) {}
}
