package dev.sallyport.webhooks;

import dev.sallyport.core.config.ConfigError;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;

/** The variables of the process. */
record Environment(Map<String, String> variables) {
  /**
   * A variable that must be there.
   *
   * @throws ConfigError naming it
   */
  String required(String name) {
    String value = variables.getOrDefault(name, "");
    if (value.isBlank()) {
      throw new ConfigError("the variable " + name + " is not set");
    }
    return value;
  }

  Optional<String> optional(String name) {
    String value = variables.getOrDefault(name, "");
    return value.isBlank() ? Optional.empty() : Optional.of(value);
  }

  /**
   * An address that must be there.
   *
   * @throws ConfigError naming the variable
   */
  URI address(String name) {
    return parse(name, required(name));
  }

  /** Where a service of AWS is, when it is not in its usual place, as AWS's SDKs have it. */
  Optional<URI> endpoint(String service) {
    String own = "AWS_ENDPOINT_URL_" + service;
    String name = optional(own).isPresent() ? own : "AWS_ENDPOINT_URL";
    Optional<String> value = optional(name);
    return value.isPresent() ? Optional.of(parse(name, value.get())) : Optional.empty();
  }

  private static URI parse(String name, String value) {
    try {
      URI uri = new URI(value);
      if (("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
          && uri.getHost() != null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // As wrong as any other text that is no address.
    }
    throw new ConfigError("the variable " + name + " is no http address");
  }

  /** Names, never values. */
  @Override
  public String toString() {
    return "Environment" + variables.keySet();
  }
}
