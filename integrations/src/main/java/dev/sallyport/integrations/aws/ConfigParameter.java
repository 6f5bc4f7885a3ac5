package dev.sallyport.integrations.aws;

import dev.sallyport.core.Unavailable;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/**
 * The configuration as one parameter of AWS Systems Manager, at most 8 KB long (Parameter Store,
 * advanced parameters).
 */
public final class ConfigParameter implements Supplier<String> {
  /** What a parameter holds at most, in bytes. */
  public static final int MOST_BYTES = 8 * 1024;

  private final SsmClient parameters;
  private final String name;

  /**
   * What is stored.
   *
   * @param version counts the changes, from 1 on
   */
  public record Stored(String text, long version) {}

  public ConfigParameter(SsmClient parameters, String name) {
    this.parameters = parameters;
    this.name = name;
  }

  /** Of a deployment: {@code /NAME/config}. */
  public static String nameOf(String deployment) {
    return "/" + deployment + "/config";
  }

  public String name() {
    return name;
  }

  /**
   * Reads the text.
   *
   * @throws Unavailable when there is none, or it cannot be read
   */
  @Override
  public String get() {
    return read()
        .orElseThrow(
            () ->
                new Unavailable(
                    "the parameter "
                        + name
                        + " does not exist: store the configuration with sallyport config put"))
        .text();
  }

  /**
   * Reads it; empty when there is none.
   *
   * @throws Unavailable when it cannot be read
   */
  public Optional<Stored> read() {
    try {
      var parameter = parameters.getParameter(ask -> ask.name(name)).parameter();
      return Optional.of(new Stored(parameter.value(), parameter.version()));
    } catch (ParameterNotFoundException e) {
      return Optional.empty();
    } catch (SdkException e) {
      throw new Unavailable("the parameter " + name + " cannot be read: " + Refusal.of(e), e);
    }
  }

  /**
   * Stores a text, whether there was one or not; answers its version.
   *
   * @throws IllegalArgumentException when it is longer than {@link #MOST_BYTES}
   * @throws Unavailable when it was not stored, or nobody says so
   */
  public long write(String text) {
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MOST_BYTES) {
      throw new IllegalArgumentException(
          "the configuration has " + bytes + " bytes; a parameter holds at most " + MOST_BYTES);
    }
    try {
      return parameters
          .putParameter(
              put ->
                  put.name(name)
                      .value(text)
                      .type(ParameterType.STRING)
                      .tier(ParameterTier.INTELLIGENT_TIERING)
                      .overwrite(true))
          .version();
    } catch (SdkException e) {
      throw new Unavailable("the parameter " + name + " was not stored: " + Refusal.of(e), e);
    }
  }
}
