package dev.sallyport.simulators.aws;

import java.io.Serial;

/** An answer that is an error, in the service's own words. */
public final class AwsError extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final String type;

  public AwsError(String type, String message) {
    super(message);
    this.type = type;
  }

  String type() {
    return type;
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
