package dev.sallyport.simulators.secretsmanager;

import java.io.Serial;

/** An answer that is an error. */
final class ApiError extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final String type;

  private ApiError(String type, String message) {
    super(message);
    this.type = type;
  }

  static ApiError notFound(String message) {
    return new ApiError("ResourceNotFoundException", message);
  }

  static ApiError noSecret() {
    return notFound("Secrets Manager can't find the specified secret.");
  }

  static ApiError exists(String message) {
    return new ApiError("ResourceExistsException", message);
  }

  static ApiError parameter(String message) {
    return new ApiError("InvalidParameterException", message);
  }

  static ApiError request(String message) {
    return new ApiError("InvalidRequestException", message);
  }

  static ApiError validation(String message) {
    return new ApiError("ValidationException", message);
  }

  static ApiError unknownOperation() {
    return new ApiError("UnknownOperationException", "");
  }

  static ApiError unsigned() {
    return new ApiError("MissingAuthenticationTokenException", "Missing Authentication Token");
  }

  String type() {
    return type;
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
