package dev.sallyport.simulators.teleport;

import static dev.sallyport.simulators.teleport.TestCluster.ALICE;
import static dev.sallyport.simulators.teleport.TestCluster.BOB;
import static dev.sallyport.simulators.teleport.TestCluster.CAROL;
import static dev.sallyport.simulators.teleport.TestCluster.DAVE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.teleport.wire.types.RequestState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ThresholdsTest {
  private final TestCluster cluster = new TestCluster();

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void staysPendingUntilEnoughHaveApproved() {
    cluster.teleport.putRole(RoleBuilder.role("requester").mayRequest("db").threshold(2, 1));
    String id = cluster.pending();
    assertThat(approve(id, BOB)).isEqualTo(RequestState.PENDING);
    assertThat(approve(id, CAROL)).isEqualTo(RequestState.APPROVED);
  }

  @Test
  void deniesAtTheFirstDenialByDefault() {
    assertThat(review(cluster.pending(), BOB, RequestState.DENIED)).isEqualTo(RequestState.DENIED);
  }

  @Test
  void ignoresZero() {
    cluster.teleport.putRole(RoleBuilder.role("requester").mayRequest("db").threshold(0, 0));
    String id = cluster.pending();
    assertThat(approve(id, BOB)).isEqualTo(RequestState.PENDING);
    assertThat(review(id, CAROL, RequestState.DENIED)).isEqualTo(RequestState.PENDING);
  }

  @Test
  void storesAReviewThatMatchesNoThresholdButDoesNotCountIt() {
    cluster.teleport.putRole(
        RoleBuilder.role("requester")
            .mayRequest("db")
            .threshold("sre", "contains(reviewer.traits[\"team\"], \"sre\")", 1, 1));
    String id = cluster.pending();
    assertThat(review(id, CAROL, RequestState.DENIED)).isEqualTo(RequestState.PENDING);
    assertThat(
            cluster
                .teleport
                .request(id)
                .orElseThrow()
                .getSpec()
                .getReviews(0)
                .getThresholdIndexesList())
        .isEmpty();
    assertThat(approve(id, BOB)).isEqualTo(RequestState.APPROVED);
  }

  @Test
  void needsEverySetOfEveryRole() {
    cluster.teleport.putRole(
        RoleBuilder.role("requester").mayRequest("db").threshold("two", "", 2, 1));
    cluster.teleport.putRole(
        RoleBuilder.role("other").mayRequest("d*").threshold("three", "", 3, 1));
    cluster.teleport.putUser(ALICE, java.util.List.of("requester", "other"), java.util.Map.of());
    String id = cluster.teleport.createRequest(NewRequest.of(ALICE, "db", "dev"));
    assertThat(approve(id, BOB)).isEqualTo(RequestState.PENDING);
    assertThat(approve(id, CAROL)).isEqualTo(RequestState.PENDING);
    assertThat(approve(id, DAVE)).isEqualTo(RequestState.APPROVED);
  }

  private RequestState approve(String id, String author) {
    return review(id, author, RequestState.APPROVED);
  }

  private RequestState review(String id, String author, RequestState state) {
    return cluster.teleport.review(id, author, state, "").getSpec().getState();
  }
}
