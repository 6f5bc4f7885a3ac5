package dev.sallyport.tests.loop;

import static dev.sallyport.tests.loop.Stage.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.cli.local.SimulatedWorld;
import dev.sallyport.core.delivery.RawBody;
import dev.sallyport.core.delivery.SignedDelivery;
import dev.sallyport.simulators.slack.Click;
import dev.sallyport.simulators.slack.Delivery;
import dev.sallyport.simulators.slack.Pressed;
import dev.sallyport.teleport.wire.types.RequestState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clicks that come twice, together, too late, or from nobody. */
final class SlackClicksTest {
  private final MovableClock clock = new MovableClock();
  private final Stage stage;
  private final SlackDesk desk;

  SlackClicksTest(@TempDir Path directory) {
    stage = Stage.openWithSlack(directory, clock);
    desk = new SlackDesk(stage);
  }

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void ofTwoPeopleAtOnceOneDecidesAndBothAreToldTheTruth() {
    String id = desk.asked("who is first");
    List<CompletableFuture<Pressed>> pressed =
        Stream.of(
                desk.click(desk.bob, id, SlackDesk.APPROVE),
                desk.click(desk.carol, id, SlackDesk.DENY))
            .map(click -> CompletableFuture.supplyAsync(() -> stage.slack().press(click)))
            .toList();
    assertThat(pressed).allMatch(it -> it.join().accepted());
    desk.awaitAnswers(desk.bob, 1);
    desk.awaitAnswers(desk.carol, 1);

    assertThat(desk.reviewers(id)).hasSize(1);
    boolean approved = state(id) == RequestState.APPROVED;
    assertThat(desk.reviewers(id)).containsExactly(approved ? SimulatedWorld.BOB : SlackDesk.CAROL);
    String first = desk.answers(approved ? desk.bob : desk.carol).getFirst();
    String second = desk.answers(approved ? desk.carol : desk.bob).getFirst();
    String how = approved ? "approved" : "denied";
    assertThat(first).contains("recorded", "now " + how);
    assertThat(second).contains("came too late", "already " + how);
  }

  @Test
  void onePersonTwiceReviewsOnce() {
    String id = desk.asked("double click");
    assertThat(stage.slack().pressTwice(desk.click(desk.bob, id, SlackDesk.APPROVE)))
        .allMatch(Pressed::accepted);
    desk.awaitAnswers(desk.bob, 2);
    assertThat(desk.reviewers(id)).containsExactly(SimulatedWorld.BOB);
    assertThat(desk.answers(desk.bob)).allMatch(it -> it.contains("approved"));
  }

  @Test
  void theSameDeliveryTwiceReviewsAndAnswersOnce() {
    String id = desk.asked("delivered again");
    Delivery delivery = stage.slack().sign(desk.click(desk.bob, id, SlackDesk.APPROVE));
    assertThat(stage.slack().deliver(delivery).accepted()).isTrue();
    desk.awaitReviewed(id);
    desk.awaitAnswers(desk.bob, 1);
    assertThat(stage.slack().deliver(delivery).accepted()).isTrue();
    String other = desk.asked("another one");
    assertThat(stage.slack().press(desk.click(desk.bob, other, SlackDesk.APPROVE)).accepted())
        .isTrue();
    desk.awaitReviewed(other);
    desk.awaitAnswers(desk.bob, 2);
    assertThat(desk.reviewers(id)).containsExactly(SimulatedWorld.BOB);
  }

  @Test
  void aClickAfterTheEndIsToldHowItEnded() {
    String id = desk.asked("decided elsewhere");
    Delivery late = stage.slack().sign(desk.click(desk.bob, id, SlackDesk.DENY));
    stage.teleport().review(id, SlackDesk.CAROL, RequestState.APPROVED, "go ahead");
    await("the edit", () -> desk.message(id).orElseThrow().words().contains("*Approved*"));
    assertThat(stage.slack().deliver(late).accepted()).isTrue();
    desk.awaitAnswers(desk.bob, 1);
    assertThat(desk.answers(desk.bob))
        .allMatch(
            it -> it.contains("came too late") && it.contains("approved by " + SlackDesk.CAROL));
    assertThat(desk.reviewers(id)).containsExactly(SlackDesk.CAROL);
  }

