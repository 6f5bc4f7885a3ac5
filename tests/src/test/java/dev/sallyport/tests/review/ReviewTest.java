package dev.sallyport.tests.review;

import static dev.sallyport.tests.review.Town.ALICE;
import static dev.sallyport.tests.review.Town.BOB;
import static dev.sallyport.tests.review.Town.CAROL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.Delivery;
import dev.sallyport.simulators.teleport.RoleBuilder;
import dev.sallyport.simulators.teleport.TeleportOptions;
import dev.sallyport.teleport.wire.types.AccessRequestSpecV3;
import dev.sallyport.teleport.wire.types.AccessReview;
import dev.sallyport.teleport.wire.types.RequestState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From a signed click to a review in Teleport, over mutual TLS. */
final class ReviewTest {
  private Town town = new Town();
  private Desk desk = new Desk(town);

  @AfterEach
  void close() {
    town.close();
  }

  private AccessRequestSpecV3 spec(String id) {
    return town.teleport.request(id).orElseThrow().getSpec();
  }

  private void refused(Click click, String words) {
    assertThat(desk.handle(click)).isEqualTo(Delivery.DELIVERED);
    assertThat(spec(click.requestId()).getReviewsCount()).isZero();
    assertThat(desk.told).singleElement().asString().contains(words);
  }

  private String answers(String id) {
    return town.teleport
        .pluginData(id)
        .getOrDefault("sallyport", Map.of())
        .getOrDefault("answers", "");
  }

  @Test
  void aClickIsRecordedAsThePersons() {
    String id = town.request();
    assertThat(desk.handle(Click.approve("U2", id))).isEqualTo(Delivery.DELIVERED);
    assertThat(spec(id).getState()).isEqualTo(RequestState.APPROVED);
    AccessReview review = spec(id).getReviews(0);
    assertThat(review.getAuthor()).isEqualTo(BOB);
    assertThat(review.getSubmittedBy()).isEqualTo("bot-review");
    assertThat(review.getReason()).isEqualTo("because");
    assertThat(desk.told)
        .containsExactly(
            "U2: Your approval is recorded as bob@example.com. The request is now approved;"
                + " nothing more is to do.");
    assertThat(answers(id)).contains("\"recorded\"", "C1/1700000000.000100");
    assertThat(answers(id) + desk.signals).doesNotContain("because");
  }

  @Test
  void twoPeopleMeetAThresholdOfTwo() {
    town.teleport.putRole(RoleBuilder.role("requester").mayRequest("editor").threshold(2, 1));
    String id = town.request();
    desk.handle(Click.approve("U2", id));
    desk.handle(Click.approve("U2", id).again());
    assertThat(spec(id).getState()).isEqualTo(RequestState.PENDING);
    desk.handle(Click.approve("U3", id));
    assertThat(spec(id).getState()).isEqualTo(RequestState.APPROVED);
    assertThat(spec(id).getReviewsList())
        .extracting(AccessReview::getAuthor)
        .containsExactly(BOB, CAROL);
    assertThat(desk.told.get(0)).contains("1 approval so far and 1 more needed");
    assertThat(desk.told.get(1)).contains("reviewed this request already");
    assertThat(desk.told.get(2)).contains("now approved");
  }

  @Test
  void manyClicksAtOnceAreOneReviewOfEachAndEachIsAnswered() throws Exception {
    town.teleport.putRole(RoleBuilder.role("requester").mayRequest("editor").threshold(2, 1));
    String id = town.request();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      threads.invokeAll(
          IntStream.range(0, 6)
              .mapToObj(n -> new Click(n % 2 == 0 ? "U2" : "U3", "approve_button", id, "why", n))
              .<java.util.concurrent.Callable<Void>>map(
                  click ->
                      () -> {
                        int tries = 1;
                        while (desk.handle(click, tries) instanceof Delivery.Retry) {
                          tries++;
                        }
                        return null;
                      })
              .toList());
    }
    assertThat(spec(id).getReviewsList())
        .extracting(AccessReview::getAuthor)
        .containsExactlyInAnyOrder(BOB, CAROL);
    assertThat(spec(id).getState()).isEqualTo(RequestState.APPROVED);
    assertThat(desk.told).hasSizeGreaterThanOrEqualTo(6);
  }

  @Test
  void nobodyApprovesTheirOwn() {
    refused(Click.approve("U1", town.request()), "your own request");
  }

  @Test
  void twoUsersOfOnePersonAreNobody() {
    town.teleport.putUser(
        "second@example.com", List.of("reviewer"), Map.of("slack_uid", List.of("U2")));
    refused(Click.approve("U2", town.request()), "More than one Teleport user");
  }

  @Test
  void aSecondUserOfTheRequesterDoesNotHelp() {
    town.teleport.putUser(
        ALICE,
        List.of("requester"),
        Map.of("slack_uid", List.of("U0"), "pagerduty_uid", List.of("U1")));
    town.teleport.putUser(
        "second@example.com", List.of("reviewer"), Map.of("slack_uid", List.of("U1")));
    refused(Click.approve("U1", town.request()), "your own request");
  }

  @Test
  void aUserWhoseLoginLapsedIsToldToLogIn() {
    town.teleport.deleteUser(BOB);
    refused(Click.approve("U2", town.request()), "Log in to Teleport once");
  }

  @Test
  void somebodyWithoutRightsIsTold() {
    town.teleport.putUser(BOB, List.of(), Map.of("slack_uid", List.of("U2")));
    refused(Click.approve("U2", town.request()), "does not let you review");
  }

  @Test
  void anOlderClusterIsDecidedInTeleport() {
    town.close();
    town =
        new Town(TeleportOptions.builder().serverVersion("18.10.4").onBehalfKnown(false).build());
    desk = new Desk(town);
    String id = town.request();
    refused(Click.approve("U2", id), "https://teleport.example.com/web/requests/" + id);
    assertThat(desk.signals).extracting(signal -> signal.event()).contains("review-impossible");
  }

  @Test
  void aSettledRequestIsToldWithItsDecider() {
    String id = town.request();
    town.teleport.review(id, CAROL, RequestState.DENIED, "no");
    desk.handle(Click.approve("U2", id));
    assertThat(desk.told).singleElement().asString().contains("denied by carol@example.com");
    assertThat(spec(id).getReviewsCount()).isEqualTo(1);
  }

  @Test
  void aClusterThatIsAwayIsAskedAgain() {
    String id = town.request();
    town.teleport.stop();
    assertThat(desk.handle(Click.approve("U2", id))).isInstanceOf(Delivery.Retry.class);
    town.teleport.restart();
    Instant deadline = Instant.now().plusSeconds(30);
    int tries = 2;
    while (desk.handle(Click.approve("U2", id), tries) instanceof Delivery.Retry
        && Instant.now().isBefore(deadline)) {
      tries++;
    }
    assertThat(spec(id).getReviewsList()).extracting(AccessReview::getAuthor).containsExactly(BOB);
    assertThat(desk.told).isNotEmpty();
  }
}
