package dev.sallyport.simulators.slack;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** Which tokens are good, and what a good one may do. */
final class Tokens {
  private final Set<String> good = ConcurrentHashMap.newKeySet();
  private final Set<String> revoked = ConcurrentHashMap.newKeySet();
  private volatile Set<String> scopes;

  Tokens(String first, Set<String> scopes) {
    good.add(first);
    this.scopes = scopes;
  }

  void accept(String token) {
    revoked.remove(token);
    good.add(token);
  }

  void revoke(String token) {
    good.remove(token);
    revoked.add(token);
  }

  void replaceAll(String token) {
    good.clear();
    accept(token);
  }

  void grant(Set<String> newScopes) {
    scopes = Set.copyOf(newScopes);
  }

  void check(Optional<String> token) {
    String shown = token.orElseThrow(() -> SlackError.of("not_authed"));
    if (revoked.contains(shown)) {
      throw SlackError.of("token_revoked");
    }
    if (!good.contains(shown)) {
      throw SlackError.of("invalid_auth");
    }
  }

  boolean has(String scope) {
    return scopes.contains(scope);
  }

  void require(String scope) {
    if (!has(scope)) {
      throw SlackError.missingScope(scope, provided());
    }
  }

  String provided() {
    return String.join(",", new TreeSet<>(scopes));
  }
}
