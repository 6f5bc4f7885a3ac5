package dev.sallyport.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.simulators.teleport.NewRequest;
import dev.sallyport.simulators.teleport.RoleBuilder;
import dev.sallyport.simulators.teleport.TeleportOptions;
import dev.sallyport.simulators.teleport.TeleportSimulator;
import dev.sallyport.teleport.Answer;
import dev.sallyport.teleport.ConnectionUpgrade;
import dev.sallyport.teleport.Identity;
import dev.sallyport.teleport.OpenWatch;
import dev.sallyport.teleport.ProposedState;
import dev.sallyport.teleport.Reason;
import dev.sallyport.teleport.TeleportClient;
import dev.sallyport.teleport.WatchListener;
import dev.sallyport.teleport.wire.types.AccessRequestFilter;
import dev.sallyport.teleport.wire.types.AccessRequestV3;
import dev.sallyport.teleport.wire.types.RequestState;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Our client for Teleport against the simulated Auth Service, over mutual TLS. */
final class TeleportClientTest {
  private static final String ALICE = "alice@example.com";
  private static final String BOB = "bob@example.com";

  private final TeleportSimulator teleport = TeleportSimulator.start(TeleportOptions.defaults());
  private volatile String identity = "";
  private final TeleportClient client;

  TeleportClientTest() {
    teleport.putRole(
        RoleBuilder.role("sallyport")
            .rule("access_request", "list", "read", "update", "delete")
            .rule("access_plugin_data", "list", "read", "update")
            .rule("user", "list", "read")
            .rule("role", "list", "read")
            .mayReview("editor")
            .maySubmitFor(BOB));
    teleport.putRole(RoleBuilder.role("reviewer").mayReview("editor"));
    teleport.putRole(RoleBuilder.role("requester").mayRequest("editor"));
    teleport.putUser(ALICE, List.of("requester"), Map.of("slack_uid", List.of("U1")));
    teleport.putUser(BOB, List.of("reviewer"), Map.of("slack_uid", List.of("U2")));
    teleport.putBot("sallyport", List.of("sallyport"));
    identity = teleport.identityFile("bot-sallyport", List.of("sallyport"));
    client = client(teleport.address(), ConnectionUpgrade.OFF);
  }

  @AfterEach
  void close() {
    client.close();
    teleport.close();
  }

  @Test
  void theClusterAnswersDirectlyAndBehindItsProxy() {
    assertThat(value(client.ping()).getClusterName()).isEqualTo("teleport.example.com");
    assertThat(client.identity().user()).isEqualTo("bot-sallyport");
    try (TeleportClient routed = client(teleport.proxyAddress(), ConnectionUpgrade.OFF)) {
      assertThat(value(routed.ping()).getServerVersion()).startsWith("18.11.0");
    }
  }

  @Test
  void requestsAreListedOverManyPagesAndReadById() {
    List<String> ids =
        IntStream.range(0, 25)
            .mapToObj(_ -> teleport.createRequest(NewRequest.of(ALICE, "editor")))
            .toList();
    assertThat(
            value(client.accessRequests(AccessRequestFilter.getDefaultInstance(), 7)).stream()
                .map(request -> request.getMetadata().getName()))
        .containsExactlyInAnyOrderElementsOf(ids);
    assertThat(value(client.accessRequest(ids.getFirst())).orElseThrow().getSpec().getUser())
        .isEqualTo(ALICE);
    assertThat(value(client.accessRequest("no-such-id"))).isEmpty();
    assertThat(value(client.deleteAccessRequest(ids.getFirst()))).isNotNull();
    assertThat(reason(client.deleteAccessRequest(ids.getFirst()))).isEqualTo(Reason.NOT_FOUND);
    assertThat(value(client.accessRequest(ids.getFirst()))).isEmpty();
  }

  @Test
  void aReviewDecidesAndASecondOneIsToldApart() {
    String id = teleport.createRequest(NewRequest.of(ALICE, "editor"));
    AccessRequestV3 after =
        value(client.submitReview(id, ProposedState.APPROVED, "紧急".repeat(3000), ""));
    assertThat(after.getSpec().getState()).isEqualTo(RequestState.APPROVED);
    assertThat(after.getSpec().getReviews(0).getAuthor()).isEqualTo("bot-sallyport");
    assertThat(reason(client.submitReview(id, ProposedState.APPROVED, "", "")))
        .isEqualTo(Reason.ALREADY_REVIEWED);
    assertThat(reason(client.submitReviewFor(id, BOB, ProposedState.DENIED, "")))
        .isEqualTo(Reason.ALREADY_RESOLVED);
    assertThat(reason(client.submitReview("no-such-id", ProposedState.DENIED, "", "")))
        .isEqualTo(Reason.NOT_FOUND);
  }

  @Test
  void aReviewInAPersonsNameIsThePersons() {
    String id = teleport.createRequest(NewRequest.of(ALICE, "editor"));
    AccessRequestV3 after =
        value(client.submitReviewFor(id, BOB, ProposedState.DENIED, "not today"));
    assertThat(after.getSpec().getReviews(0).getAuthor()).isEqualTo(BOB);
    assertThat(after.getSpec().getState()).isEqualTo(RequestState.DENIED);
    String other = teleport.createRequest(NewRequest.of(ALICE, "editor"));
    assertThat(client.submitReviewFor(other, ALICE, ProposedState.APPROVED, ""))
        .as("nobody approves their own")
        .isInstanceOf(Answer.Refused.class);
    String forbidden = teleport.createRequest(NewRequest.of(ALICE, "root"));
    assertThat(reason(client.submitReview(forbidden, ProposedState.APPROVED, "", "")))
        .isEqualTo(Reason.MAY_NOT_REVIEW);
  }

