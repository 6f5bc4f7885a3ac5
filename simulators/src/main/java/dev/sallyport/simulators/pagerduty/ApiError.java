package dev.sallyport.simulators.pagerduty;

import java.io.Serial;
import java.util.List;

/** An answer that is an error, with PagerDuty's own code. */
final class ApiError extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final int status;
  private final int code;
  private final transient List<String> errors;

  ApiError(int status, int code, String message, List<String> errors) {
    super(message);
    this.status = status;
    this.code = code;
    this.errors = List.copyOf(errors);
  }

  static ApiError invalid(String error) {
    return new ApiError(400, 2001, "Invalid Input Provided", List.of(error));
  }

  static ApiError missing(String error) {
    return new ApiError(400, 2003, "Missing Arguments", List.of(error));
  }

  static ApiError notFound() {
    return new ApiError(404, 2100, "Not Found", List.of());
  }

  static ApiError unauthenticated() {
    return new ApiError(401, 2006, "Authentication Failed", List.of());
  }

  /** The error that a switched fault asks for, with the code PagerDuty uses for that status. */
  static ApiError injected(int status, String message) {
    int code =
        switch (status) {
          case 401 -> 2006;
          case 402 -> 2014;
          case 403 -> 2010;
          case 404 -> 2100;
          case 408 -> 2016;
          case 429 -> 2020;
          default -> status < 500 ? 2001 : 2000;
        };
    return new ApiError(status, code, message, List.of());
  }

  Answer answer() {
    return Answer.error(status, code, String.valueOf(getMessage()), errors);
  }
}
