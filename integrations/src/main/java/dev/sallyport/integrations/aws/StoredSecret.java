package dev.sallyport.integrations.aws;

import dev.sallyport.core.Unavailable;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/** The current value of a secret of AWS Secrets Manager, read at each call. */
public final class StoredSecret implements Supplier<String> {
  private final SecretsManagerClient secrets;
  private final String id;

  /**
   * @param id its ARN or name
   */
  public StoredSecret(SecretsManagerClient secrets, String id) {
    this.secrets = secrets;
    this.id = id;
  }

  /**
   * Reads it.
   *
   * @throws Unavailable naming the secret and what is wrong, never a value
   */
  @Override
  public String get() {
    try {
      String value = secrets.getSecretValue(ask -> ask.secretId(id)).secretString();
      if (value == null) {
        throw new Unavailable("the secret " + id + " holds bytes in place of text");
      }
      return value;
    } catch (ResourceNotFoundException e) {
      throw new Unavailable(
          "the secret " + id + " has no value yet: store one with sallyport secrets put", e);
    } catch (SdkException e) {
      throw new Unavailable("the secret " + id + " cannot be read: " + Refusal.of(e), e);
    }
  }

  /** Never the value. */
  @Override
  public String toString() {
    return "StoredSecret[" + id + "]";
  }
}
