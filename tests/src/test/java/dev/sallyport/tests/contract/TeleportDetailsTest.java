package dev.sallyport.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.integrations.teleport.TeleportDetails;
import dev.sallyport.integrations.teleport.WireRequest;
import dev.sallyport.simulators.fault.Call;
import dev.sallyport.simulators.fault.Fault;
import dev.sallyport.simulators.teleport.Inventory;
import dev.sallyport.simulators.teleport.RoleBuilder;
import dev.sallyport.simulators.teleport.TeleportOptions;
import dev.sallyport.simulators.teleport.TeleportSimulator;
import dev.sallyport.teleport.Answer;
import dev.sallyport.teleport.Identity;
import dev.sallyport.teleport.TeleportClient;
import dev.sallyport.teleport.wire.types.AccessRequestV3;
import dev.sallyport.teleport.wire.types.ResourceID;
import io.grpc.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What Teleport tells about a request's resources and roles, over mutual TLS. */
final class TeleportDetailsTest {
  private static final String CLUSTER = "teleport.example.com";
  private static final String ALICE = "alice@example.com";

  private final TeleportSimulator teleport = TeleportSimulator.start(TeleportOptions.defaults());
  private final Inventory inventory = teleport.inventory();
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-20T12:00:00Z"));
  private final InstantSource clock;
  private final TeleportClient client;
  private final TeleportDetails details;

  TeleportDetailsTest() {
    teleport.putRole(
        RoleBuilder.role("sallyport")
            .rule("user", "read")
            .rule("role", "read")
            .rule("user_group", "list", "read")
            .everyLabel());
    teleport.putBot("sallyport", List.of("sallyport"));
    String identity = teleport.identityFile("bot-sallyport", List.of("sallyport"));
    client =
        TeleportClient.builder(teleport.address()).identity(() -> Identity.parse(identity)).build();
    clock = now::get;
    details = new TeleportDetails(client, clock, Duration.ofMinutes(1));
    assertThat(client.ping()).as("connected").isInstanceOf(Answer.Ok.class);
    inventory.putNode("uuid-1", "db-1");
    inventory.putNode("uuid-2", "db-2");
    teleport.putUser(
        ALICE,
        List.of(),
        Map.of("logins", List.of("alice"), "email", List.of("alice.b@example.com")));
    teleport.putRole(RoleBuilder.role("ops").logins("ubuntu", "{{internal.logins}}", "ec2-user"));
    teleport.putRole(RoleBuilder.role("plain").logins("root").denyLogins("root"));
  }

  @AfterEach
  void close() {
    client.close();
    teleport.close();
  }

