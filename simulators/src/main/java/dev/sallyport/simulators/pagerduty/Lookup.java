package dev.sallyport.simulators.pagerduty;

import java.util.Optional;
import java.util.function.Function;

/** Finds what a test or a person names. Whoever calls holds the account's lock. */
final class Lookup {
  private final Account account;

  Lookup(Account account) {
    this.account = account;
  }

  User user(String idOrEmail) {
    return known("user", idOrEmail, name -> account.user(name).or(() -> account.userByEmail(name)));
  }

  LiveIncident incident(String id) {
    return known("incident", id, account::incident);
  }

  Schedule schedule(String id) {
    return known("schedule", id, account::schedule);
  }

  Policy policy(String target) {
    return known(
        "service or escalation policy",
        target,
        id -> account.policy(id).or(() -> account.service(id).map(Service::policy)));
  }

  static <T> T known(String kind, String id, Function<String, Optional<T>> find) {
    return find.apply(id)
        .orElseThrow(() -> new IllegalArgumentException("the account has no " + kind + " " + id));
  }
}
