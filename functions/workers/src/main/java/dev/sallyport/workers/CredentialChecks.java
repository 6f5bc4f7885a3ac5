package dev.sallyport.workers;

import dev.sallyport.core.config.Config;
import dev.sallyport.core.signal.Signals;
import dev.sallyport.integrations.http.Reply;
import dev.sallyport.integrations.opsgenie.OpsgenieClient;
import dev.sallyport.integrations.opsgenie.Promise;
import dev.sallyport.integrations.pagerduty.PagerDutyClient;
import dev.sallyport.integrations.slack.Identity;
import dev.sallyport.integrations.slack.SlackClient;
import dev.sallyport.integrations.teleport.Clusters;
import dev.sallyport.teleport.Answer;
import dev.sallyport.teleport.Reason;
import dev.sallyport.teleport.TeleportClient;
import dev.sallyport.teleport.UnusableIdentity;
import dev.sallyport.teleport.wire.auth.PingResponse;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/**
 * Tries credentials out with reads that change nothing, before anybody relies on them. Each check
 * answers what is wrong in one line without a value, or nothing when all is well. What is checked
 * must be configured.
 *
 * @param url the vendor's address, where it is not its own
 */
public record CredentialChecks(Config config, Optional<URI> url, InstantSource clock) {
  private static final String NOWHERE = "sallyport-looks-for-nothing";
  private static final String NO_REQUEST = "00000000-0000-4000-8000-000000000000";

  /**
   * What is wrong.
   *
   * @param asked whether the vendor said it; else nobody knows whether the credential is good
   * @param words one line without a value
   */
  public record Wrong(boolean asked, String words) {
    static Optional<Wrong> because(String words) {
      return Optional.of(new Wrong(true, words));
    }

    static Optional<Wrong> unasked(String words) {
      return Optional.of(new Wrong(false, words));
    }

    /** The same of one of several credentials. */
    public Wrong of(String credential) {
      return new Wrong(asked, credential + ": " + words);
    }

    private Wrong and(String more) {
      return new Wrong(asked, words + ": " + more);
    }
  }

  /** Whether a bot token belongs to the workspace that is configured. */
  public Optional<Wrong> slack(String token) {
    Config.Slack slack = config.slack().orElseThrow();
    SlackClient client =
        new SlackParts(config, slack, access(token), surroundings()).client(() -> token);
    return switch (client.authTest()) {
      case dev.sallyport.integrations.slack.Reply.Ok<Identity>(Identity identity) ->
          workspace(identity.teamId(), slack.teamId());
      case dev.sallyport.integrations.slack.Reply.Denied<Identity>(String error) ->
          Wrong.because("Slack does not know the token (" + error + "): copy the bot token anew");
      case dev.sallyport.integrations.slack.Reply.Rejected<Identity>(String _, String message) ->
          Wrong.because("Slack refuses the token: " + message);
      case dev.sallyport.integrations.slack.Reply.Retry<Identity>(var _, String why) ->
          Wrong.unasked("Slack cannot be asked: " + why);
      case dev.sallyport.integrations.slack.Reply.Unknown<Identity>(String why) ->
          Wrong.unasked("Slack cannot be asked: " + why);
    };
  }

  private static Optional<Wrong> workspace(String found, String configured) {
    if (configured.isEmpty()) {
      return Wrong.because(
          "[slack] has no team_id yet: put team_id = \"%s\", if that is the workspace, and app_id into"
                  .formatted(found)
              + " the configuration, and store it first with sallyport config put");
    }
    return found.equals(configured)
        ? Optional.empty()
        : Wrong.because(
            "the token is of the workspace %s, and [slack] team_id says %s"
                .formatted(found, configured));
  }

  /** Whether an API key reads, and the user is there in whose name we write. */
  public Optional<Wrong> pagerduty(String key) {
    Config.PagerDuty pagerduty = config.pagerduty().orElseThrow();
    PagerDutyClient client =
        new PagerDutyParts(pagerduty, access(key), surroundings()).client(() -> key);
    Optional<Wrong> abilities =
        wrong("PagerDuty", "API key", client.abilities(), _ -> Optional.empty());
    return abilities.isPresent()
        ? abilities
        : wrong(
            "PagerDuty",
            "API key",
            client.userByEmail(pagerduty.userEmail()),
            found ->
                found.isPresent()
                    ? Optional.empty()
                    : Wrong.because(
                        "PagerDuty has no user "
                            + pagerduty.userEmail()
                            + ": put right [pagerduty] user_email"));
  }