  @Test
  void pluginDataIsWrittenByCompareAndSet() {
    String id = teleport.createRequest(NewRequest.of(ALICE, "editor"));
    assertThat(write(id, Map.of("a", "1"), Map.of("a", ""))).isEqualTo("ok");
    assertThat(write(id, Map.of("a", "2"), Map.of("a", ""))).isEqualTo("COMPARE_FAILED");
    assertThat(write(id, Map.of("b", "2"), Map.of("b", ""))).isEqualTo("ok");
    assertThat(value(client.pluginData(id)))
        .containsExactly(Map.entry("sallyport", Map.of("a", "1", "b", "2")));
    assertThat(value(client.allPluginData("sallyport"))).containsOnlyKeys(id);
    assertThat(write(id, Map.of("a", "", "b", ""), Map.of("a", "1", "b", "2"))).isEqualTo("ok");
    assertThat(value(client.pluginData(id))).isEmpty();
    assertThat(write("no-such-id", Map.of("a", "1"), Map.of("a", ""))).isEqualTo("NOT_FOUND");
  }

  @Test
  void peopleAndRolesAreFound() {
    assertThat(value(client.user(BOB)).getMetadata().getName()).isEqualTo(BOB);
    assertThat(reason(client.user("nobody"))).isEqualTo(Reason.NOT_FOUND);
    assertThat(value(client.currentUser()).getMetadata().getName()).isEqualTo("bot-sallyport");
    assertThat(value(client.usersByTrait("slack_uid", "U2")))
        .extracting(user -> user.getMetadata().getName())
        .containsExactly(BOB);
    assertThat(value(client.role("sallyport")).getMetadata().getName()).isEqualTo("sallyport");
    assertThat(reason(client.role("no-such-role"))).isEqualTo(Reason.NOT_FOUND);
  }

  @Test
  void aWatchTellsChangesAndDeletionsAndItsEnd() throws InterruptedException {
    BlockingQueue<String> events = new LinkedBlockingQueue<>();
    try (OpenWatch watch = client.watch(Set.of(OpenWatch.ACCESS_REQUEST), new Recording(events))) {
      assertThat(next(events)).isEqualTo("init");
      String id = teleport.createRequest(NewRequest.of(ALICE, "editor"));
      assertThat(next(events)).isEqualTo("put " + id + " PENDING");
      teleport.approve(id, "");
      assertThat(next(events)).isEqualTo("put " + id + " APPROVED");
      teleport.delete(id);
      assertThat(next(events)).isEqualTo("delete " + id);
      teleport.lockUser("bot-sallyport");
      assertThat(next(events)).startsWith("end");
      assertThat(client.ping()).isInstanceOf(Answer.Refused.class);
      assertThat(watch).isNotNull();
    }
  }

  @Test
  void anIdentityAfterARotationOfTheHostAuthorityIsTakenUp() {
    assertThat(client.ping()).isInstanceOf(Answer.Ok.class);
    teleport.addHostCa();
    identity = teleport.identityFile("bot-sallyport", List.of("sallyport"));
    assertThat(client.reload()).isInstanceOf(Answer.Ok.class);
    assertThat(client.identity().authorities()).hasSize(2);
    teleport.serveFromNewestHostCa();
    teleport.stop();
    teleport.restart();
    assertThat(client.ping()).isInstanceOf(Answer.Ok.class);
    identity = "torn while being written";
    assertThat(client.reload()).isInstanceOf(Answer.Refused.class);
    assertThat(client.ping()).as("the old one stays").isInstanceOf(Answer.Ok.class);
  }

  private TeleportClient client(String address, ConnectionUpgrade upgrade) {
    return TeleportClient.builder(address)
        .identity(() -> Identity.parse(identity))
        .clusterName("teleport.example.com")
        .connectionUpgrade(upgrade)
        .build();
  }

  private String write(String id, Map<String, String> set, Map<String, String> expect) {
    return switch (client.updatePluginData(id, "sallyport", set, expect)) {
      case Answer.Ok<?> _ -> "ok";
      case Answer.Refused<?>(Reason reason, String _) -> reason.name();
    };
  }

  private static String next(BlockingQueue<String> events) throws InterruptedException {
    return String.valueOf(events.poll(20, TimeUnit.SECONDS));
  }

  private static <T> T value(Answer<T> answer) {
    assertThat(answer).isInstanceOf(Answer.Ok.class);
    return answer.orElseThrow();
  }

  private static Reason reason(Answer<?> answer) {
    assertThat(answer).isInstanceOf(Answer.Refused.class);
    return ((Answer.Refused<?>) answer).reason();
  }

  private record Recording(BlockingQueue<String> events) implements WatchListener {
    @Override
    public void onInit(Set<String> confirmedKinds) {
      events.add("init");
    }

    @Override
    public void onPut(AccessRequestV3 request) {
      events.add("put " + request.getMetadata().getName() + " " + request.getSpec().getState());
    }

    @Override
    public void onDelete(String requestId) {
      events.add("delete " + requestId);
    }

    @Override
    public void onSuperseded() {
      events.add("superseded");
    }

    @Override
    public void onEnd(Reason reason, String text) {
      events.add("end " + reason);
    }
  }
}
