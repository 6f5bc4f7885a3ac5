package dev.sallyport.integrations.aws;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.secret.StagedSecret;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/** A secret of AWS Secrets Manager with its versions. */
public final class SecretVersions implements StagedSecret {
  static final String CURRENT = "AWSCURRENT";
  static final String PENDING = "AWSPENDING";

  private final SecretsManagerClient secrets;
  private final String id;

  /**
   * @param id its ARN or name
   */
  public SecretVersions(SecretsManagerClient secrets, String id) {
    this.secrets = secrets;
    this.id = id;
  }

  @Override
  public Optional<Version> current() {
    return read(GetSecretValueRequest.builder().secretId(id).versionStage(CURRENT).build());
  }

  @Override
  public Optional<Version> version(String version) {
    return read(GetSecretValueRequest.builder().secretId(id).versionId(version).build());
  }

  private Optional<Version> read(GetSecretValueRequest request) {
    try {
      return Optional.of(version(secrets.getSecretValue(request)));
    } catch (ResourceNotFoundException e) {
      return Optional.empty();
    } catch (SdkException e) {
      throw new Unavailable("the secret " + id + " cannot be read: " + Refusal.of(e), e);
    }
  }

  private Version version(GetSecretValueResponse stored) {
    String text = stored.secretString();
    if (text == null) {
      throw new Unavailable("the secret " + id + " holds bytes in place of text");
    }
    return new Version(stored.versionId(), text, stored.createdDate());
  }

  @Override
  public void putPending(String version, String text) {
    put(version, text, PENDING);
  }

  @Override
  public void putCurrent(String version, String text) {
    put(version, text, CURRENT);
  }

  private void put(String version, String text, String label) {
    PutSecretValueRequest request =
        PutSecretValueRequest.builder()
            .secretId(id)
            .clientRequestToken(version)
            .secretString(text)
            .versionStages(label)
            .build();
    stored(() -> secrets.putSecretValue(request));
  }

  @Override
  public void makeCurrent(String version, String inPlaceOf) {
    stored(
        () ->
            secrets.updateSecretVersionStage(
                move ->
                    move.secretId(id)
                        .versionStage(CURRENT)
                        .removeFromVersionId(inPlaceOf)
                        .moveToVersionId(version)));
  }

  private void stored(Supplier<?> call) {
    try {
      var _ = call.get();
    } catch (SdkException e) {
      throw new Unavailable("the secret " + id + " cannot be changed: " + Refusal.of(e), e);
    }
  }

  /** Never a value. */
  @Override
  public String toString() {
    return "SecretVersions[" + id + "]";
  }
}
