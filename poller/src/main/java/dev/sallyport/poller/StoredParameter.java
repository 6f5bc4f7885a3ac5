package dev.sallyport.poller;

import dev.sallyport.integrations.aws.ConfigParameter;
import java.util.Optional;

/** The configuration in AWS Systems Manager. */
record StoredParameter(ConfigParameter parameter) implements Stored {
  @Override
  public String place() {
    return parameter.name();
  }

  @Override
  public Optional<String> read() {
    return parameter.read().map(ConfigParameter.Stored::text).filter(text -> !text.isBlank());
  }
}
