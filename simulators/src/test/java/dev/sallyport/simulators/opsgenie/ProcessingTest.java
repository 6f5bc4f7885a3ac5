package dev.sallyport.simulators.opsgenie;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.simulators.http.Caller.Reply;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ProcessingTest extends OpsgenieTestBase {
  @Test
  void hasNotProcessedARequestForSomeReads() throws IOException {
    opsgenie.setProcessing(2, Duration.ZERO);
    String request = create(ALIAS);

    for (int i = 0; i < 2; i++) {
      assertThat(opsgenie.alerts()).isEmpty();
      Reply early = status(request);
      assertThat(early.status()).isEqualTo(404);
      assertThat(early.header("X-Opsgenie-Errortype")).isEqualTo("RequestNotProcessed");
    }

    assertThat(status(request).json().path("data").path("isSuccess").asBoolean()).isTrue();
    assertThat(opsgenie.alerts()).hasSize(1);
  }

  @Test
  void hidesTheAlertForAsLong() throws IOException {
    opsgenie.setProcessing(1, Duration.ZERO);
    create(ALIAS);

    Reply early = api.get("/v2/alerts/" + ENCODED + "?identifierType=alias");

    assertThat(early.status()).isEqualTo(404);
    assertThat(early.header("X-Opsgenie-Errortype")).isEmpty();
    assertThat(api.get("/v2/alerts/" + ENCODED + "?identifierType=alias").status()).isEqualTo(200);
  }

  @Test
  void processesByTheClock() throws IOException {
    opsgenie.setProcessing(0, Duration.ofSeconds(5));
    String request = create(ALIAS);
    assertThat(status(request).status()).isEqualTo(404);

    clock.advance(Duration.ofSeconds(5));

    assertThat(opsgenie.alerts()).hasSize(1);
    assertThat(status(request).status()).isEqualTo(200);
  }

  @Test
  void processesInTheOrderOfArrival() throws IOException {
    opsgenie.setProcessing(0, Duration.ofSeconds(5));
    create(ALIAS);
    opsgenie.setProcessing(0, Duration.ZERO);
    String close = act("close", "{}");
    assertThat(status(close).status()).isEqualTo(404);

    clock.advance(Duration.ofSeconds(5));

    assertThat(status(close).json().path("data").path("isSuccess").asBoolean()).isTrue();
    assertThat(alert().open()).isFalse();
  }

  @Test
  void startsAsTheOptionsSay() throws IOException {
    OpsgenieOptions options =
        OpsgenieOptions.defaults()
            .withClock(clock)
            .withApiKey(KEY)
            .withEarlyReads(1)
            .withProcessingTime(Duration.ofSeconds(1));
    try (OpsgenieSimulator slow = OpsgenieSimulator.start(options)) {
      String path = slow.url() + "/v2/alerts";
      String request = api.post(path, alert(ALIAS)).json().path("requestId").asText();
      assertThat(api.get(path + "/requests/" + request).status()).isEqualTo(404);
      assertThat(api.get(path + "/requests/" + request).status()).isEqualTo(404);
      clock.advance(Duration.ofSeconds(1));
      assertThat(api.get(path + "/requests/" + request).status()).isEqualTo(200);
    }
  }

  @Test
  void cannotTellAnUnknownRequestFromAWaitingOne() throws IOException {
    Reply reply = status("00000000-0000-4000-8000-000000000000");

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.header("X-Opsgenie-Errortype")).isEqualTo("RequestNotProcessed");
  }
}
