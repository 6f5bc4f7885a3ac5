package dev.sallyport.tests.fault;

import static dev.sallyport.tests.fault.World.ALICE;
import static dev.sallyport.tests.fault.World.BOB;
import static dev.sallyport.tests.fault.World.DAVE;

import dev.sallyport.core.request.Outcome;
import dev.sallyport.simulators.teleport.NewRequest;
import dev.sallyport.teleport.wire.types.RequestState;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The lives that a request may have on Slack. */
final class SlackScenarios {
  /** The channel that hears of everything. */
  static final String CHANNEL = "channel";

  /** The requester's direct message. */
  static final String REQUESTER = "requester";

  static final String APPROVE = "approve_button";
  static final String DENY = "deny_button";

  private SlackScenarios() {}

  static NewRequest editor() {
    return NewRequest.of(ALICE, "editor").because("a deployment");
  }

  static List<Scenario> all() {
    return Stream.of(clicked(), decided(), ended()).flatMap(List::stream).toList();
  }

  private static List<Scenario> clicked() {
    return List.of(
        both(Scenario.named("denied by a click"), Outcome.DENIED, "review-1")
            .happens(story -> story.create(editor()), story -> story.press(BOB, DENY)),
        both(Scenario.named("approved by two clicks"), Outcome.APPROVED, "review-1", "review-2")
            .happens(
                story -> story.create(editor()),
                story -> story.press(BOB, APPROVE),
                story -> story.press(DAVE, APPROVE)));
  }

  private static List<Scenario> decided() {
    return List.of(
        both(Scenario.named("approved in Teleport"), Outcome.APPROVED, "review-1", "review-2")
            .happens(
                story -> story.create(editor()),
                story -> story.review(BOB, RequestState.APPROVED, "go ahead"),
                story -> story.review(DAVE, RequestState.APPROVED, "fine"))
            .beginsAsAnother(),
        both(Scenario.named("promoted"), Outcome.PROMOTED)
            .happens(story -> story.create(editor()), Story::promote)
            .beginsAsAnother(),
        both(Scenario.named("denied before anybody looked"), Outcome.DENIED, "review-1")
            .happens(
                story -> {
                  story.create(editor());
                  story.review(BOB, RequestState.DENIED, "not now");
                }));
  }

  private static List<Scenario> ended() {
    return List.of(
        both(Scenario.named("expired"), Outcome.EXPIRED)
            .happens(
                story -> story.create(editor().pendingFor(Duration.ofHours(2))),
                story -> story.expire(Duration.ofHours(2)))
            .beginsAsAnother(),
        both(Scenario.named("deleted"), Outcome.DELETED)
            .happens(story -> story.create(editor()), Story::delete)
            .beginsAsAnother());
  }

  static Scenario both(Scenario scenario, Outcome outcome, String... reviews) {
    return scenario.leaves(CHANNEL, reviews).leaves(REQUESTER, reviews).ends(outcome);
  }
}
