package dev.sallyport.teleport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Empty;
import com.google.protobuf.Timestamp;
import dev.sallyport.teleport.wire.auth.AccessRequestSort;
import dev.sallyport.teleport.wire.auth.ListAccessRequestsRequest;
import dev.sallyport.teleport.wire.auth.ListAccessRequestsResponse;
import dev.sallyport.teleport.wire.auth.PluginDataSeq;
import dev.sallyport.teleport.wire.rules.AccessMonitoringRule;
import dev.sallyport.teleport.wire.rules.ListAccessMonitoringRulesWithFilterRequest;
import dev.sallyport.teleport.wire.rules.ListAccessMonitoringRulesWithFilterResponse;
import dev.sallyport.teleport.wire.types.AccessRequestFilter;
import dev.sallyport.teleport.wire.types.AccessRequestV3;
import dev.sallyport.teleport.wire.types.AccessReview;
import dev.sallyport.teleport.wire.types.AccessReviewSubmission;
import dev.sallyport.teleport.wire.types.PluginDataEntry;
import dev.sallyport.teleport.wire.types.PluginDataUpdateParams;
import dev.sallyport.teleport.wire.types.PluginDataV3;
import dev.sallyport.teleport.wire.types.RequestState;
import dev.sallyport.teleport.wire.types.UserV2;
import dev.sallyport.teleport.wire.users.ListUsersRequest;
import dev.sallyport.teleport.wire.users.ListUsersResponse;
import dev.sallyport.teleport.wire.wrappers.StringValues;
import io.grpc.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class TeleportClientTest {
  private static final TestingCluster CLUSTER = TestingCluster.create();
  private static final Identity BOT = CLUSTER.identity("bot-plugin");
  private static final Instant NOW = TestingCa.NOW;

  private final TestingAuth auth = new TestingAuth(CLUSTER);
  private final TeleportClient client =
      TeleportClient.builder(auth.address())
          .identity(() -> BOT)
          .connectionUpgrade(ConnectionUpgrade.OFF)
          .clock(() -> NOW)
          .build();

  @AfterEach
  void stop() {
    client.close();
    auth.close();
  }

  private static AccessRequestV3 request(String id) {
    return request(id, "alice@example.com", RequestState.PENDING);
  }

  private static AccessRequestV3 request(String id, String user, RequestState state) {
    var request = AccessRequestV3.newBuilder();
    request.getMetadataBuilder().setName(id);
    request.getSpecBuilder().setUser(user).setState(state);
    return request.build();
  }

  private static ListAccessRequestsResponse page(String next, AccessRequestV3... requests) {
    return ListAccessRequestsResponse.newBuilder()
        .addAllAccessRequests(List.of(requests))
        .setNextKey(next)
        .build();
  }

  @Test
  void followsThePagesOfAListAndTakesEachRequestOnce() {
    var changed = request("b", "alice@example.com", RequestState.APPROVED);
    auth.list =
        list ->
            switch (list.getStartKey()) {
              case "" -> page("b", request("a"), request("b"));
              case "b" -> page("c", changed);
              default -> page("", request("c"));
            };

    var filter = AccessRequestFilter.newBuilder().setState(RequestState.PENDING).build();
    assertThat(client.accessRequests(filter, 150).orElseThrow())
        .containsExactly(request("a"), changed, request("c"));
    assertThat(auth.lists)
        .extracting(ListAccessRequestsRequest::getStartKey)
        .containsExactly("", "b", "c");
    assertThat(auth.lists)
        .allSatisfy(
            list -> {
              assertThat(list.getLimit()).isEqualTo(150);
              assertThat(list.getSort()).isEqualTo(AccessRequestSort.DEFAULT);
              assertThat(list.getDescending()).isFalse();
              assertThat(list.getFilter()).isEqualTo(filter);
            });
  }

  @Test
  void doesNotFollowAListThatLeadsInCircles() {
    auth.list = list -> page("again");

    assertThat(
            client
                .accessRequests(AccessRequestFilter.getDefaultInstance(), 100)
                .refusedFor(Reason.OTHER))
        .isTrue();
    assertThat(auth.lists).hasSize(2);
  }

  @Test
  void listsByTheOlderCallWhereTheNewerIsMissing() {
    auth.list =
        list -> {
          throw TestingAuth.refuse(Status.Code.UNIMPLEMENTED, "no such method");
        };
    auth.streamed = List.of(request("a"), request("b"));

    assertThat(client.accessRequests(AccessRequestFilter.getDefaultInstance(), 100).orElseThrow())
        .containsExactly(request("a"), request("b"));
    assertThat(client.accessRequest("b").orElseThrow()).contains(request("b"));
  }

  @Test
  void readsOneRequestByItsId() {
    auth.list = list -> page("", request(list.getFilter().getId().equals("x") ? "other" : "a"));

    assertThat(client.accessRequest("a").orElseThrow()).contains(request("a"));
    assertThat(client.accessRequest("x").orElseThrow()).isEmpty();
    assertThatThrownBy(() -> client.accessRequest(" "))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void takesMessagesOverFourMebibytesButNotOverSixteen() {
    var large = request("a").toBuilder();
    large.getSpecBuilder().setRequestReason("x".repeat(5 << 20));
    auth.list = list -> page("", large.build());
    assertThat(client.accessRequest("a").orElseThrow()).contains(large.build());

    large.getSpecBuilder().setRequestReason("x".repeat(17 << 20));
    assertThat(client.accessRequest("a").refusedFor(Reason.LIMIT)).isTrue();
  }

  @Test
  void readsPluginDataByPluginAndByRequest() {
    var data = PluginDataV3.newBuilder();
    data.getMetadataBuilder().setName("a");
    data.getSpecBuilder()
        .putEntries("sallyport", PluginDataEntry.newBuilder().putData("seen", "1").build())
        .putEntries("slack", PluginDataEntry.newBuilder().putData("messages", "C1/1").build());
    auth.pluginData =
        filter -> {
          assertThat(filter.getKind()).isEqualTo("access_request");
          return filter.getResource().equals("none")
              ? PluginDataSeq.getDefaultInstance()
              : PluginDataSeq.newBuilder().addPluginData(data).build();
        };

    assertThat(client.pluginData("a").orElseThrow())
        .isEqualTo(Map.of("sallyport", Map.of("seen", "1"), "slack", Map.of("messages", "C1/1")));
    assertThat(client.pluginData("none").orElseThrow()).isEmpty();
    assertThat(client.allPluginData("sallyport").orElseThrow())
        .isEqualTo(Map.of("a", Map.of("seen", "1")));
  }

  @Test
  void writesPluginDataByCompareAndSet() {
    var written = new AtomicReference<PluginDataUpdateParams>();
    auth.update =
        params -> {
          if (written.getAndSet(params) != null) {
            throw TestingAuth.refuse(
                Status.Code.FAILED_PRECONDITION, "expectations not met for field \"seen\"");
          }
          return Empty.getDefaultInstance();
        };

    assertThat(client.updatePluginData("a", "sallyport", Map.of("seen", "2"), Map.of("seen", "")))
        .isEqualTo(Answer.ok(Done.DONE));
    assertThat(written.get())
        .isEqualTo(
            PluginDataUpdateParams.newBuilder()
                .setKind("access_request")
                .setResource("a")
                .setPlugin("sallyport")
                .putSet("seen", "2")
                .putExpect("seen", "")
                .build());
    assertThat(
            client
                .updatePluginData("a", "sallyport", Map.of(), Map.of())
                .refusedFor(Reason.COMPARE_FAILED))
        .isTrue();
  }

  @Test
  void reviewsInItsOwnNameAndOnBehalfOfAPerson() {
    var submitted = new ArrayList<AccessReviewSubmission>();
    auth.review =
        submission -> {
          submitted.add(submission);
          return request("a");
        };

    client.submitReview("a", ProposedState.APPROVED, "on call", "").orElseThrow();
    client
        .submitReviewFor("a", "bob@example.com", ProposedState.DENIED, "é".repeat(3000))
        .orElseThrow();

    var created = WireTime.timestamp(NOW);
    assertThat(submitted.get(0).getReview())
        .isEqualTo(
            AccessReview.newBuilder()
                .setAuthor("bot-plugin")
                .setProposedState(RequestState.APPROVED)
                .setReason("on call")
                .setCreated(created)
                .build());
    assertThat(submitted.get(1).getReview())
        .isEqualTo(
            AccessReview.newBuilder()
                .setAuthor("bob@example.com")
                .setProposedState(RequestState.DENIED)
                .setReason("é".repeat(2048))
                .setCreated(created)
                .setSubmittedOnBehalfOfAuthor(true)
                .build());
  }

  private Reason refusedReview(AccessRequestV3 now, String author, String text) {
    auth.review =
        submission -> {
          throw TestingAuth.refuse(Status.Code.PERMISSION_DENIED, text);
        };
    auth.list = list -> page("", now);
    return client.submitReviewFor("a", author, ProposedState.APPROVED, "")
            instanceof Answer.Refused<AccessRequestV3>(Reason reason, String _)
        ? reason
        : Reason.OTHER;
  }

  @Test
  void readsTheRequestAgainToTellWhyAReviewWasRefused() {
    String mayNot = "user \"alice@example.com\" cannot review request \"a\"";
    var reviewed = request("a").toBuilder();
    reviewed.getSpecBuilder().addReviews(AccessReview.newBuilder().setAuthor("bob@example.com"));

    assertThat(refusedReview(request("a"), "alice@example.com", mayNot))
        .isEqualTo(Reason.SELF_REVIEW);
    assertThat(refusedReview(request("a"), "bob@example.com", mayNot))
        .isEqualTo(Reason.MAY_NOT_REVIEW);
    assertThat(refusedReview(reviewed.build(), "bob@example.com", "reworded"))
        .isEqualTo(Reason.ALREADY_REVIEWED);
    assertThat(
            refusedReview(
                request("a", "alice@example.com", RequestState.DENIED),
                "bob@example.com",
                "reworded"))
        .isEqualTo(Reason.ALREADY_RESOLVED);
    assertThat(refusedReview(request("other"), "alice@example.com", mayNot))
        .isEqualTo(Reason.MAY_NOT_REVIEW);
    assertThat(
            refusedReview(
                request("a"),
                "alice@example.com",
                "admin-level API request requires MFA verification"))
        .isEqualTo(Reason.MFA_REQUIRED);
  }

  private static UserV2 user(String name, String... uids) {
    var user = UserV2.newBuilder();
    user.getMetadataBuilder().setName(name);
    user.getSpecBuilder()
        .getTraitsBuilder()
        .putValues("slack_uid", StringValues.newBuilder().addAllValues(List.of(uids)).build());
    return user.build();
  }

  @Test
  void checksTheTraitOfEachUserSinceOldServersDoNotFilter() {
    var asked = new ArrayList<ListUsersRequest>();
    auth.users =
        list -> {
          asked.add(list);
          var page = ListUsersResponse.newBuilder();
          return list.getPageToken().isEmpty()
              ? page.addUsers(user("alice@example.com", "U1")).setNextPageToken("2").build()
              : page.addUsers(user("bob@example.com", "U2", "U3"))
                  .addUsers(UserV2.getDefaultInstance())
                  .build();
        };

    assertThat(client.usersByTrait("slack_uid", "U3").orElseThrow())
        .containsExactly(user("bob@example.com", "U2", "U3"));
    assertThat(asked.getFirst().getFilter().getTraits().getValuesMap())
        .containsExactly(Map.entry("slack_uid", StringValues.newBuilder().addValues("U3").build()));
    assertThat(asked).hasSize(2);
  }

  @Test
  void readsEveryPageOfTheMonitoringRules() {
    List<ListAccessMonitoringRulesWithFilterRequest> asked = new ArrayList<>();
    auth.rules =
        request -> {
          asked.add(request);
          var page = ListAccessMonitoringRulesWithFilterResponse.newBuilder();
          return request.getPageToken().isEmpty()
              ? page.addRules(rule("a")).setNextPageToken("b").build()
              : page.addRules(rule("b")).build();
        };

    assertThat(client.accessMonitoringRules("access_request", "slack").orElseThrow())
        .containsExactly(rule("a"), rule("b"));
    assertThat(asked)
        .hasSize(2)
        .allSatisfy(
            request -> {
              assertThat(request.getSubjectsList()).containsExactly("access_request");
              assertThat(request.getNotificationName()).isEqualTo("slack");
            });
  }

  @Test
  void aListOfMonitoringRulesThatHasNoEndIsGivenUp() {
    auth.rules =
        request ->
            ListAccessMonitoringRulesWithFilterResponse.newBuilder()
                .setNextPageToken("again")
                .build();
    assertThat(client.accessMonitoringRules("access_request", "slack").refusedFor(Reason.OTHER))
        .isTrue();
  }

  @Test
  void tellsWhyThereAreNoMonitoringRules() {
    auth.rules =
        request -> {
          throw TestingAuth.refuse(
              Status.Code.PERMISSION_DENIED,
              "access denied to perform action \"list\" on \"access_monitoring_rule\"");
        };
    assertThat(client.accessMonitoringRules("access_request", "slack").refusedFor(Reason.DENIED))
        .isTrue();
    auth.rules =
        request -> {
          throw TestingAuth.refuse(Status.Code.UNIMPLEMENTED, "unknown service");
        };
    assertThat(
            client
                .accessMonitoringRules("access_request", "slack")
                .refusedFor(Reason.UNIMPLEMENTED))
        .isTrue();
  }

  private static AccessMonitoringRule rule(String name) {
    var rule = AccessMonitoringRule.newBuilder();
    rule.getMetadataBuilder().setName(name);
    return rule.build();
  }

  @Test
  void readsItsOwnUserByTheOlderCallWhereTheNewerIsMissing() {
    assertThat(client.currentUser().orElseThrow().getMetadata().getName())
        .isEqualTo("from the older call");
  }

  @Test
  void createsRequestsWithoutEmptyTimes() {
    var created = new AtomicReference<AccessRequestV3>();
    auth.create =
        request -> {
          created.set(request);
          return request;
        };
    var request = request("", "alice@example.com", RequestState.NONE).toBuilder();
    request.getSpecBuilder().setCreated(Timestamp.getDefaultInstance());
    request.getSpecBuilder().setExpires(Timestamp.newBuilder().setSeconds(-62135596800L));
    request.getSpecBuilder().setMaxDuration(WireTime.timestamp(NOW));

    client.createAccessRequest(request.build()).orElseThrow();

    AccessRequestV3 sent = Objects.requireNonNull(created.get());
    assertThat(sent.getKind()).isEqualTo("access_request");
    assertThat(sent.getVersion()).isEqualTo("v3");
    assertThat(sent.getMetadata().getName()).isNotEmpty();
    var spec = sent.getSpec();
    assertThat(spec.hasCreated()).isFalse();
    assertThat(spec.hasExpires()).isFalse();
    assertThat(spec.getMaxDuration()).isEqualTo(WireTime.timestamp(NOW));
    assertThat(spec.getState()).isEqualTo(RequestState.PENDING);
    assertThat(
            client
                .createAccessRequest("alice@example.com", List.of("r"), "why")
                .orElseThrow()
                .getSpec()
                .getRolesList())
        .containsExactly("r");
  }

  @Test
  void answersInsteadOfThrowing() {
    assertThat(client.deleteAccessRequest("x").refusedFor(Reason.NOT_FOUND)).isTrue();
    assertThat(client.setState("x", RequestState.DENIED, "", "").refusedFor(Reason.UNIMPLEMENTED))
        .isTrue();
    assertThat(client.role("r").refusedFor(Reason.UNIMPLEMENTED)).isTrue();
  }

  @Test
  void namesAnAddressThatIsNone() {
    for (String address : List.of("example.com", "example.com:x", ":443", "example.com:70000")) {
      assertThatThrownBy(() -> TeleportClient.builder(address))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'" + address + "'");
    }
  }
}
