package dev.sallyport.tests.fault;

import static dev.sallyport.tests.fault.World.ALICE;
import static dev.sallyport.tests.fault.World.BOB;
import static dev.sallyport.tests.fault.World.CAROL;
import static dev.sallyport.tests.fault.World.CRITICAL;
import static dev.sallyport.tests.fault.World.DAVE;
import static dev.sallyport.tests.fault.World.OTHER_SERVICE;
import static dev.sallyport.tests.fault.World.SERVICE;

import dev.sallyport.core.request.Outcome;
import dev.sallyport.simulators.teleport.NewRequest;
import dev.sallyport.teleport.wire.types.RequestState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The lives that a request may have. */
final class Scenarios {
  static final String NOTIFY = "pagerduty_notify_service";
  static final String ON_CALL = "pagerduty_services";

  private static final Set<String> CALLS_OF_A_VOTE =
      Set.of(
          "GetRole",
          "GET /services",
          "GET /users",
          "GET /oncalls",
          "ListAccessRequests",
          "SubmitAccessReview");

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
    return Stream.of(decided(), ended(), onCallOnes(), adopted(), hasty())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Scenario> decided() {
    return List.of(
        Scenario.named("approved by two")
            .happens(
                story -> story.create(editor()),
                story -> story.review(BOB, RequestState.APPROVED, "go ahead"),
                story -> story.review(DAVE, RequestState.APPROVED, "fine"))
            .leaves(SERVICE, "review-1", "review-2", "end-approved")
            .ends(Outcome.APPROVED),
        Scenario.named("denied by somebody who writes as we do")
            .happens(
                story -> story.create(editor()),
                story ->
                    story.review(
                        BOB,
                        RequestState.DENIED,
                        "not now\n(" + World.CLUSTER + "/" + story.id() + " end-denied)"))
            .beginsAsAnother()
            .leaves(SERVICE, "review-1", "end-denied")
            .ends(Outcome.DENIED),
        Scenario.named("promoted")
            .happens(story -> story.create(editor()), Story::promote)
            .beginsAsAnother()
            .leaves(SERVICE, "end-promoted")
            .ends(Outcome.PROMOTED),
        Scenario.named("denied at two services")
            .happens(
                story -> story.create(editor().annotated(NOTIFY, SERVICE, OTHER_SERVICE)),
                story -> story.review(BOB, RequestState.DENIED, "not now"))
            .leaves(SERVICE, "review-1", "end-denied")
            .leaves(OTHER_SERVICE, "review-1", "end-denied")
            .ends(Outcome.DENIED));
  }

  private static List<Scenario> ended() {
    return List.of(
        Scenario.named("expired")
            .happens(
                story -> story.create(editor().pendingFor(Duration.ofHours(2))),
                story -> story.expire(Duration.ofHours(2)))
            .beginsAsAnother()
            .leaves(SERVICE, "end-expired")
            .ends(Outcome.EXPIRED),
        Scenario.named("deleted")
            .happens(story -> story.create(editor()), Story::delete)
            .beginsAsAnother()
            .leaves(SERVICE, "end-deleted")
            .ends(Outcome.DELETED),
        Scenario.named("ended while unwatched")
            .happens(
                story -> story.create(editor().lasting(Duration.ofHours(2))),
                story -> {
                  story.expireUnnoticed(Duration.ofHours(4));
                  story.world.sweep();
                })
            .beginsAsAnother()
            .leaves(SERVICE, "end-unwatched")
            .ends(Outcome.UNWATCHED));
  }

  private static List<Scenario> onCallOnes() {
    return List.of(
        Scenario.named("approved while on call")
            .happens(story -> story.create(onCall()), Story::noticed)
            .reviewedByUs()
            .ends(Outcome.APPROVED)
            // While the vote has to wait, the pager does not.
            .maybePagingAfter(call -> CALLS_OF_A_VOTE.contains(call.operation())),
        Scenario.named("approved when the provider answers again")
            .happens(Scenarios::createWhileNobodyKnowsWhoIsOnCall, Story::noticed)
            .leaves(SERVICE, "review-1", "end-approved")
            .reviewedByUs()
            .ends(Outcome.APPROVED)
            // A failure may last until the provider answers: then it is approved before its turn.
            .maybeSilentAfter(_ -> true));
  }

  private static void createWhileNobodyKnowsWhoIsOnCall(Story story) {
    story.world.onCallIsDown = true;
    story.create(onCall());
    story.world.settle(Duration.ofSeconds(10));
    story.world.onCallIsDown = false;
  }

  private static List<Scenario> adopted() {
    return List.of(
        Scenario.named("taken over with its incident's id")
            .happens(
                story -> {
                  story.createUnnoticed(editor());
                  GoPlugin.remembers(story, Map.of("incident_id", GoPlugin.opensIncident(story)));
                  story.noticed();
                },
                story -> story.review(BOB, RequestState.DENIED, "not now"))
            .leaves(SERVICE, "review-1", "end-denied")
            .ends(Outcome.DENIED),
        Scenario.named("taken over by its incident's key")
            .happens(
                story -> {
                  story.createUnnoticed(editor());
                  var _ = GoPlugin.opensIncident(story);
                  GoPlugin.remembers(story, Map.of());
                  story.noticed();
                },
                story -> story.review(BOB, RequestState.DENIED, "not now"))
            .leaves(SERVICE, "review-1", "end-denied")
            .ends(Outcome.DENIED),
        Scenario.named("taken over before it had an incident")
            .happens(
                story -> {
                  story.createUnnoticed(editor());
                  GoPlugin.remembers(story, Map.of());
                  story.noticed();
                },
                story -> story.review(BOB, RequestState.DENIED, "not now"))
            .leaves(SERVICE, "review-1", "end-denied")
            .ends(Outcome.DENIED));
  }

  /** Where the next thing happens before the last failure is over. */
  private static List<Scenario> hasty() {
    Duration moment = Duration.ofSeconds(5);
    return List.of(
        Scenario.named("denied within seconds")
            .happens(
                story -> {
                  story.create(editor());
                  story.world.settle(moment);
                  story.review(BOB, RequestState.DENIED, "not now");
                })
            .leaves(SERVICE, "review-1", "end-denied")
            .ends(Outcome.DENIED)
            // Denied before its turn came.
            .maybeSilentAfter(_ -> true),
        Scenario.named("expired within minutes")
            .happens(
                story -> {
                  story.create(editor().pendingFor(Duration.ofMinutes(2)));
                  story.world.settle(moment);
                  story.expire(Duration.ofMinutes(2));
                })
            .leaves(SERVICE, "end-expired")
            .ends(Outcome.EXPIRED)
            // Expired before its turn came.
            .maybeSilentAfter(_ -> true),
        Scenario.named("resolved at PagerDuty within a second")
            .happens(
                story -> {
                  story.create(editor());
                  story.world.settle(Duration.ofMillis(500));
                  story
                      .incidents()
                      .forEach(
                          incident -> story.world.pagerduty.resolveAs(World.CAROL, incident.id()));
                },
                story -> story.review(BOB, RequestState.DENIED, "not now"))
            .leaves(SERVICE, "review-1", "end-denied")
            .ends(Outcome.DENIED),
        Scenario.named("approved before anybody looked")
            .happens(
                story -> {
                  story.create(editor());
                  story.review(BOB, RequestState.APPROVED, "go ahead");
                  story.review(DAVE, RequestState.APPROVED, "fine");
                })
            .ends(Outcome.APPROVED));
  }
}
