package dev.sallyport.integrations.aws;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Why a call of AWS failed, in a few words. */
final class Refusal {
  private Refusal() {}

  /** Its code where AWS answered, and never a text that might hold a value. */
  static String of(SdkException e) {
    return e instanceof AwsServiceException answered && answered.awsErrorDetails() != null
        ? answered.awsErrorDetails().errorCode()
        : "AWS does not answer (%s): see to its region and the way to it"
            .formatted(e.getClass().getSimpleName());
  }
}
