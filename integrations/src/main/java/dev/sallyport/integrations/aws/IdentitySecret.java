package dev.sallyport.integrations.aws;

import dev.sallyport.core.Unavailable;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/**
 * The secret of AWS Secrets Manager that holds a Teleport identity, as the text of an identity
 * file. A deployment makes it without a value.
 */
public final class IdentitySecret {
  private final SecretsManagerClient secrets;
  private final String id;

  /**
   * @param id its ARN or name
   */
  public IdentitySecret(SecretsManagerClient secrets, String id) {
    this.secrets = secrets;
    this.id = id;
  }

  public String id() {
    return id;
  }

  /**
   * The current value; empty while there is none.
   *
   * @throws Unavailable naming the secret and what is wrong, never a value
   */
  public Optional<String> read() {
    try {
      String value = secrets.getSecretValue(ask -> ask.secretId(id)).secretString();
      return Optional.ofNullable(value).filter(text -> !text.isBlank());
    } catch (ResourceNotFoundException e) {
      return Optional.empty();
    } catch (SdkException e) {
      throw new Unavailable("the secret " + id + " cannot be read: " + Refusal.of(e), e);
    }
  }

  /**
   * Makes it the current value; the one before stays as the previous.
   *
   * @throws Unavailable when it was not stored, or nobody says so
   */
  public void write(String identity) {
    try {
      var _ = secrets.putSecretValue(put -> put.secretId(id).secretString(identity));
    } catch (SdkException e) {
      throw new Unavailable("the secret " + id + " was not stored: " + Refusal.of(e), e);
    }
  }

  /** Never the value. */
  @Override
  public String toString() {
    return "IdentitySecret[" + id + "]";
  }
}
