package dev.sallyport.simulators.pagerduty;

/** What people do on PagerDuty's website. */
final class Gestures {
  private final Account account;
  private final Lookup lookup;

  Gestures(Account account) {
    this.account = account;
    lookup = new Lookup(account);
  }

  void move(String user, String incidentId, Status to) {
    synchronized (account) {
      lookup.incident(incidentId).move(to, "", lookup.user(user), account.now());
    }
  }

  /** Returns the note's id. */
  String note(String user, String incidentId, String content) {
    synchronized (account) {
      return lookup.incident(incidentId).annotate(content, lookup.user(user), account.now()).id();
    }
  }
}
