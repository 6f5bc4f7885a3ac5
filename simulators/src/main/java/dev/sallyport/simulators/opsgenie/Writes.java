package dev.sallyport.simulators.opsgenie;

import java.util.Optional;
import java.util.function.Supplier;

/** What the APIs change, each as a promise. Whoever calls holds the account's lock. */
final class Writes {
  private static final String CREATE = "Create";

  private final Account account;

  Writes(Account account) {
    this.account = account;
  }

  /** Promises an alert and returns the request's id. */
  String create(Draft draft) {
    return account.requests().accept(() -> created(draft));
  }

  private Outcome created(Draft draft) {
    Optional<String> rejection =
        account.settings().rejection().or(() -> draft.unknown().stream().findFirst());
    if (rejection.isPresent()) {
      return Outcome.failed(CREATE, account.now(), rejection.get());
    }
    Optional<LiveAlert> open =
        Optional.of(draft.alias()).filter(alias -> !alias.isEmpty()).flatMap(account::openAlert);
    if (open.isPresent()) {
      open.get().occurAgain(draft.remark(), account.now());
      return Outcome.done(CREATE, account.now(), "Increased the count of the alert", open.get());
    }
    return Outcome.done(CREATE, account.now(), "Created alert", account.add(draft));
  }

  /** Promises the action, whether there is such an alert or not, and returns the request's id. */
  String act(Action action, Supplier<Optional<LiveAlert>> alert, Remark remark) {
    return account
        .requests()
        .accept(
            () ->
                alert
                    .get()
                    .map(it -> action.on(it, remark, account.now()))
                    .orElseGet(
                        () ->
                            Outcome.failed(action.title(), account.now(), "Alert does not exist")));
  }
}
