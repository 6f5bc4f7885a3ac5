package dev.sallyport.integrations.http;

import dev.sallyport.core.Unavailable;
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

  /**
   * Why a secret cannot be had: what our own store says, of anything else the class alone, since
   * its words could quote the value.
   *
   * @param name what the secret is
   */
  public static String unread(String name, RuntimeException failure) {
    String why =
        failure instanceof Unavailable
            ? String.valueOf(failure.getMessage())
            : failure.getClass().getSimpleName();
    return "the " + name + " cannot be read: " + why;
  }

  boolean isNone() {
    return equals(NONE);
  }
}
