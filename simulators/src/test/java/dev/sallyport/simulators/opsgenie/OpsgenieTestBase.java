package dev.sallyport.simulators.opsgenie;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.simulators.http.Caller;
import dev.sallyport.simulators.http.Caller.Reply;
import dev.sallyport.simulators.http.MovableClock;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An account with two people, a team and a schedule, and a caller for each of its APIs. */
abstract class OpsgenieTestBase {
  static final String KEY = "key-of-this-test";
  static final String JSM_KEY = "jsm-key-of-this-test";
  static final String TOKEN = "token-of-this-test";
  static final String CLOUD = "0a1b2c3d-0000-4000-8000-00000000cafe";
  static final String ALICE = "alice@example.com";
  static final String BOB = "bob@example.com";
  static final String ALIAS = "teleport-access-request/11111111";
  static final String ENCODED = "teleport-access-request%2F11111111";

  final MovableClock clock = new MovableClock();
  final OpsgenieSimulator opsgenie =
      OpsgenieSimulator.start(
          OpsgenieOptions.defaults()
              .withClock(clock)
              .withApiKey(KEY)
              .withJsmApiKey(JSM_KEY)
              .withApiToken(ALICE, TOKEN)
              .withCloudId(CLOUD));
  final Caller api = new Caller(opsgenie.url(), "Authorization", "GenieKey " + KEY);
  final Caller events = new Caller(opsgenie.jsmEventsUrl(), "Authorization", "GenieKey " + JSM_KEY);
  final Caller ops = new Caller(opsgenie.jsmOpsUrl(), "Authorization", basic(ALICE, TOKEN));
  final Caller jira = new Caller(opsgenie.jiraUrl(), "Authorization", basic(ALICE, TOKEN));
  String alice = "";
  String bob = "";
  String team = "";
  String schedule = "";

  @BeforeEach
  void fill() {
    alice = opsgenie.addUser(ALICE);
    bob = opsgenie.addUser(BOB);
    team = opsgenie.addTeam("Platform");
    schedule = opsgenie.addSchedule("Payments Rota");
  }

  @AfterEach
  void stop() {
    List.of(api, events, ops, jira).forEach(Caller::close);
    opsgenie.close();
  }

  static String basic(String email, String token) {
    String both = email + ":" + token;
    return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  static String alert(String alias) {
    return "{'message': 'Access requested', 'alias': '" + alias + "'}";
  }

  /** Creates an alert and returns the request's id. */
  String create(String alias) throws IOException {
    Reply reply = api.post("/v2/alerts", alert(alias));
    assertThat(reply.status()).isEqualTo(202);
    return reply.json().path("requestId").asText();
  }

  /** Does something to the alert with {@link #ALIAS} and returns the request's id. */
  String act(String action, String body) throws IOException {
    Reply reply = api.post("/v2/alerts/" + ENCODED + "/" + action + "?identifierType=alias", body);
    assertThat(reply.status()).isEqualTo(202);
    return reply.json().path("requestId").asText();
  }

  Reply status(String requestId) throws IOException {
    return api.get("/v2/alerts/requests/" + requestId);
  }

  Alert alert() {
    return opsgenie.alert(ALIAS).orElseThrow();
  }
}
