package dev.sallyport.simulators.opsgenie;

import java.io.Serial;
import java.util.Map;
import java.util.OptionalInt;

/** An answer that is an error. */
final class ApiError extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final int status;
  private final int code;
  private final String type;
  private final transient Map<String, String> errors;

  private ApiError(int status, int code, String type, String message, Map<String, String> errors) {
    super(message);
    this.status = status;
    this.code = code;
    this.type = type;
    this.errors = errors;
  }

  static ApiError of(int status, String message) {
    return new ApiError(status, 0, "", message, Map.of());
  }

  static ApiError notFound(String what) {
    return of(404, what);
  }

  /** The request waits for its turn, or is not known at all: nobody can tell which. */
  static ApiError notProcessed() {
    return new ApiError(
        404,
        0,
        "RequestNotProcessed",
        "Request not found. It might not be processed, yet.",
        Map.of());
  }

  static ApiError unauthenticated() {
    return of(401, "Could not authenticate");
  }

  static ApiError noConfigurationAccess() {
    return new ApiError(
        403,
        40301,
        "",
        "You are not allowed to access configurations with this API key.",
        Map.of());
  }

  static ApiError tooMany() {
    return of(429, "You are making too many requests!");
  }

  static ApiError invalid(String field, String problem) {
    return invalid(Map.of(field, problem));
  }

  static ApiError invalid(Map<String, String> errors) {
    return new ApiError(
        422, 0, "", "Request body is not processable. Please check the errors.", errors);
  }

  int status() {
    return status;
  }

  /** Opsgenie's own code, where it has one. */
  OptionalInt code() {
    return code == 0 ? OptionalInt.empty() : OptionalInt.of(code);
  }

  /** What {@code X-Opsgenie-Errortype} says, or empty. */
  String type() {
    return type;
  }

  /** What is wrong with which field. */
  Map<String, String> errors() {
    return errors;
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
