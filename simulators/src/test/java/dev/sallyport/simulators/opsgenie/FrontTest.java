package dev.sallyport.simulators.opsgenie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.simulators.fault.Call;
import dev.sallyport.simulators.fault.Fault;
import dev.sallyport.simulators.fault.Journal;
import dev.sallyport.simulators.http.Caller;
import dev.sallyport.simulators.http.Caller.Reply;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FrontTest extends OpsgenieTestBase {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "GenieKey key-of-another-region",
        "GenieKey jsm-key-of-this-test",
        "geniekey key-of-this-test",
        "key-of-this-test",
        "Bearer key-of-this-test",
        "GenieKey"
      })
  void refusesAnotherKey(String authorization) throws IOException {
    try (Caller other = new Caller(opsgenie.url(), "Authorization", authorization)) {
      Reply reply = other.get("/v2/alerts");
      assertThat(reply.status()).isEqualTo(401);
      assertThat(reply.json().path("message").asText()).isEqualTo("Could not authenticate");
      assertThat(other.post("/v2/alerts", alert(ALIAS)).status()).isEqualTo(401);
      assertThat(opsgenie.alerts()).isEmpty();
    }
  }

  @Test
  void refusesAMissingKey() throws IOException {
    try (Caller nobody = new Caller(opsgenie.url())) {
      assertThat(nobody.get("/v2/alerts").status()).isEqualTo(401);
    }
  }

  @Test
  void changesKeysWhileRunning() throws IOException {
    opsgenie.apiKeys().accept("next-key");
    opsgenie.apiKeys().revoke(KEY);

    assertThat(api.get("/v2/alerts").status()).isEqualTo(401);
    try (Caller next = new Caller(opsgenie.url(), "Authorization", "GenieKey next-key")) {
      assertThat(next.get("/v2/alerts").status()).isEqualTo(200);
    }
  }

  @Test
  void knowsNoOtherPathOrMethod() throws IOException {
    assertThat(api.get("/v2/nothing").status()).isEqualTo(404);
    assertThat(api.get("/v2/alerts/").status()).isEqualTo(404);
    assertThat(api.post("/v2/schedules", "{}").status()).isEqualTo(405);
    assertThat(api.get("/v2/heartbeats/none/ping").status()).isEqualTo(202);
  }

  @Test
  void refusesCallsThatComeTooFast() throws IOException {
    opsgenie.setRateLimit(RateLimit.REFUSED);

    Reply refused = api.post("/v2/alerts", alert(ALIAS));

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.header("X-RateLimit-State")).isEqualTo("THROTTLED");
    assertThat(refused.header("X-RateLimit-Reason")).isEqualTo("ACCOUNT");
    assertThat(refused.header("X-RateLimit-Period-In-Sec")).isEqualTo("60");
    assertThat(refused.headers().firstValue("Retry-After")).isEmpty();
    opsgenie.setRateLimit(RateLimit.OK);
    assertThat(opsgenie.alerts()).isEmpty();
    assertThat(api.get("/v2/alerts").header("X-RateLimit-State")).isEqualTo("OK");
  }

  @Test
  void delaysCallsThatComeTooFast() throws IOException {
    opsgenie.setRateLimit(RateLimit.DELAYED);

    Reply delayed = api.post("/v2/alerts", alert(ALIAS));

    assertThat(delayed.status()).isEqualTo(202);
    assertThat(delayed.header("X-RateLimit-State")).isEqualTo("THROTTLED");
    String request = delayed.json().path("requestId").asText();
    assertThat(status(request).status()).isEqualTo(404);
    assertThat(opsgenie.alerts()).isEmpty();
    opsgenie.setRateLimit(RateLimit.OK);
    assertThat(opsgenie.alerts()).hasSize(1);
    assertThat(status(request).status()).isEqualTo(200);
  }

  @Test
  void refusesAsToldWithoutAnEffect() throws IOException {
    opsgenie.faults().next(1, FrontTest::isCreate, new Fault.Refuse(503, "down"));

    Reply refused = api.post("/v2/alerts", alert(ALIAS));

    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.json().path("message").asText()).isEqualTo("down");
    assertThat(opsgenie.alerts()).isEmpty();
    create(ALIAS);
    assertThat(opsgenie.alerts()).hasSize(1);
  }

  @Test
  void answersTooManyRequestsAsTold() throws IOException {
    opsgenie.faults().next(1, call -> true, new Fault.Refuse(429, "slow down"));
    assertThat(api.get("/v2/alerts").header("X-RateLimit-State")).isEqualTo("THROTTLED");

    opsgenie.faults().next(1, call -> true, new Fault.Refuse(429, ""));
    Reply bare = api.get("/v2/alerts");
    assertThat(bare.status()).isEqualTo(429);
    assertThat(bare.body()).isEmpty();
    assertThat(bare.headers().map()).doesNotContainKey("x-ratelimit-state");
  }

  @Test
  void cutsBeforeTheEffect() {
    opsgenie.faults().next(1, FrontTest::isCreate, Fault.CUT_BEFORE);

    assertThatThrownBy(() -> api.post("/v2/alerts", alert(ALIAS))).isInstanceOf(IOException.class);

    assertThat(opsgenie.alerts()).isEmpty();
    assertThat(opsgenie.journal().entries()).extracting(Journal.Entry::answer).contains("cut");
  }

  @Test
  void cutsAfterTheEffect() {
    opsgenie.faults().next(1, FrontTest::isCreate, Fault.CUT_AFTER);

    assertThatThrownBy(() -> api.post("/v2/alerts", alert(ALIAS))).isInstanceOf(IOException.class);

    assertThat(opsgenie.alerts()).hasSize(1);
  }

  @Test
  void servesAfterAPause() throws IOException {
    opsgenie.faults().next(1, FrontTest::isCreate, new Fault.Delay(Duration.ofMillis(200)));
    long start = System.nanoTime();

    create(ALIAS);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(190));
  }

  @Test
  void journalsEachCall() throws IOException {
    String request = create(ALIAS);
    status(request);
    act("notes", "{'note': 'n'}");
    api.get("/v2/alerts?query=status:open");
    api.get("/v2/nothing");
    events.post("/v2/alerts", alert(ALIAS));
    ops.get("/schedules?query=Pay");
    jira.get("/rest/api/3/user?accountId=" + alice);

    assertThat(opsgenie.journal().entries())
        .extracting(Journal.Entry::call)
        .containsExactly(
            new Call("opsgenie", "POST /v2/alerts", ALIAS),
            new Call("opsgenie", "GET /v2/alerts/requests/{id}", request),
            new Call("opsgenie", "POST /v2/alerts/{id}/notes", ALIAS),
            new Call("opsgenie", "GET /v2/alerts", "status:open"),
            new Call("opsgenie", "GET /v2/nothing", ""),
            new Call("jsm-events", "POST /v2/alerts", ALIAS),
            new Call("jsm-ops", "GET /schedules", "Pay"),
            new Call("jira", "GET /rest/api/3/user", alice));
    assertThat(opsgenie.journal().entries())
        .extracting(Journal.Entry::answer)
        .containsExactly("202", "200", "202", "200", "404", "202", "200", "200");
    assertThat(opsgenie.journal().entries().getFirst().caller()).isEmpty();
    assertThat(opsgenie.journal().entries().getLast().caller()).isEqualTo(ALICE);
  }

  @Test
  void listensOnLoopbackAlone() {
    assertThat(opsgenie.url().getHost()).isEqualTo("127.0.0.1");
  }

  @Test
  void refusesToStartWithoutCredentials() {
    OpsgenieOptions options = OpsgenieOptions.defaults();

    assertThatIllegalArgumentException().isThrownBy(() -> options.withApiKey(" "));
    assertThatIllegalArgumentException().isThrownBy(() -> options.withJsmApiKey(""));
    assertThatIllegalArgumentException().isThrownBy(() -> options.withApiToken(ALICE, ""));
    assertThatIllegalArgumentException().isThrownBy(() -> options.withCloudId("../v2"));
    assertThatIllegalArgumentException().isThrownBy(() -> options.withEarlyReads(-1));
    assertThat(options.withApiKey("canary").toString()).doesNotContain("canary");
  }

  @Test
  void answersOnAWarmConnectionWithoutDelay() throws IOException {
    api.get("/v2/alerts");
    long start = System.nanoTime();
    for (int i = 0; i < 10; i++) {
      api.get("/v2/alerts");
    }

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(300));
  }

  private static boolean isCreate(Call call) {
    return call.operation().equals("POST /v2/alerts");
  }
}
