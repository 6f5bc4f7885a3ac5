package dev.sallyport.simulators.teleport;

import static dev.sallyport.simulators.teleport.TestCluster.ALICE;
import static dev.sallyport.simulators.teleport.TestCluster.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.teleport.wire.auth.AccessRequestSort;
import dev.sallyport.teleport.wire.auth.AuthServiceGrpc.AuthServiceBlockingStub;
import dev.sallyport.teleport.wire.auth.ListAccessRequestsRequest;
import dev.sallyport.teleport.wire.auth.ListAccessRequestsResponse;
import dev.sallyport.teleport.wire.types.AccessRequestFilter;
import dev.sallyport.teleport.wire.types.AccessRequestScope;
import dev.sallyport.teleport.wire.types.RequestState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RequestListsTest {
  private final TestCluster cluster = new TestCluster();

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void pagesInTheOrderOfIds() {
    List<String> made = IntStream.range(0, 7).mapToObj(n -> cluster.pending()).toList();
    List<String> seen = new ArrayList<>();
    String next = "";
    do {
      ListAccessRequestsResponse page =
          cluster
              .plugin()
              .listAccessRequests(
                  ListAccessRequestsRequest.newBuilder().setLimit(3).setStartKey(next).build());
      page.getAccessRequestsList().forEach(request -> seen.add(Wire.id(request)));
      next = page.getNextKey();
      assertThat(next).isEqualTo(seen.size() < 7 ? made.get(seen.size()) : "");
    } while (!next.isEmpty());
    assertThat(seen).isEqualTo(made);
  }

  @Test
  void showsOwnAndReviewableRequestsWithoutTheRules() {
    String db = cluster.pending();
    String web = cluster.teleport.createRequest(NewRequest.of(ALICE, "web"));
    AuthServiceBlockingStub bob = cluster.as(BOB, "reviewer");
    assertThat(ids(bob, AccessRequestFilter.getDefaultInstance())).containsExactly(db);
    assertThat(ids(bob, AccessRequestFilter.newBuilder().setId(web).build())).isEmpty();
    assertThat(ids(bob, AccessRequestFilter.newBuilder().setId("unknown").build())).isEmpty();
    assertThat(ids(cluster.as(ALICE, "requester"), AccessRequestFilter.getDefaultInstance()))
        .containsExactly(db, web);
    assertThat(ids(cluster.plugin(), AccessRequestFilter.getDefaultInstance()))
        .containsExactly(db, web);
  }

  @Test
  void answersEmptyWhenAPermissionIsLostButRefusesAnExplicitDenial() {
    String id = cluster.pending();
    AccessRequestFilter byId = AccessRequestFilter.newBuilder().setId(id).build();
    assertThat(ids(cluster.plugin(), byId)).containsExactly(id);
    cluster.teleport.putRole(RoleBuilder.role("plugin"));
    assertThat(ids(cluster.plugin(), byId)).isEmpty();
    cluster.teleport.putRole(RoleBuilder.role("plugin").denyRule("access_request", "read"));
    assertThatThrownBy(() -> ids(cluster.plugin(), byId))
        .hasMessage(
            "PERMISSION_DENIED: access denied to perform action \"read\" on \"access_request\"");
  }

  @Test
  void filtersByStateUserAndScope() {
    String approved = cluster.pending();
    String denied = cluster.pending();
    String pending = cluster.pending();
    cluster.teleport.review(approved, BOB, RequestState.APPROVED, "");
    cluster.teleport.deny(denied, "");
    AuthServiceBlockingStub bob = cluster.as(BOB, "reviewer");
    assertThat(ids(bob, AccessRequestFilter.newBuilder().setState(RequestState.DENIED).build()))
        .containsExactly(denied);
    assertThat(ids(bob, scope(AccessRequestScope.NEEDS_REVIEW))).containsExactly(pending);
    assertThat(ids(bob, scope(AccessRequestScope.REVIEWED))).containsExactly(approved);
    assertThat(ids(bob, scope(AccessRequestScope.MY_REQUESTS))).isEmpty();
    assertThat(ids(bob, AccessRequestFilter.newBuilder().setUser(BOB).build())).isEmpty();
  }

  @Test
  void lagsInListsButNotInReadsById() {
    cluster.teleport.lagLists(Duration.ofSeconds(15));
    String id = cluster.pending();
    AccessRequestFilter byId = AccessRequestFilter.newBuilder().setId(id).build();
    assertThat(ids(cluster.plugin(), AccessRequestFilter.getDefaultInstance())).isEmpty();
    assertThat(ids(cluster.plugin(), byId)).containsExactly(id);
    cluster.clock.advance(Duration.ofSeconds(15));
    assertThat(ids(cluster.plugin(), AccessRequestFilter.getDefaultInstance())).containsExactly(id);

    cluster.teleport.freezeLists();
    cluster.teleport.delete(id);
    assertThat(ids(cluster.plugin(), AccessRequestFilter.getDefaultInstance())).containsExactly(id);
    assertThat(ids(cluster.plugin(), byId)).isEmpty();
    cluster.teleport.lagLists(Duration.ZERO);
    assertThat(ids(cluster.plugin(), AccessRequestFilter.getDefaultInstance())).isEmpty();
  }

  @Test
  void hidesExpiredRequestsInListsBeforeTheyAreDeleted() {
    String id = cluster.pending();
    cluster.clock.advance(Duration.ofHours(12));
    assertThat(ids(cluster.plugin(), AccessRequestFilter.getDefaultInstance())).isEmpty();
    assertThat(cluster.teleport.expireDue()).containsExactly(id);
    assertThat(cluster.teleport.requests()).isEmpty();
  }

  @Test
  void refusesHugePagesAndOrdersOfAnUnhealthyCache() {
    assertThatThrownBy(
            () ->
                cluster
                    .plugin()
                    .listAccessRequests(
                        ListAccessRequestsRequest.newBuilder().setLimit(16_001).build()))
        .hasMessage("INVALID_ARGUMENT: page size of 16001 is too large");
    ListAccessRequestsRequest newestFirst =
        ListAccessRequestsRequest.newBuilder()
            .setSort(AccessRequestSort.CREATED)
            .setDescending(true)
            .build();
    String first = cluster.pending();
    cluster.clock.advance(Duration.ofSeconds(1));
    String second = cluster.pending();
    assertThat(cluster.plugin().listAccessRequests(newestFirst).getAccessRequestsList())
        .extracting(Wire::id)
        .containsExactly(second, first);
    cluster.teleport.healthyCache(false);
    assertThatThrownBy(() -> cluster.plugin().listAccessRequests(newestFirst))
        .hasMessageStartingWith("INVALID_ARGUMENT");
  }

  @Test
  void streamsForOlderClients() {
    String id = cluster.pending();
    assertThat(cluster.plugin().getAccessRequestsV2(AccessRequestFilter.getDefaultInstance()))
        .toIterable()
        .extracting(Wire::id)
        .containsExactly(id);
  }

  private static AccessRequestFilter scope(AccessRequestScope scope) {
    return AccessRequestFilter.newBuilder().setScope(scope).build();
  }

  private static List<String> ids(AuthServiceBlockingStub auth, AccessRequestFilter filter) {
    return auth
        .listAccessRequests(ListAccessRequestsRequest.newBuilder().setFilter(filter).build())
        .getAccessRequestsList()
        .stream()
        .map(Wire::id)
        .toList();
  }
}
