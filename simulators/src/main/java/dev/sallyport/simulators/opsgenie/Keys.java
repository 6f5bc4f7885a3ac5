package dev.sallyport.simulators.opsgenie;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The credentials that one surface accepts; they may change while it runs. */
public final class Keys {
  private final Set<String> accepted = ConcurrentHashMap.newKeySet();

  Keys(String first) {
    accepted.add(first);
  }

  /** Accepts one more. */
  public void accept(String key) {
    accepted.add(key);
  }

  /** Answers 401 to it from now on. */
  public void revoke(String key) {
    accepted.remove(key);
  }

  boolean accepts(String key) {
    return accepted.contains(key);
  }
}
