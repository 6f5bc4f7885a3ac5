package dev.sallyport.simulators.teleport;

import static dev.sallyport.simulators.teleport.TestCluster.ALICE;
import static dev.sallyport.simulators.teleport.TestCluster.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.teleport.wire.auth.RequestID;
import dev.sallyport.teleport.wire.auth.RequestStateSetter;
import dev.sallyport.teleport.wire.types.AccessRequestFilter;
import dev.sallyport.teleport.wire.types.AccessRequestSpecV3;
import dev.sallyport.teleport.wire.types.AccessRequestV3;
import dev.sallyport.teleport.wire.types.AccessReview;
import dev.sallyport.teleport.wire.types.Metadata;
import dev.sallyport.teleport.wire.types.RequestState;
import dev.sallyport.teleport.wire.types.ResourceID;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RequestLifeTest {
  private static final long YEAR_ONE = -62_135_596_800L;

  private final TestCluster cluster = new TestCluster();

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void setsIdTimesAnnotationsAndThresholdsOverTheWire() {
    AccessRequestV3 sent = wire(ALICE, "db", "db").toBuilder().setKind("").build();
    AccessRequestV3 made = cluster.as(ALICE, "requester").createAccessRequestV2(sent);

    assertThat(UUID.fromString(Wire.id(made)).version()).isEqualTo(7);
    assertThat(made.getKind()).isEqualTo("access_request");
    AccessRequestSpecV3 spec = made.getSpec();
    assertThat(spec.getRolesList()).containsExactly("db");
    assertThat(spec.getState()).isEqualTo(RequestState.PENDING);
    Instant now = cluster.clock.instant();
    assertThat(spec.getCreated()).isEqualTo(Wire.time(now));
    assertThat(spec.getExpires()).isEqualTo(Wire.time(now.plus(Duration.ofHours(12))));
    assertThat(spec.getResourceExpiry()).isEqualTo(spec.getExpires());
    assertThat(Labels.map(spec.getSystemAnnotations()))
        .isEqualTo(Map.of("pagerduty_services", List.of("My Critical Service")));
    assertThat(spec.getThresholdsList())
        .singleElement()
        .satisfies(threshold -> assertThat(threshold.getApprove()).isEqualTo(1));
  }

  @Test
  void keepsAnnotationsOfTheAdminOnly() {
    AccessRequestV3.Builder sent = wire(ALICE, "db").toBuilder();
    sent.getSpecBuilder().setSystemAnnotations(Labels.of(Map.of("k", List.of("v"))));
    assertThat(
            Labels.map(
                cluster
                    .admin()
                    .createAccessRequestV2(sent.build())
                    .getSpec()
                    .getSystemAnnotations()))
        .containsOnlyKeys("k", "pagerduty_services");
    assertThat(
            Labels.map(
                cluster
                    .as(ALICE, "requester")
                    .createAccessRequestV2(sent.build())
                    .getSpec()
                    .getSystemAnnotations()))
        .containsOnlyKeys("pagerduty_services");
  }

  @Test
  void refusesRolesThatMayNotBeRequestedAndRequestsForOthers() {
    assertThatThrownBy(
            () -> cluster.as(ALICE, "requester").createAccessRequestV2(wire(ALICE, "root")))
        .hasMessageContaining("can not request role \"root\"");
    assertThatThrownBy(() -> cluster.as(BOB, "reviewer").createAccessRequestV2(wire(ALICE, "db")))
        .hasMessage(
            "PERMISSION_DENIED: access denied to perform action \"create\" on \"access_request\"");
  }

  @Test
  void letsADenialOfAnAnnotationWin() {
    cluster.teleport.putRole(
        RoleBuilder.role("reviewer").denyAnnotation("pagerduty_services", "My Critical Service"));
    assertThat(spec(cluster.pending()).getSystemAnnotations().getValuesMap()).isEmpty();
  }

  @Test
  void boundsTheTimes() {
    String id =
        cluster.teleport.createRequest(NewRequest.of(ALICE, "db").lasting(Duration.ofDays(30)));
    Instant now = cluster.clock.instant();
    assertThat(spec(id).getExpires()).isEqualTo(Wire.time(now.plus(Duration.ofDays(14))));
    assertThat(spec(id).getResourceExpiry()).isEqualTo(Wire.time(now.plus(Duration.ofDays(7))));
    cluster.teleport.approve(id, "");
    assertThat(spec(id).getResourceExpiry()).isEqualTo(spec(id).getExpires());
    assertThatThrownBy(
            () ->
                cluster.teleport.createRequest(
                    NewRequest.of(ALICE, "db").pendingFor(Duration.ofDays(8))))
        .hasMessageStartingWith("INVALID_ARGUMENT");
  }

  @Test
  void writesUnsetTimesAsYearOneAndLeavesNullableOnesOut() {
    AccessRequestV3 bare =
        AccessRequestV3.newBuilder()
            .setMetadata(Metadata.newBuilder().setName("bare"))
            .setSpec(
                AccessRequestSpecV3.newBuilder()
                    .setUser(ALICE)
                    .setStateValue(99)
                    .addReviews(AccessReview.newBuilder().setAuthor(BOB)))
            .build();
    cluster.teleport.putRequest(bare);
    AccessRequestV3 read =
        cluster
            .plugin()
            .getAccessRequestsV2(AccessRequestFilter.newBuilder().setId("bare").build())
            .next();
    AccessRequestSpecV3 spec = read.getSpec();
    assertThat(
            List.of(
                spec.getCreated(),
                spec.getExpires(),
                spec.getMaxDuration(),
                spec.getSessionTtl(),
                spec.getReviews(0).getCreated()))
        .allSatisfy(time -> assertThat(time.getSeconds()).isEqualTo(YEAR_ONE));
    assertThat(spec.hasResourceExpiry()).isFalse();
    assertThat(spec.hasAssumeStartTime()).isFalse();
    assertThat(read.getMetadata().hasExpires()).isFalse();
    assertThat(spec.getStateValue()).isEqualTo(99);
  }

  @Test
  void changesStatesAsTheServerDoes() {
    cluster.teleport.putRole(RoleBuilder.role("updater").rule("access_request", "update"));
    cluster.teleport.putRole(RoleBuilder.role("reader").rule("access_request", "list", "read"));
    String id = cluster.pending();
    assertThatThrownBy(() -> set(BOB, id, RequestState.APPROVED, "reviewer"))
        .hasMessage(
            "PERMISSION_DENIED: access denied to perform action \"update\" on \"access_request\"");
    String web = cluster.teleport.createRequest(NewRequest.of(ALICE, "web"));
    assertThatThrownBy(() -> set(BOB, web, RequestState.APPROVED, "updater"))
        .hasMessage(
            "NOT_FOUND: cannot set state of access request \"%s\" (not found)".formatted(web));
    assertThatThrownBy(() -> set(ALICE, id, RequestState.APPROVED, "updater"))
        .hasMessageContaining("your own access requests is not permitted");
    set(BOB, id, RequestState.APPROVED, "updater", "reader");
    set(BOB, id, RequestState.DENIED, "updater", "reader");
    set(BOB, id, RequestState.DENIED, "updater", "reader");
    assertThatThrownBy(() -> set(BOB, id, RequestState.APPROVED, "updater", "reader"))
        .hasMessage("INVALID_ARGUMENT: cannot set request-state \"APPROVED\" (already denied)");
  }

  @Test
  void deletesWithTheRuleOnly() {
    RequestID id = RequestID.newBuilder().setId(cluster.pending()).build();
    assertThatThrownBy(() -> cluster.plugin().deleteAccessRequest(id))
        .hasMessageStartingWith("PERMISSION_DENIED");
    assertThat(cluster.admin().deleteAccessRequest(id)).isNotNull();
    assertThatThrownBy(() -> cluster.admin().deleteAccessRequest(id))
        .hasMessage(
            "NOT_FOUND: cannot delete access request \"%s\" (not found)".formatted(id.getId()));
  }

  @Test
  void promotesAndTakesResources() {
    String id = cluster.teleport.createRequest(NewRequest.of(ALICE, "db").to("/c/node/n1/sub"));
    cluster.teleport.promote(id, "list-1", "Operators");
    assertThat(spec(id).getState()).isEqualTo(RequestState.PROMOTED);
    assertThat(spec(id).getAccessList().getTitle()).isEqualTo("Operators");
    assertThat(spec(id).getRequestedResourceIdsList())
        .containsExactly(
            ResourceID.newBuilder()
                .setClusterName("c")
                .setKind("node")
                .setName("n1")
                .setSubResourceName("sub")
                .build());
  }

  @Test
  void keepsTheEndInTheMetadataOnOlderServers() {
    try (TestCluster older = new TestCluster(options -> options.expiryInMetadata(true))) {
      AccessRequestV3 request = older.teleport.request(older.pending()).orElseThrow();
      assertThat(request.getSpec().hasResourceExpiry()).isFalse();
      assertThat(request.getMetadata().getExpires()).isEqualTo(request.getSpec().getExpires());
    }
  }

  private void set(String user, String id, RequestState state, String... roles) {
    assertThat(
            cluster
                .as(user, roles)
                .setAccessRequestState(
                    RequestStateSetter.newBuilder().setId(id).setState(state).build()))
        .isNotNull();
  }

  private AccessRequestSpecV3 spec(String id) {
    return cluster.teleport.request(id).orElseThrow().getSpec();
  }

  private static AccessRequestV3 wire(String user, String... roles) {
    return AccessRequestV3.newBuilder()
        .setSpec(AccessRequestSpecV3.newBuilder().setUser(user).addAllRoles(List.of(roles)))
        .build();
  }
}
