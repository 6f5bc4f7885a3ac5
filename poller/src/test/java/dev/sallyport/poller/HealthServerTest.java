package dev.sallyport.poller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.request.RequestState;
import dev.sallyport.teleport.Reason;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HealthServerTest {
  private final PollerFixture fixture = new PollerFixture();
  private final HealthServer server = HealthServer.of(fixture.poller, 0);

  @AfterEach
  void close() {
    server.close();
    fixture.close();
  }

  @Test
  void isHealthyWhileItIsConnected() throws Exception {
    fixture.settled();

    assertThat(get("/health").statusCode()).isEqualTo(200);
    fixture.ticks.advance(Duration.ofHours(1));
    assertThat(get("/health").statusCode()).isEqualTo(200);
  }

  @Test
  void saysThatItIsNotConnected() throws Exception {
    assertThat(get("/health").statusCode()).isEqualTo(503);
    fixture.settled();
    fixture.cluster.pingRefusal = Optional.of(Reason.UNAVAILABLE);
    fixture.cluster.cut(Reason.UNAVAILABLE, "restart");
    fixture.ticks.settle();

    assertThat(get("/health"))
        .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(503))
        .satisfies(answer -> assertThat(answer.body()).isEqualTo("not connected to Teleport\n"));
  }

  @Test
  void saysThatItHasStopped() throws Exception {
    fixture.cluster.listRefusal = Optional.of(Reason.DENIED);
    fixture.started();

    assertThat(get("/health").body()).isEqualTo("stopped: MISSING_RIGHT\n");
  }

  @Test
  void countsWhatItDoes() throws Exception {
    fixture.cluster.put("r1", RequestState.PENDING, 0, "a");
    fixture.started();
    fixture.cluster.put("r1", RequestState.APPROVED, 1, "b");
    fixture.ticks.settle();
    fixture.queue.down = true;
    fixture.cluster.delete("r1");
    fixture.ticks.settle();

    assertThat(get("/metrics").body())
        .contains(
            "sallyport_poller_hints_total{cause=\"resync\"} 1.0",
            "sallyport_poller_hints_total{cause=\"changed\"} 1.0",
            "sallyport_poller_hints_total{cause=\"deleted\"} 1.0",
            "sallyport_poller_sent_total 2.0",
            "sallyport_poller_send_failures_total 1.0",
            "sallyport_poller_outbox_hints 1.0",
            "sallyport_poller_connections_total 1.0",
            "sallyport_poller_connected 1.0",
            "sallyport_poller_silence_seconds 0.0",
            "sallyport_poller_identity_seconds_left 43200.0");
    fixture.queue.down = false;
    fixture.ticks.advance(Duration.ofSeconds(2));
  }

  @Test
  void listensOnLoopback() {
    assertThat(server.address().getAddress().isLoopbackAddress()).isTrue();
  }

  private HttpResponse<String> get(String path) throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(
                  URI.create("http://127.0.0.1:" + server.address().getPort() + path))
              .build(),
          BodyHandlers.ofString());
    }
  }
}
