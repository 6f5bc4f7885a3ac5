package dev.sallyport.simulators.secretsmanager;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * One version of a secret.
 *
 * @param id the request token that it was made with
 * @param value absent while a rotation has announced it and not stored anything yet
 * @param stages its labels, {@code AWSCURRENT} and so on
 */
public record Version(String id, Instant created, Optional<String> value, Set<String> stages) {
  public Version {
    stages = Set.copyOf(stages);
  }

  /** Never the value. */
  @Override
  public String toString() {
    return "Version[" + id + ", " + stages + (value.isPresent() ? "" : ", without a value") + "]";
  }
}
