package dev.sallyport.tests.fault;

import static dev.sallyport.tests.fault.World.ALICE;
import static dev.sallyport.tests.fault.World.BOB;
import static dev.sallyport.tests.fault.World.CAROL;
import static dev.sallyport.tests.fault.World.CRITICAL;
import static dev.sallyport.tests.fault.World.DAVE;
import static dev.sallyport.tests.fault.World.SERVICE;

import dev.sallyport.core.request.Outcome;
import dev.sallyport.simulators.fault.Call;
import dev.sallyport.simulators.teleport.NewRequest;
import dev.sallyport.teleport.wire.types.RequestState;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The lives that a request may have. */
final class Scenarios {
  static final String NOTIFY = "pagerduty_notify_service";
  static final String ON_CALL = "pagerduty_services";

  private static final Set<String> ON_CALL_CALLS =
      Set.of("GET /services", "GET /users", "GET /oncalls");

  private Scenarios() {}

  static NewRequest editor() {
    return NewRequest.of(ALICE, "editor").because("a deployment").annotated(NOTIFY, SERVICE);
  }

  private static NewRequest onCall() {
    return NewRequest.of(CAROL, "demo-role")
        .because("an outage")
        .annotated(NOTIFY, SERVICE)
        .annotated(ON_CALL, CRITICAL);
  }

  static List<Scenario> all() {
    return List.of(
        Scenario.named("approved by two")
            .happens(
                story -> story.create(editor()),
                story -> story.review(BOB, RequestState.APPROVED, "go ahead"),
                story -> story.review(DAVE, RequestState.APPROVED, "fine"))
            .leaves(SERVICE, "review-1", "review-2", "end-approved")
            .ends(Outcome.APPROVED),
        Scenario.named("expired")
            .happens(
                story -> story.create(editor().pendingFor(Duration.ofHours(2))),
                story -> story.expire(Duration.ofHours(2)))
            .leaves(SERVICE, "end-expired")
            .ends(Outcome.EXPIRED),
        Scenario.named("approved while on call")
            .happens(story -> story.create(onCall()), Story::noticed)
            .reviewedByUs()
            .ends(Outcome.APPROVED)
            // Whoever is on call is not known yet, and the pager does not wait for it.
            .maybePagingAfter(Scenarios::asksWhoIsOnCall));
  }

  private static boolean asksWhoIsOnCall(Call call) {
    return ON_CALL_CALLS.contains(call.operation());
  }
}
