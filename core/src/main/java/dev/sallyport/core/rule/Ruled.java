package dev.sallyport.core.rule;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the rules say of one request, by destination.
 *
 * @param named the recipients of the rules that hold, each once, in the order of the rules
 * @param unclear the destinations of rules of which nobody knows whether they hold
 */
public record Ruled(Map<String, List<String>> named, Set<String> unclear) {
  static final Ruled NOTHING = new Ruled(Map.of(), Set.of());

  public Ruled {
    named = Map.copyOf(named);
    unclear = Set.copyOf(unclear);
  }

  /** Those named at a destination; empty where no rule holds. */
  public List<String> at(String destination) {
    return named.getOrDefault(destination, List.of());
  }

  /** Whether a rule of a destination was not understood. */
  public boolean isUnclear(String destination) {
    return unclear.contains(destination);
  }
}
