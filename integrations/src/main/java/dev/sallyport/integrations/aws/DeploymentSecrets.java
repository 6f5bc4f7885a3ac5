package dev.sallyport.integrations.aws;

import dev.sallyport.core.Unavailable;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.Filter;
import software.amazon.awssdk.services.secretsmanager.model.FilterNameStringType;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;

/**
 * The secrets of one deployment, which are named {@code NAME/slack-bot} and so on. Every call
 * throws {@link Unavailable} when AWS refuses it or cannot be asked, never with a value.
 */
public final class DeploymentSecrets {
  private final SecretsManagerClient secrets;
  private final String deployment;

  public DeploymentSecrets(SecretsManagerClient secrets, String deployment) {
    this.secrets = secrets;
    this.deployment = deployment;
  }

  /**
   * What is known of a secret without its value.
   *
   * @param name without the deployment's
   * @param current the id of the current version; empty while nothing is stored
   * @param pending the id of the version that a rotation has begun with last, done or not
   * @param rotates whether a function rotates it
   */
  public record Entry(
      String name,
      Optional<String> current,
      Optional<String> pending,
      Optional<Instant> changedAt,
      boolean rotates) {
    /** Whether a rotation has begun and not ended (AWS, RotateSecret). */
    public boolean isRotating() {
      return pending.isPresent() && !pending.equals(current);
    }
  }

  /** The name in Secrets Manager. */
  public String nameOf(String secret) {
    return deployment + "/" + secret;
  }

  /** All of the deployment, by name. */
  public List<Entry> list() {
    Filter ours = Filter.builder().key(FilterNameStringType.NAME).values(deployment + "/").build();
    return asked(
        () ->
            secrets.listSecretsPaginator(ask -> ask.filters(ours)).stream()
                .flatMap(page -> page.secretList().stream())
                .filter(one -> one.name().startsWith(deployment + "/"))
                .map(this::entry)
                .sorted(Comparator.comparing(Entry::name))
                .toList());
  }

  /** One of them; empty where the deployment has none of that name. */
  public Optional<Entry> find(String secret) {
    return asked(
        () -> {
          try {
            return Optional.of(
                entry(secret, secrets.describeSecret(ask -> ask.secretId(nameOf(secret)))));
          } catch (ResourceNotFoundException e) {
            return Optional.empty();
          }
        });
  }

  private Entry entry(SecretListEntry one) {
    return entry(
        one.name().substring(deployment.length() + 1),
        one.secretVersionsToStages(),
        one.lastChangedDate(),
        Boolean.TRUE.equals(one.rotationEnabled()));
  }

  private static Entry entry(String name, DescribeSecretResponse one) {
    return entry(
        name,
        one.versionIdsToStages(),
        one.lastChangedDate(),
        Boolean.TRUE.equals(one.rotationEnabled()));
  }

  private static Entry entry(
      String name, Map<String, List<String>> stages, Instant changed, boolean rotates) {
    return new Entry(
        name,
        holder(stages, SecretVersions.CURRENT),
        holder(stages, SecretVersions.PENDING),
        Optional.ofNullable(changed),
        rotates);
  }

  private static Optional<String> holder(Map<String, List<String>> stages, String label) {
    return stages.entrySet().stream()
        .filter(version -> version.getValue().contains(label))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** The current text; empty while nothing is stored. */
  public Optional<String> read(String secret) {
    return new StoredSecret(secrets, nameOf(secret)).read();
  }

  /**
   * Stores another text. A rotation's label that rests on the version before goes along: alone
   * there, it would say that a rotation has begun and not ended.
   */
  public void store(Entry entry, String text) {
    boolean rests = entry.pending().isPresent() && !entry.isRotating();
    PutSecretValueRequest request =
        PutSecretValueRequest.builder()
            .secretId(nameOf(entry.name()))
            .clientRequestToken(UUID.randomUUID().toString())
            .secretString(text)
            .versionStages(
                rests
                    ? List.of(SecretVersions.CURRENT, SecretVersions.PENDING)
                    : List.of(SecretVersions.CURRENT))
            .build();
    var _ = asked(() -> secrets.putSecretValue(request));
  }

  /**
   * Has the secret rotated by its function; one that has begun earlier is tried again.
   *
   * @return the id of the version that is to be current in the end
   */
  public String rotate(String secret) {
    return asked(
        () -> {
          try {
            return secrets.rotateSecret(ask -> ask.secretId(nameOf(secret))).versionId();
          } catch (InvalidRequestException e) {
            return find(secret)
                .filter(Entry::isRotating)
                .flatMap(Entry::pending)
                .orElseThrow(() -> e);
          }
        });
  }

  private <T> T asked(Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkClientException e) {
      throw new Unavailable(
          "Secrets Manager cannot be asked: see to AWS's region, credentials and connection", e);
    } catch (SdkException e) {
      throw new Unavailable(
          "Secrets Manager refuses for " + deployment + "/…: " + Refusal.of(e), e);
    }
  }
}
