package dev.sallyport.simulators.opsgenie;

import java.util.List;

/** What people do on the vendor's page: at once, not by a promise. */
final class Acts {
  private final Account account;

  Acts(Account account) {
    this.account = account;
  }

  /**
   * False when the alert is past that already.
   *
   * @param email of a known person
   * @param alert an alert's id or alias
   */
  boolean act(Action action, String email, String alert, String note) {
    synchronized (account) {
      account.requests().settle();
      Person person = Directory.known("user", email, account.directory()::person);
      LiveAlert live =
          Directory.known(
              "alert", alert, name -> account.alert(name).or(() -> account.alertNamed(name)));
      return action.apply(live, new Remark(person.email(), "web", note, List.of()), account.now());
    }
  }
}
