package dev.sallyport.simulators.teleport;

import static dev.sallyport.simulators.teleport.TestCluster.ALICE;
import static dev.sallyport.simulators.teleport.TestCluster.BOB;
import static dev.sallyport.simulators.teleport.TestCluster.PLUGIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.teleport.wire.types.AccessReview;
import dev.sallyport.teleport.wire.types.AccessReviewSubmission;
import dev.sallyport.teleport.wire.types.RequestState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class OnBehalfTest {
  private TestCluster cluster = new TestCluster();

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void recordsThePersonAsAuthorAndThePluginAsSubmitter() {
    AccessReview review = submit(cluster.pending(), BOB);
    assertThat(review.getAuthor()).isEqualTo(BOB);
    assertThat(review.getSubmittedBy()).isEqualTo(PLUGIN);
    assertThat(review.getSubmittedOnBehalfOfAuthor()).isTrue();
  }

  @Test
  void decidesByThePersonsRights() {
    String id = cluster.pending();
    refused(id, ALICE, "user \"%s\" cannot review request \"%s\"".formatted(ALICE, id));
    cluster.teleport.putUser("eve@example.com", List.of(), Map.of());
    refused(id, "eve@example.com", "user \"eve@example.com\" cannot submit reviews");
  }

  @Test
  void refusesPeopleWhoAreNotStoredOrNotNamed() {
    String id = cluster.pending();
    refused(
        id,
        "gone@example.com",
        "user \"bot-plugin\" cannot submit reviews for \"gone@example.com\","
            + " user could not be fetched from local store");
    cluster.teleport.putUser("root", List.of("reviewer"), Map.of());
    refused(id, "root", "user \"bot-plugin\" cannot submit reviews for \"root\"");
  }

  @Test
  void letsADenialWin() {
    String id = cluster.pending();
    cluster.teleport.putRole(RoleBuilder.role("never").mayNotSubmitFor(BOB));
    assertThatThrownBy(
            () -> cluster.as(PLUGIN, "plugin", "never").submitAccessReview(submission(id, BOB)))
        .hasMessage(
            "PERMISSION_DENIED: user \"bot-plugin\" cannot submit reviews for \"%s\""
                .formatted(BOB));
  }

  @Test
  void needsToReadUsersAndRefusesBotsAsAuthors() {
    String id = cluster.pending();
    cluster.teleport.putBot("other", List.of());
    assertThatThrownBy(() -> submit(id, "bot-other")).hasMessageStartingWith("INVALID_ARGUMENT");
    cluster.teleport.putRole(RoleBuilder.role("plugin").maySubmitFor("*"));
    refused(id, BOB, "access denied to perform action \"read\" on \"user\"");
  }

  @Test
  void refusesAnotherSubmitter() {
    AccessReviewSubmission.Builder forged = submission(cluster.pending(), BOB).toBuilder();
    forged.getReviewBuilder().setSubmittedBy("other");
    assertThatThrownBy(() -> cluster.plugin().submitAccessReview(forged.build()))
        .hasMessageStartingWith("PERMISSION_DENIED");
  }

  @Test
  void isIgnoredByOlderServers() {
    cluster.close();
    cluster = new TestCluster(options -> options.onBehalfKnown(false).serverVersion("18.10.0"));
    refused(
        cluster.pending(),
        BOB,
        "user \"bot-plugin\" cannot submit reviews on behalf of \"%s\"".formatted(BOB));
  }

  private AccessReview submit(String id, String author) {
    return cluster.plugin().submitAccessReview(submission(id, author)).getSpec().getReviews(0);
  }

  private void refused(String id, String author, String text) {
    assertThatThrownBy(() -> submit(id, author)).hasMessage("PERMISSION_DENIED: " + text);
  }

  private static AccessReviewSubmission submission(String id, String author) {
    return AccessReviewSubmission.newBuilder()
        .setRequestId(id)
        .setReview(
            AccessReview.newBuilder()
                .setAuthor(author)
                .setProposedState(RequestState.APPROVED)
                .setSubmittedOnBehalfOfAuthor(true))
        .build();
  }
}
