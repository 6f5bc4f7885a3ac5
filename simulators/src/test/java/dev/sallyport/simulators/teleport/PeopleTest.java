package dev.sallyport.simulators.teleport;

import static dev.sallyport.simulators.teleport.TestCluster.ALICE;
import static dev.sallyport.simulators.teleport.TestCluster.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Empty;
import dev.sallyport.teleport.wire.auth.GetRoleRequest;
import dev.sallyport.teleport.wire.auth.GetUserRequest;
import dev.sallyport.teleport.wire.types.UserFilter;
import dev.sallyport.teleport.wire.users.ListUsersRequest;
import dev.sallyport.teleport.wire.users.ListUsersResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PeopleTest {
  private final TestCluster cluster = new TestCluster();

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void readsOneselfAlwaysAndOthersByTheRule() {
    assertThat(
            cluster
                .as(BOB)
                .getCurrentUser(Empty.getDefaultInstance())
                .getSpec()
                .getTraits()
                .getValuesOrThrow("team")
                .getValuesList())
        .containsExactly("sre");
    GetUserRequest alice = GetUserRequest.newBuilder().setName(ALICE).build();
    assertThatThrownBy(() -> cluster.as(BOB).getUser(alice))
        .hasMessage("PERMISSION_DENIED: access denied to perform action \"read\" on \"user\"");
    assertThat(cluster.plugin().getUser(alice).getSpec().getRolesList())
        .containsExactly("requester", "reviewer");
    assertThatThrownBy(
            () -> cluster.plugin().getUser(GetUserRequest.newBuilder().setName("x").build()))
        .hasMessage("NOT_FOUND: user \"x\" not found");
  }

  @Test
  void findsUsersByTraitAndPages() {
    UserFilter sre =
        UserFilter.newBuilder().setTraits(Labels.of(Map.of("team", List.of("sre")))).build();
    assertThat(users(ListUsersRequest.newBuilder().setFilter(sre).build()).getUsersList())
        .singleElement()
        .satisfies(user -> assertThat(user.getMetadata().getName()).isEqualTo(BOB));
    ListUsersResponse page = users(ListUsersRequest.newBuilder().setPageSize(1).build());
    assertThat(page.getNextPageToken()).isEqualTo(BOB);
  }

  @Test
  void readsRolesOfOnesOwnOrByTheRule() {
    GetRoleRequest requester = GetRoleRequest.newBuilder().setName("requester").build();
    assertThat(cluster.as(ALICE, "requester").getRole(requester).getSpec().getAllow().hasRequest())
        .isTrue();
    assertThatThrownBy(() -> cluster.as(BOB, "reviewer").getRole(requester))
        .hasMessageStartingWith("PERMISSION_DENIED");
  }

  @Test
  void refusesEnterpriseRolesOnCommunityEdition() {
    try (TeleportSimulator community =
        TeleportSimulator.start(TeleportOptions.builder().enterprise(false).build())) {
      assertThatThrownBy(() -> community.putRole(RoleBuilder.role("r").mayReview("db")))
          .hasMessage(
              "PERMISSION_DENIED: role field allow.review_requests is only available in"
                  + " enterprise subscriptions");
      assertThatThrownBy(
              () -> community.putRole(RoleBuilder.role("r").mayRequest("db").threshold(1, 1)))
          .hasMessageContaining("allow.request.thresholds");
    }
  }

  private ListUsersResponse users(ListUsersRequest request) {
    return cluster.client(TestCluster.PLUGIN, "plugin").users().listUsers(request);
  }
}
