package dev.sallyport.integrations.aws;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.secret.StagedSecret.Version;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * The current value of a secret of AWS Secrets Manager, read at each call. Every call throws {@link
 * Unavailable} naming the secret and what is wrong, never a value; also when it holds bytes in
 * place of text.
 */
public final class StoredSecret implements Supplier<String> {
  private final SecretVersions versions;
  private final String id;

  /**
   * @param id its ARN or name
   */
  public StoredSecret(SecretsManagerClient secrets, String id) {
    this.versions = new SecretVersions(secrets, id);
    this.id = id;
  }

  public String id() {
    return id;
  }

  /**
   * Reads what must be there.
   *
   * @throws Unavailable also while there is none
   */
  @Override
  public String get() {
    return read()
        .orElseThrow(
            () ->
                new Unavailable(
                    "the secret "
                        + id
                        + " has no value yet: store one with sallyport secrets put"));
  }

  /** Reads it; empty while there is none, as a deployment makes it. */
  public Optional<String> read() {
    return versions.current().map(Version::text).filter(text -> !text.isBlank());
  }

  /**
   * Makes a text the current value; the one before stays as the previous.
   *
   * @throws Unavailable when it was not stored, or nobody says so
   */
  public void write(String text) {
    versions.putCurrent(UUID.randomUUID().toString(), text);
  }

  /** Never the value. */
  @Override
  public String toString() {
    return "StoredSecret[" + id + "]";
  }
}
