package dev.sallyport.cli.secrets;

import dev.sallyport.cli.local.Refusal;
import dev.sallyport.core.delivery.VerificationSecrets;
import dev.sallyport.core.delivery.VerificationSecrets.Previous;
import dev.sallyport.integrations.aws.AwsClients;
import dev.sallyport.integrations.aws.DeploymentSecrets;
import dev.sallyport.integrations.aws.DeploymentSecrets.Entry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The secrets of a stack. What is not there, or cannot be read, is told in one line. */
public final class StackSecrets {
  /** How long the signing secret before counts (Slack's requests are at most five minutes old). */
  private static final Duration PREVIOUS = Duration.ofHours(1);

  private final DeploymentSecrets secrets;
  private final String stack;
  private final InstantSource clock;

  public StackSecrets(DeploymentSecrets secrets, String stack, InstantSource clock) {
    this.secrets = secrets;
    this.stack = stack;
    this.clock = clock;
  }

  /** Of this stack, with AWS as the process's variables say. */
  public static StackSecrets of(String stack) {
    return new StackSecrets(
        new DeploymentSecrets(AwsClients.secretsManager(), stack), stack, InstantSource.system());
  }

  public DeploymentSecrets all() {
    return secrets;
  }

  public String nameOf(String secret) {
    return secrets.nameOf(secret);
  }

  /**
   * All of the stack.
   *
   * @throws Refusal when it has none
   */
  public List<Entry> list() {
    List<Entry> found = secrets.list();
    if (found.isEmpty()) {
      throw new Refusal(
          "there is no secret "
              + stack
              + "/… in this account and region: name the stack with --stack, or deploy it first");
    }
    return found;
  }

  /**
   * One that must be there.
   *
   * @throws Refusal naming it and the stack
   */
  public Entry entry(String secret) {
    return secrets
        .find(secret)
        .orElseThrow(
            () ->
                new Refusal(
                    "there is no secret "
                        + nameOf(secret)
                        + " in this account and region: the stack "
                        + stack
                        + " is not deployed here or does not need it; name another with --stack"));
  }

  /** Its text; empty while nothing is stored. */
  public Optional<String> read(String secret) {
    var _ = entry(secret);
    return secrets.read(secret);
  }

  /** What verifies; empty while nothing is stored, or nothing that can be read. */
  public Optional<VerificationSecrets> verification(String secret) {
    return read(secret).flatMap(StackSecrets::parsed);
  }

  private static Optional<VerificationSecrets> parsed(String text) {
    try {
      return Optional.of(VerificationSecrets.parse(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Stores a text in place of whatever is there. */
  public void store(String secret, String text) {
    secrets.store(entry(secret), text);
  }

  /**
   * Stores a verification secret; the one before counts for an hour more.
   *
   * @return until when the one before counts; empty when there was none, or it is the same
   */
  public Optional<Instant> replace(String secret, String value) {
    Optional<VerificationSecrets> before = verification(secret);
    if (before.filter(it -> it.current().equals(value)).isPresent()) {
      return Optional.empty();
    }
    Instant until = clock.instant().plus(PREVIOUS);
    store(
        secret,
        new VerificationSecrets(
                Optional.empty(),
                value,
                before.map(it -> new Previous(it.current(), until)),
                before.map(VerificationSecrets::subscriptions).orElse(List.of()))
            .toJson());
    return before.map(_ -> until);
  }

  /** The secret before the current one, while it counts. */
  public Optional<Previous> previous(String secret) {
    return verification(secret)
        .flatMap(VerificationSecrets::previous)
        .filter(it -> clock.instant().isBefore(it.until()));
  }

  /** Ends the secret before the current one at once. */
  public void revoke(String secret) {
    VerificationSecrets now = verification(secret).orElseThrow();
    store(
        secret,
        new VerificationSecrets(now.pending(), now.current(), Optional.empty(), now.subscriptions())
            .toJson());
  }
}
