package dev.sallyport.integrations.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.core.Unavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;

final class StoredSecretTest {
  private final List<String> stored = new ArrayList<>();

  private StoredSecret answering(Supplier<GetSecretValueResponse> answer) {
    return new StoredSecret(new Answering(answer, stored), "sallyport/slack-bot");
  }

  private StoredSecret holding(String text) {
    return answering(() -> GetSecretValueResponse.builder().secretString(text).build());
  }

  @Test
  void readsTheText() {
    assertThat(holding("value").read()).contains("value");
    assertThat(holding("value").get()).isEqualTo("value");
    assertThat(holding("value")).hasToString("StoredSecret[sallyport/slack-bot]");
  }

  @Test
  void saysThatNothingIsStoredYet() {
    StoredSecret missing =
        answering(
            () -> {
              throw ResourceNotFoundException.builder().build();
            });
    for (StoredSecret empty : List.of(missing, holding(" \n"))) {
      assertThat(empty.read()).isEmpty();
      assertThatThrownBy(empty::get)
          .isInstanceOf(Unavailable.class)
          .hasMessageContaining("sallyport/slack-bot has no value yet");
    }
  }

  @Test
  void saysThatItHoldsBytes() {
    StoredSecret bytes =
        answering(
            () ->
                GetSecretValueResponse.builder()
                    .secretBinary(SdkBytes.fromUtf8String("canary"))
                    .build());
    assertThatThrownBy(bytes::read)
        .isInstanceOf(Unavailable.class)
        .hasMessage("the secret sallyport/slack-bot holds bytes in place of text");
  }

  @Test
  void tellsARefusalByItsCodeAlone() {
    StoredSecret refused =
        answering(
            () -> {
              throw SecretsManagerException.builder()
                  .awsErrorDetails(
                      AwsErrorDetails.builder()
                          .errorCode("ThrottlingException")
                          .errorMessage("canary")
                          .build())
                  .build();
            });
    assertThatThrownBy(refused::read)
        .isInstanceOf(Unavailable.class)
        .hasMessage("the secret sallyport/slack-bot cannot be read: ThrottlingException");
  }

  @Test
  void writesWhatIsCurrentFromThenOn() {
    holding("value").write("other");
    assertThat(stored).containsExactly("other [AWSCURRENT]");
  }

  private record Answering(Supplier<GetSecretValueResponse> answer, List<String> stored)
      implements SecretsManagerClient {
    @Override
    public GetSecretValueResponse getSecretValue(GetSecretValueRequest ask) {
      return answer.get();
    }

    @Override
    public PutSecretValueResponse putSecretValue(PutSecretValueRequest put) {
      stored.add(put.secretString() + " " + put.versionStages());
      return PutSecretValueResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return "secretsmanager";
    }

    @Override
    public void close() {}
  }
}
