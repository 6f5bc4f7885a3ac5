package dev.sallyport.simulators.teleport;

import static dev.sallyport.simulators.teleport.TestCluster.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.teleport.wire.auth.AuthServiceGrpc.AuthServiceBlockingStub;
import dev.sallyport.teleport.wire.auth.ListResourcesRequest;
import dev.sallyport.teleport.wire.auth.ListResourcesResponse;
import dev.sallyport.teleport.wire.auth.PaginatedResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ResourceListsTest {
  private final TestCluster cluster = new TestCluster();
  private final Inventory inventory = cluster.teleport.inventory();

  ResourceListsTest() {
    cluster.teleport.putRole(RoleBuilder.role("everything").everyLabel());
    cluster.teleport.putRole(RoleBuilder.role("staging").nodeLabels("env", "stag*"));
    inventory.putNode("uuid-1", "db-1", Map.of("env", "staging"));
    inventory.putNode("uuid-2", "db-2", Map.of("env", "prod"));
    inventory.putNode("uuid-3", "web-1", Map.of());
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void showsWhatTheLabelsOfARoleReach() {
    assertThat(nodes(cluster.as(BOB, "everything"))).containsExactly("uuid-1", "uuid-2", "uuid-3");
    assertThat(nodes(cluster.as(BOB, "staging"))).containsExactly("uuid-1");
    assertThat(nodes(cluster.as(BOB, "reviewer"))).as("listing itself is allowed").isEmpty();
    assertThat(nodes(cluster.admin())).hasSize(3);
  }

  @Test
  void showsWhatTheCallerMaySearchOrPreviewAsWhenAsked() {
    cluster.teleport.putRole(RoleBuilder.role("previewer").previewAs("staging"));
    cluster.teleport.putRole(RoleBuilder.role("searcher").searchAs("staging"));
    assertThat(nodes(cluster.as(BOB, "previewer"))).isEmpty();
    assertThat(nodes(cluster.as(BOB, "previewer"), query("").setUsePreviewAsRoles(true)))
        .containsExactly("uuid-1");
    assertThat(nodes(cluster.as(BOB, "searcher"), query("").setUseSearchAsRoles(true)))
        .containsExactly("uuid-1");
    assertThat(nodes(cluster.as(BOB, "searcher"), query("").setUsePreviewAsRoles(true))).isEmpty();
  }

  @Test
  void refusesByARuleThatDeniesAndWithoutOneForUserGroups() {
    cluster.teleport.putRole(RoleBuilder.role("blind").everyLabel().denyRule("node", "list"));
    assertThatThrownBy(() -> nodes(cluster.as(BOB, "blind")))
        .hasMessage("PERMISSION_DENIED: access denied to perform action \"list\" on \"node\"");
    assertThatThrownBy(() -> list(cluster.as(BOB, "everything"), "user_group"))
        .hasMessageStartingWith("PERMISSION_DENIED");
    assertThatThrownBy(() -> list(cluster.as(BOB, "everything"), "token"))
        .hasMessage("UNIMPLEMENTED: resource type token does not support pagination");
  }

  @Test
  void findsByNameWhichIsANodesHostname() {
    AuthServiceBlockingStub bob = cluster.as(BOB, "everything");
    assertThat(
            nodes(
                bob,
                query(
                    "resource.metadata.name == \"uuid-1\" || resource.metadata.name =="
                        + " \"\\u0075uid-\\U00000033\"")))
        .containsExactly("uuid-1", "uuid-3");
    assertThat(nodes(bob, query("name == \"db-2\""))).containsExactly("uuid-2");
    assertThat(nodes(bob, query("name == \"uuid-2\""))).isEmpty();
    for (String wrong :
        List.of("name", "name == \"a", "name == \"a\" ||", "x == \"a\"", "name == \"\\x\"")) {
      assertThatThrownBy(() -> nodes(bob, query(wrong))).hasMessageStartingWith("INVALID_ARGUMENT");
    }
  }

  @Test
  void pagesAndListsAServerForEachAgent() {
    inventory.putApp("grafana", "Dashboards", Map.of());
    inventory.putApp("grafana", "Dashboards", Map.of());
    inventory.putApp("wiki", "", Map.of());
    AuthServiceBlockingStub bob = cluster.as(BOB, "everything");
    List<String> apps = new ArrayList<>();
    String next = "";
    do {
      ListResourcesResponse page =
          bob.listResources(
              ListResourcesRequest.newBuilder()
                  .setResourceType("app_server")
                  .setLimit(1)
                  .setStartKey(next)
                  .build());
      page.getResourcesList()
          .forEach(it -> apps.add(it.getAppServer().getSpec().getApp().getMetadata().getName()));
      next = page.getNextKey();
    } while (!next.isEmpty());
    assertThat(apps).containsExactlyInAnyOrder("grafana", "grafana", "wiki");
  }

  @Test
  void listsEveryKindUnderItsServer() {
    inventory.putDatabase("orders", "Orders", Map.of());
    inventory.putKubeCluster("prod", "Production", Map.of());
    inventory.putWindowsDesktop("win", "Accounting", Map.of());
    inventory.putUserGroup("00g1", "", Map.of());
    AuthServiceBlockingStub admin = cluster.admin();
    assertThat(list(admin, "db_server"))
        .extracting(it -> it.getDatabaseServer().getSpec().getDatabase().getKind())
        .containsExactly("db");
    assertThat(list(admin, "kube_server"))
        .extracting(it -> it.getKubernetesServer().getSpec().getCluster().getKind())
        .containsExactly("kube_cluster");
    assertThat(list(admin, "windows_desktop")).hasSize(1);
    assertThat(list(admin, "user_group")).hasSize(1);
  }

  private static List<PaginatedResource> list(AuthServiceBlockingStub caller, String kind) {
    return caller
        .listResources(ListResourcesRequest.newBuilder().setResourceType(kind).build())
        .getResourcesList();
  }

  private static List<String> nodes(AuthServiceBlockingStub caller) {
    return nodes(caller, query(""));
  }

  private static List<String> nodes(
      AuthServiceBlockingStub caller, ListResourcesRequest.Builder query) {
    return caller.listResources(query.build()).getResourcesList().stream()
        .map(it -> it.getNode().getMetadata().getName())
        .toList();
  }

  private static ListResourcesRequest.Builder query(String expression) {
    return ListResourcesRequest.newBuilder()
        .setResourceType("node")
        .setPredicateExpression(expression);
  }
}
