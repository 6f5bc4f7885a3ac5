package dev.sallyport.simulators.teleport;

import static dev.sallyport.simulators.teleport.TestCluster.ALICE;
import static dev.sallyport.simulators.teleport.TestCluster.BOB;
import static dev.sallyport.simulators.teleport.TestCluster.CAROL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.teleport.wire.types.AccessRequestV3;
import dev.sallyport.teleport.wire.types.AccessReview;
import dev.sallyport.teleport.wire.types.AccessReviewSubmission;
import dev.sallyport.teleport.wire.types.RequestState;
import io.grpc.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ReviewsTest {
  private TestCluster cluster = new TestCluster();

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void approvesByTheAuthorOfTheCertificate() {
    AccessRequestV3 after = submit(BOB, cluster.pending(), approval().setReason("on call").build());

    assertThat(after.getSpec().getState()).isEqualTo(RequestState.APPROVED);
    assertThat(after.getSpec().getResolveReason()).isEqualTo("on call");
    assertThat(after.getSpec().getResourceExpiry()).isEqualTo(after.getSpec().getExpires());
    AccessReview review = after.getSpec().getReviews(0);
    assertThat(review.getAuthor()).isEqualTo(BOB);
    assertThat(review.getThresholdIndexesList()).containsExactly(0);
    assertThat(review.getCreated()).isEqualTo(Wire.time(cluster.clock.instant()));
  }

  @Test
  void refusesToPromoteBeforeAnythingElse() {
    refused(
        "nobody",
        "",
        review(RequestState.PROMOTED).setAuthor(ALICE).build(),
        "INVALID_ARGUMENT: state promoted can be only set when promoting to access list");
  }

  @Test
  void refusesAnotherAuthorBeforeTheLackOfRights() {
    refused(
        "nobody",
        "",
        approval().setAuthor(BOB).build(),
        "PERMISSION_DENIED: user \"nobody\" cannot submit reviews on behalf of \"%s\""
            .formatted(BOB));
  }

  @Test
  void refusesACallerWithoutReviewRightsBeforeTheMissingId() {
    refused(
        "nobody",
        "",
        approval().build(),
        "PERMISSION_DENIED: user \"nobody\" cannot submit reviews");
  }

  @Test
  void refusesTheAdminsAuthorWithoutReviewRights() {
    cluster.teleport.putUser("nobody", List.of(), Map.of());
    assertThatThrownBy(
            () ->
                cluster
                    .admin()
                    .submitAccessReview(submission("", approval().setAuthor("nobody").build())))
        .hasMessage("PERMISSION_DENIED: user \"nobody\" cannot submit reviews");
  }

  @Test
  void letsTheAdminReviewInANameOfAStoredUser() {
    AccessRequestV3 after =
        cluster
            .admin()
            .submitAccessReview(submission(cluster.pending(), approval().setAuthor(CAROL).build()));
    assertThat(after.getSpec().getReviews(0).getAuthor()).isEqualTo(CAROL);
  }

  @Test
  void refusesAMissingAndAnUnknownId() {
    refused(BOB, "", approval().build(), "INVALID_ARGUMENT: missing request ID");
    refused(
        BOB,
        "x",
        approval().build(),
        "NOT_FOUND: cannot apply review to access request \"x\" (not found)");
  }

  @Test
  void refusesAnExpiredRequestEvenBeforeItIsDeleted() {
    String id = cluster.pending();
    cluster.clock.advance(Duration.ofDays(1));
    refused(
        BOB,
        id,
        approval().build(),
        "NOT_FOUND: cannot apply review to access request \"%s\" (not found)".formatted(id));
  }

  @Test
  void hasOneTextForSelfReviewAndForMissingAndDeniedRights() {
    String id = cluster.pending();
    String text = "PERMISSION_DENIED: user \"%s\" cannot review request \"%s\"";
    refused(ALICE, id, review(RequestState.NONE).build(), text.formatted(ALICE, id));

    String web = cluster.teleport.createRequest(NewRequest.of(ALICE, "db", "web"));
    refused(BOB, web, approval().build(), text.formatted(BOB, web));

    cluster.teleport.putRole(RoleBuilder.role("reviewer").mayReview("d*").mayNotReview("db"));
    refused(BOB, id, approval().build(), text.formatted(BOB, id));
  }

  @Test
  void appliesTheConditionOfTheRole() {
    cluster.teleport.putRole(
        RoleBuilder.role("reviewer")
            .mayReview("db")
            .mayReviewWhere(
                "contains(reviewer.traits[\"team\"], \"sre\")"
                    + " && contains(request.system_annotations[\"pagerduty_services\"],"
                    + " \"My Critical Service\")"));
    String id = cluster.pending();
    refused(
        CAROL,
        id,
        approval().build(),
        "PERMISSION_DENIED: user \"%s\" cannot review request \"%s\"".formatted(CAROL, id));
    assertThat(submit(BOB, id, approval().build()).getSpec().getState())
        .isEqualTo(RequestState.APPROVED);
  }

  @Test
  void refusesAnOddStateAndARequestWithoutThresholds() {
    String id = cluster.pending();
    refused(
        BOB,
        id,
        review(RequestState.PENDING).build(),
        "INVALID_ARGUMENT: invalid state proposal: PENDING (expected approval/denial)");

    AccessRequestV3.Builder bare = cluster.teleport.request(id).orElseThrow().toBuilder();
    bare.getSpecBuilder().clearThresholds().clearRoleThresholdMapping();
    cluster.teleport.putRequest(bare.build());
    refused(
        BOB,
        id,
        approval().build(),
        "INVALID_ARGUMENT: request is uninitialized or does not support reviews");
  }

  @Test
  void refusesASecondReviewBeforeLookingAtTheState() {
    String id = cluster.pending();
    submit(BOB, id, approval().build());
    refused(
        BOB,
        id,
        approval().addRoles("none").build(),
        "ALREADY_EXISTS: user \"%s\" has already reviewed this request".formatted(BOB));
    refused(
        CAROL,
        id,
        approval().build(),
        "PERMISSION_DENIED: the access request has been already approved");
  }

  @Test
  void tellsASecondReviewInTheOlderCode() {
    cluster.close();
    cluster =
        new TestCluster(options -> options.alreadyReviewedCode(Status.Code.PERMISSION_DENIED));
    String id = cluster.pending();
    submit(BOB, id, approval().build());
    refused(
        BOB,
        id,
        approval().build(),
        "PERMISSION_DENIED: user \"%s\" has already reviewed this request".formatted(BOB));
  }

  @Test
  void doesNotImplementPartialRolesAndAnnotations() {
    String id = cluster.teleport.createRequest(NewRequest.of(ALICE, "db", "dev"));
    refusedWith(Status.Code.UNIMPLEMENTED, id, approval().addRoles("db").build());
    refusedWith(
        Status.Code.UNIMPLEMENTED,
        id,
        approval().setAnnotations(Labels.of(Map.of("a", List.of("b")))).build());
  }

  @Test
  void refusesAStartOutsideOfTheAccess() {
    String id = cluster.pending();
    for (Duration start : List.of(Duration.ofHours(-1), Duration.ofHours(12))) {
      refusedWith(
          Status.Code.INVALID_ARGUMENT,
          id,
          approval().setAssumeStartTime(Wire.time(cluster.clock.instant().plus(start))).build());
    }
  }

  @Test
  void refusesAReasonOfTooManyBytes() {
    refusedWith(
        Status.Code.INVALID_ARGUMENT,
        cluster.pending(),
        approval().setReason("é".repeat(2049)).build());
  }

  @Test
  void requiresMfaOfPeopleButNotOfBotsWhereItIsEnforced() {
    cluster.close();
    cluster = new TestCluster(options -> options.mfaForAdminActions(true));
    cluster.teleport.putRole(RoleBuilder.role("auto").mayReview("db"));
    String id = cluster.pending();
    refused(
        BOB,
        id,
        approval().build(),
        "PERMISSION_DENIED: admin-level API request requires MFA verification");
    AccessRequestV3 after =
        cluster
            .as(TestCluster.PLUGIN, "auto")
            .submitAccessReview(submission(id, approval().build()));
    assertThat(after.getSpec().getReviews(0).getAuthor()).isEqualTo(TestCluster.PLUGIN);
  }

  @Test
  void letsAMachineThatIsNotStoredReviewInProcess() {
    String id = cluster.pending();
    cluster.teleport.review(id, "@machine", RequestState.APPROVED, "rule");
    assertThat(cluster.teleport.request(id).orElseThrow().getSpec().getState())
        .isEqualTo(RequestState.APPROVED);
  }

  private AccessRequestV3 submit(String user, String id, AccessReview review) {
    return cluster.as(user, "reviewer").submitAccessReview(submission(id, review));
  }

  private void refused(String user, String id, AccessReview review, String message) {
    String[] roles = user.equals("nobody") ? new String[0] : new String[] {"reviewer"};
    assertThatThrownBy(() -> cluster.as(user, roles).submitAccessReview(submission(id, review)))
        .hasMessage(message);
  }

  private void refusedWith(Status.Code code, String id, AccessReview review) {
    assertThatThrownBy(() -> submit(BOB, id, review)).hasMessageStartingWith(code.name());
  }

  private static AccessReviewSubmission submission(String id, AccessReview review) {
    return AccessReviewSubmission.newBuilder().setRequestId(id).setReview(review).build();
  }

  private static AccessReview.Builder approval() {
    return review(RequestState.APPROVED);
  }

  private static AccessReview.Builder review(RequestState state) {
    return AccessReview.newBuilder().setProposedState(state);
  }
}