  @Test
  void aClickAfterTheExpiryIsToldThatItHasExpired() {
    String id =
        stage
            .teleport()
            .createRequest(Stage.request("in haste").pendingFor(Duration.ofSeconds(12)));
    await("the message", () -> desk.message(id).isPresent());
    Delivery late = stage.slack().sign(desk.click(desk.bob, id, SlackDesk.APPROVE));
    await("the end", () -> stage.teleport().request(id).isEmpty());
    await("the edit", () -> desk.message(id).orElseThrow().words().contains("*Expired*"));
    assertThat(stage.slack().deliver(late).accepted()).isTrue();
    desk.awaitAnswers(desk.bob, 1);
    assertThat(desk.answers(desk.bob)).allMatch(it -> it.contains("The request has expired"));
  }

  @Test
  void aClickAfterTheDeletionIsToldThatItWasDeleted() {
    String id = desk.asked("a mistake");
    Delivery late = stage.slack().sign(desk.click(desk.bob, id, SlackDesk.APPROVE));
    stage.teleport().delete(id);
    await("the edit", () -> desk.message(id).orElseThrow().words().contains("*Deleted*"));
    assertThat(stage.slack().deliver(late).accepted()).isTrue();
    desk.awaitAnswers(desk.bob, 1);
    assertThat(desk.answers(desk.bob)).allMatch(it -> it.contains("The request was deleted"));
  }

  @Test
  void whatAnybodyElsePutsOnTheQueueDoesNothing() {
    String id = desk.asked("nobody decides");
    Click click = desk.click(desk.bob, id, SlackDesk.APPROVE);
    Delivery signed = stage.slack().sign(click);
    put(new SignedDelivery(RawBody.of(signed.body()), Map.of(), "192.0.2.1"));
    put(delivery(stage.slack().sign(click.signedWith("an-attackers-own-secret"))));
    put(delivery(signed.withBody(signed.body().replace("approve_button", "deny_button"))));
    put(delivery(stage.slack().sign(click.withSkew(Duration.ofMinutes(-6)))));
    put(delivery(stage.slack().sign(click.withSkew(Duration.ofMinutes(6)))));
    put(delivery(stage.slack().sign(click.fromTeam("T0ELSEWHERE"))));
    put(delivery(stage.slack().sign(click.forApp("A0ELSEWHERE"))));
    stage.send("reviews-slack", "{\"approve\":\"" + id + "\"}");
    await("a dead letter", () -> stage.heard().event("dead-letter"));
    // What fits no secret is judged for good once the store was read after it came.
    clock.forward(Duration.ofSeconds(61));
    await("every alarm", () -> stage.heard().texts("unverified-delivery").size() >= 7);

    String other = desk.asked("somebody decides");
    assertThat(stage.slack().press(desk.click(desk.carol, other, SlackDesk.APPROVE)).accepted())
        .isTrue();
    desk.awaitReviewed(other);
    assertThat(stage.heard().texts("unverified-delivery")).hasSize(7);
    assertThat(desk.reviewers(id)).isEmpty();
    assertThat(state(id)).isEqualTo(RequestState.PENDING);
    assertThat(desk.answers(desk.bob)).isEmpty();
  }

  private void put(SignedDelivery delivery) {
    stage.send("reviews-slack", delivery.toJson());
  }

  private static SignedDelivery delivery(Delivery delivery) {
    Map<String, String> headers =
        delivery.headers().entrySet().stream()
            .filter(it -> it.getKey().startsWith("X-Slack-"))
            .collect(
                Collectors.toMap(it -> it.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue));
    return new SignedDelivery(RawBody.of(delivery.body()), headers, "192.0.2.1");
  }

  private RequestState state(String id) {
    return stage.teleport().request(id).orElseThrow().getSpec().getState();
  }
}
