package dev.sallyport.simulators.secretsmanager;

import dev.sallyport.simulators.aws.AwsError;
import dev.sallyport.simulators.fault.Faults;
import dev.sallyport.simulators.fault.Journal;
import dev.sallyport.simulators.http.Front;
import dev.sallyport.simulators.http.Loopback;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The secrets of one AWS account in one region, on plain HTTP at 127.0.0.1, by AWS's Secrets
 * Manager API Reference. Any access key will do, but a call must be signed.
 *
 * <p>Calls are journaled as {@code secretsmanager} with the operation ({@code GetSecretValue}) and
 * the secret's name. A switched {@code Refuse} answers that status as AWS would: 403 as {@code
 * AccessDeniedException}, 400 as {@code ThrottlingException}, 503 as unavailable; AWS's SDKs try
 * again by themselves after the last two, and after a cut connection.
 *
 * <p>Secrets are named by name or ARN. One that is not there is an {@link
 * IllegalArgumentException}.
 */
public final class SecretsManagerSimulator implements AutoCloseable {
  private final Account account;
  private final Faults faults = new Faults();
  private final Journal journal;
  private final Rotations rotations;
  private final Loopback server;

  private SecretsManagerSimulator(SecretsManagerOptions options) {
    account = new Account(options);
    journal = new Journal(options.clock());
    rotations = new Rotations(account);
    server = Loopback.open(options.port());
    server.serving("/", new Front("", new SecretsApi(account, rotations), faults, journal));
  }

  /** Starts without a secret. */
  public static SecretsManagerSimulator start(SecretsManagerOptions options) {
    SecretsManagerSimulator simulator = new SecretsManagerSimulator(options);
    simulator.server.start();
    return simulator;
  }

  /** What stands for {@code https://secretsmanager.REGION.amazonaws.com}. */
  public URI url() {
    return server.url();
  }

  public Faults faults() {
    return faults;
  }

  public Journal journal() {
    return journal;
  }

  /** Makes a secret without a value, as a template does; returns the ARN. */
  public String addEmpty(String name) {
    return locked(() -> account.add(name, "", "").identity().arn());
  }

  /** Makes a secret with a value, or gives it another; returns the ARN. */
  public String put(String name, String value) {
    return locked(
        () -> {
          LiveSecret secret = account.named(name).orElseGet(() -> account.add(name, "", ""));
          secret.put(
              UUID.randomUUID().toString(), value, List.of(LiveSecret.CURRENT), account.now());
          return secret.identity().arn();
        });
  }

  /** What is current; empty where nothing was stored yet. */
  public Optional<String> value(String secret) {
    return labelled(secret, LiveSecret.CURRENT).flatMap(Version::value);
  }

  /** The version with a label. */
  public Optional<Version> labelled(String secret, String stage) {
    return locked(() -> known(secret).holder(stage).flatMap(id -> known(secret).version(id)));
  }

  /** All versions with a label, oldest first. */
  public List<Version> versions(String secret) {
    return locked(() -> known(secret).labelled());
  }

  /**
   * Lets a function rotate the secret.
   *
   * @param arn of the function, as {@code RotateSecret} may name it too
   */
  public void rotateBy(String secret, String arn, RotationFunction function) {
    rotations.register(arn, function);
    locked(
        () -> {
          known(secret).rotatedBy(arn);
          return arn;
        });
  }

  /** Whether a rotation has begun and not ended. */
  public boolean isRotating(String secret) {
    return locked(() -> known(secret).isRotating());
  }

  private LiveSecret known(String secret) {
    try {
      return account.secret(secret);
    } catch (AwsError e) {
      throw new IllegalArgumentException("no secret " + secret, e);
    }
  }

  private <T> T locked(Supplier<T> by) {
    synchronized (account) {
      return by.get();
    }
  }

  /** Stops listening, cuts every connection and interrupts rotations. */
  @Override
  public void close() {
    server.close();
    rotations.close();
  }
}