  /**
   * Whether a key of Opsgenie reads; with JSM, whether the integration's key and the Atlassian
   * account's login are known.
   *
   * @param login looked at with JSM alone
   */
  public Optional<Wrong> opsgenie(Optional<String> key, Optional<String> login) {
    Config.Opsgenie opsgenie = config.opsgenie().orElseThrow();
    OpsgenieClient client =
        new OpsgenieParts(opsgenie, access(key.orElse("")), () -> login.orElse(""), surroundings())
            .client();
    return opsgenie
        .jsm()
        .map(jsm -> jsm(client, jsm, key.isPresent(), login.isPresent()))
        .orElseGet(
            () ->
                wrong(
                    client.product(), "API key", client.alertsBy(NOWHERE), _ -> Optional.empty()));
  }

  /** The login reads; the integration's key is for writes and what became of them. */
  private static Optional<Wrong> jsm(
      OpsgenieClient client, Config.Jsm jsm, boolean key, boolean login) {
    Optional<Wrong> reads = login ? login(client, jsm) : Optional.empty();
    return reads.isPresent() || !key
        ? reads
        : wrong(
            client.product(),
            "API key of the integration",
            client.processing(new Promise(NO_REQUEST)),
            _ -> Optional.empty());
  }

  private static Optional<Wrong> login(OpsgenieClient client, Config.Jsm jsm) {
    Reply<?> found = client.alertsBy(NOWHERE);
    Optional<Wrong> wrong =
        wrong(client.product(), "login, e-mail and API token", found, _ -> Optional.empty());
    String site = jsm.cloudId().isPresent() ? "cloud_id" : "site";
    return isNotFound(found)
        ? wrong.map(it -> it.and("[opsgenie.jsm] " + site + " may be wrong"))
        : wrong;
  }

  private static boolean isNotFound(Reply<?> reply) {
    return reply instanceof Reply.Rejected<?>(int status, int _, String _) && status == 404;
  }

  /** Whether an identity is of the cluster that is configured, and lets in. */
  public Optional<Wrong> teleport(String identity) {
    try {
      dev.sallyport.teleport.Identity parsed = dev.sallyport.teleport.Identity.parse(identity);
      Duration left = Duration.between(clock.instant(), parsed.notAfter());
      if (left.isNegative()) {
        return Wrong.because("the identity has expired at " + parsed.notAfter());
      }
      try (TeleportClient client = Clusters.client(config.teleport(), () -> parsed).build()) {
        return cluster(client.ping());
      }
    } catch (UnusableIdentity e) {
      return Wrong.because(String.valueOf(e.getMessage()));
    }
  }

  private Optional<Wrong> cluster(Answer<PingResponse> answer) {
    return switch (answer) {
      case Answer.Ok<PingResponse>(PingResponse ping) ->
          ping.getClusterName().equals(config.teleport().cluster())
              ? Optional.empty()
              : Wrong.because(
                  "the identity is of the cluster %s, and [teleport] cluster says %s"
                      .formatted(ping.getClusterName(), config.teleport().cluster()));
      case Answer.Refused<PingResponse>(Reason reason, String text)
          when reason == Reason.UNAVAILABLE ->
          Wrong.unasked("Teleport at " + config.teleport().addr() + " cannot be asked: " + text);
      case Answer.Refused<PingResponse>(Reason reason, String text) ->
          Wrong.because("Teleport refuses (" + reason + "): " + text);
    };
  }

  private static <T> Optional<Wrong> wrong(
      String product, String credential, Reply<T> reply, Function<T, Optional<Wrong>> judge) {
    return switch (reply) {
      case Reply.Ok<T>(T value) -> judge.apply(value);
      case Reply.Denied<T>(int status, int _, String message) ->
          Wrong.because(product + " refuses the " + credential + " (" + status + "): " + message);
      case Reply.Rejected<T>(int status, int _, String message) ->
          Wrong.because(product + " refuses (" + status + "): " + message);
      case Reply.Retry<T>(var _, String why) -> Wrong.unasked(product + " cannot be asked: " + why);
      case Reply.Unknown<T>(String why) -> Wrong.unasked(product + " cannot be asked: " + why);
    };
  }

  private Access access(String secret) {
    return new Access(() -> secret, url);
  }

  private Surroundings surroundings() {
    Signals silent = _ -> {};
    return Surroundings.real(silent, clock);
  }
}
