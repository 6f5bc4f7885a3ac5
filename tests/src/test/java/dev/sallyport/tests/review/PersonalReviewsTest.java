package dev.sallyport.tests.review;

import static dev.sallyport.tests.review.Town.ALICE;
import static dev.sallyport.tests.review.Town.BOB;
import static dev.sallyport.tests.review.Town.CAROL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.request.RequestState;
import dev.sallyport.core.review.Person;
import dev.sallyport.core.review.PersonalReviews.Probe;
import dev.sallyport.core.review.PersonalReviews.Submitted;
import dev.sallyport.core.review.Verdict;
import dev.sallyport.integrations.teleport.TeleportPersonalReviews;
import dev.sallyport.simulators.teleport.RoleBuilder;
import dev.sallyport.simulators.teleport.TeleportOptions;
import dev.sallyport.simulators.teleport.TeleportSimulator;
import dev.sallyport.teleport.Identity;
import dev.sallyport.teleport.TeleportClient;
import dev.sallyport.teleport.wire.types.AccessReview;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Reviews in the names of people, over mutual TLS. */
final class PersonalReviewsTest {
  private Town town = new Town();

  @AfterEach
  void close() {
    town.close();
  }

  private void move(TeleportOptions options) {
    town.close();
    town = new Town(options);
  }

  private Submitted submit(String id, String author) {
    return town.reviews.submit(id, author, Verdict.APPROVE, "because");
  }

  @Test
  void aReviewIsThePersonsAndSaysWhoSubmittedIt() {
    String id = town.request();
    assertThat(submit(id, BOB))
        .isInstanceOfSatisfying(
            Submitted.Recorded.class,
            recorded -> assertThat(recorded.after().state()).isEqualTo(RequestState.APPROVED));
    AccessReview review = town.teleport.request(id).orElseThrow().getSpec().getReviews(0);
    assertThat(review.getAuthor()).isEqualTo(BOB);
    assertThat(review.getSubmittedBy()).isEqualTo("bot-review");
    assertThat(review.getReason()).isEqualTo("because");
  }

  @Test
  void whatIsMissingIsCounted() {
    town.teleport.putRole(RoleBuilder.role("requester").mayRequest("editor").threshold(3, 1));
    String id = town.request();
    assertThat(submit(id, BOB))
        .isInstanceOfSatisfying(
            Submitted.Recorded.class,
            recorded -> {
              assertThat(recorded.after().state()).isEqualTo(RequestState.PENDING);
              assertThat(recorded.after().missingApprovals()).isEqualTo(OptionalInt.of(2));
            });
  }

  @Test
  void theSecondReviewOfOnePersonIsToldApartFromASettledRequest() {
    String id = town.request();
    submit(id, BOB);
    assertThat(submit(id, BOB)).isEqualTo(new Submitted.AlreadyReviewed());
    assertThat(submit(id, CAROL)).isInstanceOf(Submitted.AlreadyResolved.class);
    assertThat(submit("no-such-id", CAROL)).isEqualTo(new Submitted.Gone());
  }

  @Test
  void nobodyReviewsTheirOwn() {
    assertThat(submit(town.request(), ALICE)).isInstanceOf(Submitted.NotAllowed.class);
  }

  @Test
  void theIdentityMustNameThePerson() {
    town.teleport.putRole(Town.submitter(CAROL));
    assertThat(submit(town.request(), BOB)).isInstanceOf(Submitted.NotAllowed.class);
  }

  @Test
  void aUserWhoseLoginLapsedIsToldApart() {
    town.teleport.deleteUser(BOB);
    assertThat(submit(town.request(), BOB)).isEqualTo(new Submitted.NotStored());
  }

  @Test
  void anOlderClusterCannotAndIsNotTried() {
    move(TeleportOptions.builder().serverVersion("18.10.4").onBehalfKnown(false).build());
    assertThat(submit(town.request(), BOB))
        .isInstanceOfSatisfying(
            Submitted.NotSupported.class, no -> assertThat(no.why()).contains("18.10.4", "18.11"));
    assertThat(town.reviews.probe(BOB)).isInstanceOf(Probe.Cannot.class);
  }

  @Test
  void aClusterWithoutReviewsIsNotTried() {
    assertThat(town.reviews.isSupported()).isTrue();
    try (TeleportSimulator community =
        TeleportSimulator.start(TeleportOptions.builder().enterprise(false).build())) {
      String identity = community.adminIdentity();
      try (TeleportClient client =
          TeleportClient.builder(community.address())
              .identity(() -> Identity.parse(identity))
              .build()) {
        var reviews = new TeleportPersonalReviews(client, InstantSource.system());
        assertThat(reviews.isSupported()).isFalse();
        assertThat(reviews.probe(BOB))
            .isInstanceOfSatisfying(
                Probe.Cannot.class, no -> assertThat(no.why()).contains("no Teleport Enterprise"));
      }
    }
  }

  @Test
  void aClusterThatHidesItsAgeCannotEither() {
    move(TeleportOptions.builder().onBehalfKnown(false).build());
    assertThat(submit(town.request(), BOB)).isInstanceOf(Submitted.NotSupported.class);
    assertThat(town.reviews.probe(BOB))
        .isInstanceOfSatisfying(
            Probe.Cannot.class, no -> assertThat(no.why()).contains("upgrade it to 18.11"));
  }

  @Test
  void aClusterThatIsAwayMayHaveRecordedIt() {
    submit(town.request(), BOB);
    String id = town.request();
    town.teleport.stop();
    assertThatThrownBy(() -> submit(id, BOB)).isInstanceOf(Unavailable.class);
  }

  @Test
  void theProbeSaysWhatIsMissing() {
    assertThat(town.reviews.probe(BOB)).isEqualTo(new Probe.CanReview());
    cannot("nobody@example.com", "not stored");
    town.teleport.putUser("eve@example.com", List.of(), Map.of());
    cannot("eve@example.com", "own roles let review nothing");
    town.teleport.putRole(Town.submitter(CAROL));
    cannot(BOB, "submit_for_users");
    town.teleport.putRole(RoleBuilder.role("sallyport-review").maySubmitFor("*"));
    cannot(BOB, "list and read user");
    assertThat(town.teleport.requests()).isEmpty();
  }

  @Test
  void theProbeChangesNothing() {
    String id = town.request();
    assertThat(town.reviews.probe(BOB)).isEqualTo(new Probe.CanReview());
    assertThat(town.teleport.request(id).orElseThrow().getSpec().getReviewsCount()).isZero();
  }

  private void cannot(String user, String why) {
    assertThat(town.reviews.probe(user))
        .isInstanceOfSatisfying(
            Probe.Cannot.class, no -> assertThat(no.why()).containsIgnoringCase(why));
  }

  @Test
  void peopleAreFoundByTraitAndByName() {
    assertThat(town.people.withTrait("slack_uid", "U2"))
        .containsExactly(new Person(BOB, Map.of("slack_uid", List.of("U2")), false));
    assertThat(town.people.withTrait("slack_uid", "U9")).isEmpty();
    assertThat(town.people.named(CAROL).orElseThrow().trait("slack_uid")).containsExactly("U3");
    assertThat(town.people.named("nobody")).isEmpty();
    assertThat(town.people.named("bot-review").orElseThrow().bot()).isTrue();
  }
}
