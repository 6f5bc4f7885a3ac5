package dev.sallyport.core.review;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rules of deciding outside Teleport.
 *
 * @param maxAge an older decision is never submitted
 * @param trait of a Teleport user: holds the vendor's id of that person
 * @param comparedTraits a requester and a reviewer who share a value in any of them count as one
 *     person; {@code trait} and {@code email} always belong to them
 * @param emailDomains an e-mail from elsewhere links nobody
 * @param roles by the role's name; {@code *} stands for every other
 * @param approvable the only roles that may be approved; empty where all may
 */
public record ReviewPolicy(
    Duration maxAge,
    String trait,
    Set<String> comparedTraits,
    boolean allowEmailUsernameMatch,
    Set<String> emailDomains,
    Map<String, RoleRule> roles,
    Optional<Set<String>> approvable) {
  public ReviewPolicy {
    if (trait.isBlank()) {
      throw new IllegalArgumentException("the trait that links people has no name");
    }
    if (maxAge.isNegative() || maxAge.isZero()) {
      throw new IllegalArgumentException("maxAge is " + maxAge + " and must be positive");
    }
    Set<String> compared = new HashSet<>(comparedTraits);
    compared.addAll(List.of(trait, "email"));
    comparedTraits = Set.copyOf(compared);
    emailDomains =
        emailDomains.stream()
            .map(domain -> domain.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
    roles = Map.copyOf(roles);
    approvable = approvable.map(Set::copyOf);
  }

  /** Any role may be approved. */
  public ReviewPolicy(
      Duration maxAge,
      String trait,
      Set<String> comparedTraits,
      boolean allowEmailUsernameMatch,
      Set<String> emailDomains,
      Map<String, RoleRule> roles) {
    this(
        maxAge,
        trait,
        comparedTraits,
        allowEmailUsernameMatch,
        emailDomains,
        roles,
        Optional.empty());
  }

  /** Whether a request of these roles may be decided so; one without roles may not be approved. */
  boolean allows(Verdict verdict, List<String> names) {
    return verdict == Verdict.DENY
        || approvable.isEmpty()
        || (!names.isEmpty() && approvable.get().containsAll(names));
  }

  /** What holds for a request of these roles: the strictest of their rules. */
  public RoleRule rule(List<String> names) {
    return RoleRule.of(names, roles);
  }
}
