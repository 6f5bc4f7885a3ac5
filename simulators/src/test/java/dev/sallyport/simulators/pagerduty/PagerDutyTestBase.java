package dev.sallyport.simulators.pagerduty;

import dev.sallyport.simulators.http.MovableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An account with two users and one service. */
abstract class PagerDutyTestBase {
  final MovableClock clock = new MovableClock();
  final PagerDutySimulator pagerDuty =
      PagerDutySimulator.start(
          PagerDutyOptions.defaults().withClock(clock).withAccountKey(Caller.KEY));
  final Caller api = new Caller(pagerDuty.url());
  String alice = "";
  String bob = "";
  String service = "";

  @BeforeEach
  void fill() {
    alice = pagerDuty.addUser("Alice Example", Caller.ALICE);
    bob = pagerDuty.addUser("Bob Example", Caller.BOB);
    service = pagerDuty.addService("Payments");
  }

  @AfterEach
  void stop() {
    api.close();
    pagerDuty.close();
  }
}
