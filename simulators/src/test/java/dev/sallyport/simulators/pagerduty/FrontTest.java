package dev.sallyport.simulators.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.simulators.fault.Call;
import dev.sallyport.simulators.fault.Fault;
import dev.sallyport.simulators.fault.Journal;
import dev.sallyport.simulators.pagerduty.Caller.Reply;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FrontTest extends PagerDutyTestBase {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Token token=another-key",
        "Token token=\"key-of-this-test\"",
        "token token=key-of-this-test",
        "Token key-of-this-test",
        "Bearer key-of-this-test",
        "Token token=key-of-this-test, x=y"
      })
  void refusesAnInexactAuthorization(String authorization) throws IOException {
    Reply reply = api.send(request("/abilities").header("Authorization", authorization));

    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.code()).isEqualTo(2006);
  }

  @Test
  void refusesAMissingAuthorization() throws IOException {
    assertThat(api.send(request("/abilities")).status()).isEqualTo(401);
  }

  @Test
  void changesKeysWhileRunning() throws IOException {
    pagerDuty.acceptKey("next-key");
    pagerDuty.revokeKey(Caller.KEY);

    assertThat(api.get("/abilities").status()).isEqualTo(401);
    assertThat(
            api.send(request("/abilities").header("Authorization", "Token token=next-key"))
                .status())
        .isEqualTo(200);
  }

  @Test
  void knowsNoOtherPath() throws IOException {
    assertThat(api.get("/nothing").code()).isEqualTo(2100);
    assertThat(api.get("/incidents/").status()).isEqualTo(404);
    assertThat(api.get("/incidents/P1%2Fnotes").status()).isEqualTo(404);
  }

  @Test
  void limitsRequestsPerMinute() throws IOException {
    pagerDuty.setRateLimit(2);

    Reply first = api.get("/abilities");
    api.get("/abilities");
    Reply third = api.get("/abilities");

    assertThat(first.headers().firstValue("ratelimit-limit")).contains("2");
    assertThat(first.headers().firstValue("ratelimit-remaining")).contains("1");
    assertThat(third.status()).isEqualTo(429);
    assertThat(third.code()).isEqualTo(2020);
    assertThat(third.headers().firstValue("ratelimit-reset")).contains("60");
    clock.advance(Duration.ofMinutes(1));
    assertThat(api.get("/abilities").status()).isEqualTo(200);
  }

  @Test
  void refusesAsToldWithoutAnEffect() throws IOException {
    pagerDuty.faults().next(1, FrontTest::isCreate, new Fault.Refuse(503, "down"));

    Reply refused = api.create(service, "key/1");

    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.code()).isEqualTo(2000);
    assertThat(refused.body().path("error").path("message").asText()).isEqualTo("down");
    assertThat(pagerDuty.incidents()).isEmpty();
    assertThat(api.create(service, "key/1").status()).isEqualTo(201);
  }

  @Test
  void answersTooManyRequestsAsTold() throws IOException {
    pagerDuty.faults().next(1, call -> true, new Fault.Refuse(429, "slow down"));

    Reply refused = api.get("/abilities");

    assertThat(refused.code()).isEqualTo(2020);
    assertThat(refused.body().path("error").path("message").asText())
        .isEqualTo("Rate Limit Exceeded");
    assertThat(refused.headers().firstValue("ratelimit-reset")).isPresent();
  }

  @Test
  void answersABareTooManyRequests() throws IOException {
    pagerDuty.faults().next(1, call -> true, new Fault.Refuse(429, ""));

    Reply refused = api.get("/abilities");

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.body().isMissingNode()).isTrue();
    assertThat(refused.headers().map().keySet()).noneMatch(it -> it.startsWith("ratelimit"));
  }

  @Test
  void cutsBeforeTheEffect() {
    pagerDuty.faults().next(1, FrontTest::isCreate, Fault.CUT_BEFORE);

    assertThatThrownBy(() -> api.create(service, "key/1")).isInstanceOf(IOException.class);

    assertThat(pagerDuty.incidents()).isEmpty();
    assertThat(pagerDuty.journal().entries()).extracting(Journal.Entry::answer).contains("cut");
  }

  @Test
  void cutsAfterTheEffect() throws IOException {
    pagerDuty.faults().next(1, FrontTest::isCreate, Fault.CUT_AFTER);

    assertThatThrownBy(() -> api.create(service, "key/1")).isInstanceOf(IOException.class);

    assertThat(pagerDuty.incidents()).hasSize(1);
    assertThat(api.create(service, "key/1").code()).isEqualTo(2001);
  }

  @Test
  void servesAfterAPause() throws IOException {
    pagerDuty.faults().next(1, FrontTest::isCreate, new Fault.Delay(Duration.ofMillis(200)));
    long start = System.nanoTime();

    assertThat(api.create(service, "key/1").status()).isEqualTo(201);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(190));
  }

  @Test
  void journalsEachCall() throws IOException {
    String id = api.create(service, "key/1").body().path("incident").path("id").asText();
    api.get("/incidents?incident_key=key/1");
    api.post("/incidents/" + id + "/notes", "{'note': {'content': 'hello'}}");
    api.get("/nothing");

    assertThat(pagerDuty.journal().entries())
        .extracting(Journal.Entry::call)
        .containsExactly(
            new Call("pagerduty", "POST /incidents", "key/1"),
            new Call("pagerduty", "GET /incidents", "key/1"),
            new Call("pagerduty", "POST /incidents/{id}/notes", id),
            new Call("pagerduty", "GET /nothing", ""));
    assertThat(pagerDuty.journal().entries())
        .extracting(Journal.Entry::answer)
        .containsExactly("201", "200", "200", "404");
    assertThat(pagerDuty.journal().entries().getFirst().caller()).isEqualTo(Caller.ALICE);
  }

  @Test
  void answersOnAWarmConnectionWithoutDelay() throws IOException {
    api.get("/abilities");
    long start = System.nanoTime();
    for (int i = 0; i < 10; i++) {
      api.get("/abilities");
    }

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(300));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(pagerDuty.url() + path));
  }

  private static boolean isCreate(Call call) {
    return call.operation().equals("POST /incidents");
  }
}