  @Test
  void namesOfEveryKindAreFoundAndWhatHasNoneStaysAnId() {
    inventory.putApp("grafana", "Dashboards", Map.of());
    inventory.putApp("grafana", "Dashboards", Map.of());
    inventory.putApp(
        "okta-1",
        "made by Okta",
        Map.of("teleport.dev/origin", "okta", "teleport.internal/okta-app-name", "Payroll"));
    inventory.putApp("wiki", "", Map.of());
    inventory.putDatabase("orders", "Orders of the shop", Map.of());
    inventory.putKubeCluster("prod", "Production", Map.of());
    inventory.putWindowsDesktop("win-1", "Accounting", Map.of());
    inventory.putUserGroup("00g1", "Finance", Map.of());
    assertThat(
            details.resourceNames(
                request(
                    own("node", "uuid-2"),
                    own("node", "no-such-uuid"),
                    own("app", "grafana"),
                    own("app", "okta-1"),
                    own("app", "wiki"),
                    own("db", "orders"),
                    own("kube_cluster", "prod").toBuilder().setSubResourceName("ns/pod").build(),
                    own("windows_desktop", "win-1"),
                    own("user_group", "00g1"),
                    own("pod", "prod"))))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                text("node/uuid-2"), "db-2",
                text("app/grafana"), "Dashboards",
                text("app/okta-1"), "Payroll",
                text("db/orders"), "Orders of the shop",
                text("kube_cluster/prod/ns/pod"), "Production/ns/pod",
                text("windows_desktop/win-1"), "Accounting",
                text("user_group/00g1"), "Finance"));
  }

  @Test
  void aNodeIsFoundByItsIdAndNotByTheHostnameOfAnother() {
    inventory.putNode("uuid-3", "uuid-1");
    assertThat(details.resourceNames(request(own("node", "uuid-1"))))
        .containsExactly(Map.entry(text("node/uuid-1"), "db-1"));
  }

  @Test
  void anIdIsNeverPartOfTheExpression() {
    String id = "x\" || resource.metadata.name == \"uuid-1\\";
    inventory.putNode(id, "odd");
    inventory.putNode("узел\n🎉", "unicode");
    assertThat(details.resourceNames(request(own("node", id), own("node", "узел\n🎉"))))
        .containsOnlyKeys(text("node/" + id), text("node/узел\n🎉"));
  }

  @Test
  void manyResourcesAreFoundInOneRequest() {
    ResourceID[] many =
        Stream.iterate(10, id -> id < 70, id -> id + 1)
            .map(id -> own("node", "uuid-" + id))
            .toArray(ResourceID[]::new);
    for (ResourceID node : many) {
      inventory.putNode(node.getName(), "host-of-" + node.getName());
    }
    assertThat(details.resourceNames(request(many))).hasSize(60);
    assertThat(lists()).isEqualTo(2);
  }

  @Test
  void resourcesOfAnotherClusterAreNotAskedFor() {
    ResourceID foreign = own("node", "uuid-1").toBuilder().setClusterName("leaf").build();
    assertThat(details.resourceNames(request(foreign))).isEmpty();
    assertThat(lists()).isZero();
  }

  @Test
  void withoutLabelsThatReachThemResourcesStayIds() {
    teleport.putRole(RoleBuilder.role("sallyport"));
    assertThat(details.resourceNames(request(own("node", "uuid-1")))).isEmpty();
  }

  @Test
  void rolesToPreviewAsCount() {
    teleport.putRole(RoleBuilder.role("viewer").everyLabel());
    teleport.putRole(RoleBuilder.role("sallyport").previewAs("viewer"));
    assertThat(details.resourceNames(request(own("node", "uuid-1")))).containsValue("db-1");
  }

  @Test
  void aRefusedListIsNotAskedForAgainForFiveMinutes() {
    teleport.putRole(RoleBuilder.role("sallyport").everyLabel().denyRule("node", "list"));
    inventory.putApp("grafana", "Dashboards", Map.of());
    AccessRequest request = request(own("node", "uuid-1"), own("app", "grafana"));
    assertThat(details.resourceNames(request)).containsOnlyKeys(text("app/grafana"));
    assertThat(details.resourceNames(request(own("node", "uuid-2")))).isEmpty();
    assertThat(count("ListResources", "node")).isEqualTo(1);

    teleport.putRole(RoleBuilder.role("sallyport").everyLabel());
    pass(Duration.ofMinutes(5).minusMillis(1));
    assertThat(details.resourceNames(request)).containsOnlyKeys(text("app/grafana"));
    pass(Duration.ofMillis(1));
    assertThat(details.resourceNames(request)).hasSize(2);
  }

  @Test
  void whatWasReadIsKeptForAMinute() {
    AccessRequest request = request(own("node", "uuid-1"));
    long connected = calls();
    details.resourceNames(request);
    details.loginsByRole(request);
    long before = calls();
    pass(Duration.ofMinutes(1).minusMillis(1));
    assertThat(details.resourceNames(request)).hasSize(1);
    assertThat(details.loginsByRole(request)).hasSize(2);
    assertThat(calls()).isEqualTo(before);
    pass(Duration.ofMillis(1));
    details.resourceNames(request);
    details.loginsByRole(request);
    assertThat(calls()).isEqualTo(before + before - connected);
  }

  @Test
  void loginsAreThoseOfTheRequesterInTheOrderOfTheRoles() {
    Map<String, List<String>> logins = details.loginsByRole(request());
    assertThat(logins)
        .containsExactly(
            Map.entry("plain", List.of("root")),
            Map.entry("ops", List.of("alice", "ec2-user", "ubuntu")));
  }

  @Test
  void aRequesterIsReadOnlyWhereALoginDependsOnIt() {
    details.loginsByRole(requestFor("plain"));
    assertThat(count("GetUser", "")).isZero();
  }

  @Test
  void withoutTheRightToReadUsersLoginsThatNameTraitsAreLeftOut() {
    teleport.putRole(RoleBuilder.role("sallyport").rule("role", "read"));
    assertThat(details.loginsByRole(request()))
        .containsEntry("ops", List.of("ec2-user", "ubuntu"))
        .containsEntry("plain", List.of("root"));
    details.loginsByRole(request());
    assertThat(count("GetUser", "")).isEqualTo(1);
  }

  @Test
  void rolesThatMayNotBeReadOrDoNotExistAreAbsentAndNotAskedForAgain() {
    assertThat(details.loginsByRole(requestFor("plain", "no-such-role", " ")))
        .containsOnlyKeys("plain");
    teleport.putRole(RoleBuilder.role("sallyport"));
    pass(Duration.ofMinutes(2));
    assertThat(details.loginsByRole(requestFor("plain", "no-such-role"))).isEmpty();
    assertThat(details.loginsByRole(requestFor("plain", "no-such-role"))).isEmpty();
    assertThat(count("GetRole", "")).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(
      value = Status.Code.class,
      names = {"UNAVAILABLE", "UNIMPLEMENTED", "INTERNAL", "RESOURCE_EXHAUSTED"})
  void whateverTeleportAnswersNothingIsThrown(Status.Code code) {
    teleport.faults().always(_ -> true, new Fault.Refuse(code.value(), "no"));
    AccessRequest request = request(own("node", "uuid-1"));
    assertThat(details.resourceNames(request)).isEmpty();
    assertThat(details.loginsByRole(request)).isEmpty();
    long before = calls();
    assertThat(details.resourceNames(request)).isEmpty();
    assertThat(details.loginsByRole(request)).isEmpty();
    assertThat(calls()).as("asked again").isEqualTo(before);
  }

  @Test
  void aTeleportThatIsGoneOnlyLeavesThemOut() {
    teleport.stop();
    assertThat(details.resourceNames(request(own("node", "uuid-1")))).isEmpty();
    assertThat(details.loginsByRole(request())).isEmpty();
  }

  @Test
  void aNoticeIsNotKeptWaiting() {
    TeleportDetails hasty = new TeleportDetails(client, clock);
    teleport.faults().always(_ -> true, new Fault.Delay(Duration.ofSeconds(20)));
    AccessRequest request = request(own("node", "uuid-1"));
    long began = System.nanoTime();
    assertThat(hasty.resourceNames(request)).isEmpty();
    assertThat(hasty.loginsByRole(request)).isEmpty();
    assertThat(since(began)).as("1.4 s, on a busy machine").isLessThan(Duration.ofMillis(2500));

    teleport.faults().clear();
    long before = calls();
    assertThat(hasty.resourceNames(request)).as("it was too slow just now").isEmpty();
    assertThat(calls()).isEqualTo(before);
    pass(Duration.ofMinutes(5));
    assertThat(details.resourceNames(request)).hasSize(1);
  }

  @Test
  void whatWasReadInTimeCounts() {
    TeleportDetails hasty = new TeleportDetails(client, clock, Duration.ofSeconds(4));
    Predicate<Call> ofUser = call -> call.operation().equals("GetUser");
    teleport.faults().always(ofUser, new Fault.Delay(Duration.ofSeconds(20)));
    assertThat(hasty.loginsByRole(request()))
        .containsEntry("ops", List.of("ec2-user", "ubuntu"))
        .containsEntry("plain", List.of("root"));
  }

  @Test
  void whatHadToWaitForSomethingSlowIsAskedForAgain() {
    TeleportDetails hasty = new TeleportDetails(client, clock, Duration.ofSeconds(4));
    Predicate<Call> ofRole = call -> call.operation().equals("GetRole");
    teleport.faults().next(1, ofRole, new Fault.Delay(Duration.ofMillis(1300)));
    teleport.faults().always(ofRole, new Fault.Delay(Duration.ofSeconds(20)));
    assertThat(hasty.loginsByRole(request())).containsOnlyKeys("plain");
    teleport.faults().clear();
    assertThat(hasty.loginsByRole(request())).containsOnlyKeys("plain", "ops");
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }

  private void pass(Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
  }

  private long calls() {
    return teleport.journal().entries().size();
  }

  private long lists() {
    return teleport.journal().count(TeleportDetailsTest::isList);
  }

  private static boolean isList(Call call) {
    return call.operation().equals("ListResources");
  }

  private long count(String operation, String subject) {
    return teleport
        .journal()
        .count(call -> call.operation().equals(operation) && call.subject().equals(subject));
  }

  private static AccessRequest request(ResourceID... resources) {
    return request(List.of("plain", "ops"), resources);
  }

  private static AccessRequest requestFor(String... roles) {
    return request(List.of(roles));
  }

  private static AccessRequest request(List<String> roles, ResourceID... resources) {
    AccessRequestV3.Builder wire = AccessRequestV3.newBuilder();
    wire.getMetadataBuilder().setName("id-1");
    wire.getSpecBuilder()
        .setUser(ALICE)
        .addAllRoles(roles)
        .addAllRequestedResourceIds(List.of(resources));
    return WireRequest.of(wire.build());
  }

  private static ResourceID own(String kind, String name) {
    return ResourceID.newBuilder().setClusterName(CLUSTER).setKind(kind).setName(name).build();
  }

  private static String text(String kindAndName) {
    return "/" + CLUSTER + "/" + kindAndName;
  }
}
