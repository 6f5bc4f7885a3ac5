package dev.sallyport.webhooks;

import java.util.Optional;

/** Those of the function's role, as Lambda puts them into its variables. */
record Credentials(String accessKeyId, String secretAccessKey, Optional<String> sessionToken) {
  static Credentials of(Environment environment) {
    return new Credentials(
        environment.required("AWS_ACCESS_KEY_ID"),
        environment.required("AWS_SECRET_ACCESS_KEY"),
        environment.optional("AWS_SESSION_TOKEN"));
  }

  /** Never a value. */
  @Override
  public String toString() {
    return "Credentials";
  }
}
