package dev.sallyport.simulators.teleport;

import static dev.sallyport.simulators.teleport.TestCluster.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.simulators.fault.Call;
import dev.sallyport.simulators.fault.Fault;
import dev.sallyport.simulators.fault.Journal;
import dev.sallyport.teleport.wire.auth.PingRequest;
import dev.sallyport.teleport.wire.types.AccessReview;
import dev.sallyport.teleport.wire.types.AccessReviewSubmission;
import dev.sallyport.teleport.wire.types.RequestState;
import io.grpc.Status;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class FaultsTest {
  private final TestCluster cluster = new TestCluster();

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void refusesBeforeTheEffect() {
    String id = cluster.pending();
    cluster
        .teleport
        .faults()
        .next(
            1,
            call -> call.equals(new Call("teleport", "SubmitAccessReview", id)),
            new Fault.Refuse(Status.Code.FAILED_PRECONDITION.value(), "too many writes"));
    assertThatThrownBy(() -> review(id)).hasMessage("FAILED_PRECONDITION: too many writes");
    assertThat(state(id)).isEqualTo(RequestState.PENDING);
    review(id);
    assertThat(state(id)).isEqualTo(RequestState.APPROVED);
  }

  @Test
  void cutsBeforeTheEffect() {
    String id = cluster.pending();
    cluster.teleport.faults().next(1, FaultsTest::reviews, Fault.CUT_BEFORE);
    assertThatThrownBy(() -> review(id)).hasMessageStartingWith("UNAVAILABLE");
    assertThat(state(id)).isEqualTo(RequestState.PENDING);
  }

  @Test
  void cutsAfterTheEffect() {
    String id = cluster.pending();
    cluster.teleport.faults().next(1, FaultsTest::reviews, Fault.CUT_AFTER);
    assertThatThrownBy(() -> review(id)).hasMessageStartingWith("UNAVAILABLE");
    assertThat(state(id)).isEqualTo(RequestState.APPROVED);
    assertThatThrownBy(() -> review(id)).hasMessageStartingWith("ALREADY_EXISTS");
  }

  @Test
  void delaysThenServes() {
    String id = cluster.pending();
    cluster.teleport.faults().next(1, FaultsTest::reviews, new Fault.Delay(Duration.ofMillis(50)));
    long before = System.nanoTime();
    review(id);
    assertThat(Duration.ofNanos(System.nanoTime() - before))
        .isGreaterThanOrEqualTo(Duration.ofMillis(50));
    assertThat(state(id)).isEqualTo(RequestState.APPROVED);
  }

  @Test
  void takesEffectAfterAClientThatDidNotWait() {
    String id = cluster.pending();
    assertThat(cluster.as(BOB, "reviewer").ping(PingRequest.getDefaultInstance())).isNotNull();
    cluster.teleport.faults().next(1, FaultsTest::reviews, new Fault.Delay(Duration.ofMillis(600)));
    assertThatThrownBy(
            () ->
                cluster
                    .as(BOB, "reviewer")
                    .withDeadlineAfter(300, TimeUnit.MILLISECONDS)
                    .submitAccessReview(approval(id)))
        .hasMessageStartingWith("DEADLINE_EXCEEDED");
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (state(id) == RequestState.PENDING && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertThat(state(id)).isEqualTo(RequestState.APPROVED);
  }

  @Test
  void cutsWatchesBeforeAndAfterTheirInit() throws InterruptedException {
    TestClient plugin = cluster.client(TestCluster.PLUGIN, "plugin");
    cluster.teleport.faults().next(1, call -> true, Fault.CUT_BEFORE);
    assertThat(Stream.of(plugin, Stream.accessRequests()).end().getCode())
        .isEqualTo(Status.Code.UNAVAILABLE);
    cluster.teleport.faults().next(1, call -> true, Fault.CUT_AFTER);
    Stream second = Stream.of(plugin, Stream.accessRequests());
    assertThat(second.end().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(second.next().hasWatchStatus()).isTrue();
    assertThat(cluster.teleport.streams().open()).isZero();
  }

  @Test
  void keepsAJournalOfCallersAndAnswers() {
    String id = cluster.pending();
    review(id);
    assertThatThrownBy(() -> review(id)).hasMessageStartingWith("ALREADY_EXISTS");
    assertThat(cluster.teleport.journal().entries())
        .filteredOn(entry -> reviews(entry.call()))
        .allSatisfy(
            entry -> {
              assertThat(entry.caller()).isEqualTo(BOB);
              assertThat(entry.call().subject()).isEqualTo(id);
            })
        .extracting(Journal.Entry::answer)
        .containsExactly("OK", "ALREADY_EXISTS");
  }

  private void review(String id) {
    assertThat(cluster.as(BOB, "reviewer").submitAccessReview(approval(id))).isNotNull();
  }

  private static AccessReviewSubmission approval(String id) {
    return AccessReviewSubmission.newBuilder()
        .setRequestId(id)
        .setReview(AccessReview.newBuilder().setProposedState(RequestState.APPROVED))
        .build();
  }

  private static boolean reviews(Call call) {
    return call.operation().equals("SubmitAccessReview");
  }

  private RequestState state(String id) {
    return cluster.teleport.request(id).orElseThrow().getSpec().getState();
  }
}
