package dev.sallyport.integrations.opsgenie;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.request.RequestState;
import dev.sallyport.integrations.http.MovableClock;
import dev.sallyport.integrations.http.Reply;
import dev.sallyport.integrations.http.ScriptedServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;

/** Clients and a server whose answers the test writes down. */
abstract class OpsgenieTestBase {
  /** Long enough for a busy machine: no test waits for its end. */
  static final Duration PATIENT = Duration.ofSeconds(20);

  static final String KEY = "canary-key-7f3a";
  static final String LOGIN = "bot@example.com:canary-token-91";
  static final String CLUSTER = "teleport.example.com";
  static final String TAG = "teleport-cluster:" + CLUSTER;
  static final String ID = "0192f0c1-5a3e-7c11-9d2a-1b2c3d4e5f60";
  static final String ALIAS = "teleport-access-request/" + ID;
  static final String PROMISE = "{'result': 'Request will be processed', 'requestId': 'R1'}";
  static final String OPS = "/jsm/ops/api/cloud-1/v1";
  static final String JOINED = "responders schedule:Night, team:Ops";
  static final String PENDING = "{'message': 'not processed yet'}";
  static final String GO = alert("A1", ALIAS, "open", "2026-11-20T11:59:00Z", "mine");
  static final String OTHERS =
      alert("A1", ALIAS, "open", "2026-11-20T11:59:00Z", "teleport-cluster:other");
  static final String NONE = "{'data': [], 'paging': {}}";

  final ScriptedServer server = new ScriptedServer();
  final MovableClock clock = new MovableClock();
  final AtomicReference<String> key = new AtomicReference<>(KEY);
  final AtomicReference<String> login = new AtomicReference<>(LOGIN);
  final AtomicInteger denied = new AtomicInteger();
  final List<Duration> pauses = new ArrayList<>();
  final ClassicClient opsgenie =
      new ClassicClient(server.url(), key::get, clock, Duration.ofSeconds(3), PATIENT);
  final JsmClient jsm =
      new JsmClient(
          server.url(),
          CloudId.of("cloud-1"),
          key::get,
          login::get,
          clock,
          Duration.ofSeconds(3),
          PATIENT);

  @AfterEach
  void stop() {
    server.close();
  }

  OpsgenieDestination destination(OpsgenieClient client) {
    return new OpsgenieDestination(
        client,
        CLUSTER,
        () -> Optional.of("https://" + CLUSTER),
        "P2",
        Optional.of("Duty"),
        denied::incrementAndGet,
        this::pause,
        clock);
  }

  void pause(Duration length) {
    pauses.add(length);
    clock.advance(length);
  }

  static <T> T ok(Reply<T> reply) {
    assertThat(reply).isInstanceOf(Reply.Ok.class);
    return ((Reply.Ok<T>) reply).value();
  }

  static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  static String alert(String id, String alias, String status, String created, String... tags) {
    return "{'id': '%s', 'tinyId': '7', 'alias': '%s', 'message': 'm', 'status': '%s', 'count': 1, 'createdAt': '%s', 'tags': [%s]}"
        .formatted(
            id,
            alias,
            status,
            created,
            String.join(", ", List.of(tags).stream().map(tag -> "'" + tag + "'").toList()));
  }

  /** One of ours, made a minute ago. */
  static String ours(String id, String status) {
    return alert(id, ALIAS, status, "2026-11-20T11:59:00Z", TAG);
  }

  static String data(String one) {
    return "{'data': " + one + ", 'took': 0.1, 'requestId': 'x'}";
  }

  static String list(String... all) {
    return "{'data': [" + String.join(", ", all) + "], 'paging': {}}";
  }

  static String values(String... all) {
    return "{'values': [" + String.join(", ", all) + "], 'links': {}}";
  }

  static String processed(boolean success, String status, String alertId) {
    return data(
        "{'success': %s, 'isSuccess': %s, 'action': 'Create', 'status': '%s', 'alertId': '%s', 'alias': '%s'}"
            .formatted(success, success, status, alertId, ALIAS));
  }

  static AccessRequest request() {
    return new AccessRequest(
        ID,
        "alice@example.com",
        List.of("editor"),
        RequestState.PENDING,
        AccessRequest.Kind.SHORT_TERM,
        Optional.of(Instant.parse("2026-11-20T12:00:00Z")),
        Optional.of(Instant.parse("2026-11-20T20:00:00Z")),
        Optional.of(Instant.parse("2026-11-20T13:00:00Z")),
        Optional.empty(),
        "fix the build",
        "",
        Map.of(),
        List.of("/teleport.example.com/node/web-1"),
        List.of(),
        List.of(),
        OptionalInt.empty(),
        "r1",
        false);
  }

  static NewAlert newAlert() {
    return new NewAlert(
        "Access request",
        ALIAS,
        "User: alice",
        List.of(
            new Addressee("schedule", false, "Night"),
            new Addressee("team", true, "4513b7ea-3b91-438f-b7e4-e3e54af9147c")),
        TAG,
        "P2");
  }
}
