package dev.sallyport.integrations.http;

import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What proves who calls.
 *
 * @param name what the secret is, for messages: {@code API key}
 * @param secret asked for at each call
 * @param authorization makes the header's value of the secret
 */
public record Credential(
    String name, Supplier<String> secret, UnaryOperator<String> authorization) {
  /** For what everybody may read; nobody checks it. */
  public static final Credential NONE = new Credential("nobody", () -> "none", secret -> "");

  boolean isNone() {
    return equals(NONE);
  }
}
