package dev.sallyport.core.config;

/** The configuration cannot be used. The message names the key, the line and the fix. */
public final class ConfigError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The message is one line for the operator. */
  public ConfigError(String message) {
    super(message);
  }
}
