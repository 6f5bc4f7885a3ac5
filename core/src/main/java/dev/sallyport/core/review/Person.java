package dev.sallyport.core.review;

import java.util.List;
import java.util.Map;

/**
 * A user who is stored in Teleport.
 *
 * @param bot a machine's user
 */
public record Person(String name, Map<String, List<String>> traits, boolean bot) {
  public Person {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a Teleport user has no name");
    }
    traits = Map.copyOf(traits);
  }

  /** The values of a trait; empty when absent. */
  public List<String> trait(String trait) {
    return traits.getOrDefault(trait, List.of());
  }
}
