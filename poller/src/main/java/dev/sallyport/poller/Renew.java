package dev.sallyport.poller;

import dev.sallyport.core.signal.Signals;
import dev.sallyport.integrations.aws.AwsClients;
import dev.sallyport.integrations.aws.StoredSecret;
import dev.sallyport.integrations.signal.JsonSignals;
import dev.sallyport.integrations.signal.LibraryLines;
import dev.sallyport.integrations.signal.StandardOutput;
import dev.sallyport.poller.identity.Renewal;
import dev.sallyport.poller.identity.Tbot;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * The scheduled task that renews the Teleport identities: it runs tbot once for each and stores
 * what it brings. It ends with 1 when one of them was not renewed, with 2 and one line when a
 * variable is missing or impossible.
 */
public final class Renew {
  private static final List<String> IDENTITIES = List.of("read", "decide", "review");
  private static final String HELP =
      """
      Renews the Teleport identities: runs tbot once for each (join method iam) and stores them.

      Variables, with X = READ, DECIDE, REVIEW; an X without ARN is left out:
        SALLYPORT_CLUSTER         name of the Teleport cluster
        SALLYPORT_TELEPORT_ADDR   host:port of its proxy
        SALLYPORT_RENEW_X_ARN     secret to store the identity in
        SALLYPORT_RENEW_X_TOKEN   name of the join token
        SALLYPORT_RENEW_X_BOT     name of its bot, if it is not the token's name
        SALLYPORT_RENEW_LIFE      how long a certificate shall hold; 12h
        SALLYPORT_RENEW_EVERY     how often this task runs; 4h
        SALLYPORT_RENEW_LIMIT     how long tbot may take for one, which is tried twice; 90s
        SALLYPORT_TBOT            the program; /usr/local/bin/tbot
      Credentials, region and endpoints of AWS as for each of its SDKs.

      Exit codes: 0 all are renewed; 1 one is not, the log says why; 2 bad variables; 9 a fault.\
      """;

  private Renew() {}

  /** The process. It takes no arguments but {@code --help}. */
  public static void main(String[] arguments) {
    new Execution("renew", HELP).run(arguments, (variables, _) -> renew(variables));
  }

  private static int renew(Variables variables) throws InterruptedException {
    String cluster = variables.required("SALLYPORT_CLUSTER", "the name of the Teleport cluster");
    InstantSource clock = InstantSource.system();
    Tbot.Settings settings = tbot(variables);
    List<Target> targets = targets(variables);
    Signals signals = new JsonSignals(cluster, new StandardOutput(), clock);
    LibraryLines.install(signals);
    try (SecretsManagerClient secrets = AwsClients.secretsManager()) {
      Renewal renewal =
          new Renewal(
              cluster, settings.interval(), new Tbot(settings, variables.values()), signals, clock);
      List<Renewal.Wanted> wanted = targets.stream().map(target -> target.wanted(secrets)).toList();
      return renewal.renew(wanted) ? 0 : 1;
    }
  }

  private static Tbot.Settings tbot(Variables variables) {
    Duration life = variables.duration("SALLYPORT_RENEW_LIFE", Duration.ofHours(12));
    Duration interval = variables.duration("SALLYPORT_RENEW_EVERY", Duration.ofHours(4));
    if (life.compareTo(interval.multipliedBy(2)) < 0) {
      throw new BadVariable(
          "SALLYPORT_RENEW_LIFE must be at least twice SALLYPORT_RENEW_EVERY, so that one run may"
              + " fail");
    }
    return new Tbot.Settings(
        Path.of(variables.optional("SALLYPORT_TBOT").orElse("/usr/local/bin/tbot")),
        variables.required("SALLYPORT_TELEPORT_ADDR", "host:port of the cluster's proxy"),
        life,
        interval,
        variables.duration("SALLYPORT_RENEW_LIMIT", Duration.ofSeconds(90)));
  }

  private static List<Target> targets(Variables variables) {
    List<Target> targets = new ArrayList<>();
    for (String name : IDENTITIES) {
      String prefix = "SALLYPORT_RENEW_" + name.toUpperCase(Locale.ROOT);
      variables
          .optional(prefix + "_ARN")
          .ifPresent(
              arn -> {
                String token =
                    variables.required(prefix + "_TOKEN", "the name of the join token of " + name);
                String bot = variables.optional(prefix + "_BOT").orElse(token);
                targets.add(new Target(name, token, "bot-" + bot, arn));
              });
    }
    if (targets.isEmpty()) {
      throw new BadVariable("SALLYPORT_RENEW_READ_ARN is missing, and so are the others");
    }
    return targets;
  }

  private record Target(String name, String token, String user, String arn) {
    Renewal.Wanted wanted(SecretsManagerClient secrets) {
      return new Renewal.Wanted(
          name, token, user, new StoredIdentity(new StoredSecret(secrets, arn)));
    }
  }
}
