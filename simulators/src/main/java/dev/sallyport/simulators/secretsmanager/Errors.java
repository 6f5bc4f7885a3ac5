package dev.sallyport.simulators.secretsmanager;

import dev.sallyport.simulators.aws.AwsError;

/** The errors of the service. */
final class Errors {
  private Errors() {}

  static AwsError notFound(String message) {
    return new AwsError("ResourceNotFoundException", message);
  }

  static AwsError noSecret() {
    return notFound("Secrets Manager can't find the specified secret.");
  }

  static AwsError exists(String message) {
    return new AwsError("ResourceExistsException", message);
  }

  static AwsError parameter(String message) {
    return new AwsError("InvalidParameterException", message);
  }

  static AwsError request(String message) {
    return new AwsError("InvalidRequestException", message);
  }

  static AwsError validation(String message) {
    return new AwsError("ValidationException", message);
  }
}
