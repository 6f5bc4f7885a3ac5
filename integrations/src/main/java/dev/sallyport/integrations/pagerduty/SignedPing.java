package dev.sallyport.integrations.pagerduty;

import dev.sallyport.core.delivery.PagerDutySignature;
import dev.sallyport.core.delivery.RawBody;
import dev.sallyport.integrations.http.FreshHttpClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Whether our own endpoint takes what a secret signs: a ping as PagerDuty would deliver it, which
 * is answered and goes no further (PagerDuty, Webhooks v3, {@code pagey.ping}). Waits ten seconds
 * for an answer at most.
 */
public final class SignedPing implements Predicate<String> {
  private static final String PATH = "/webhooks/pagerduty";
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration WHOLE = Duration.ofSeconds(10);

  private final URI endpoint;
  private final InstantSource clock;
  private final FreshHttpClient clients;

  /**
   * @param api the API's address, with the path of PagerDuty's webhooks or without it
   */
  public SignedPing(URI api, InstantSource clock) {
    String base = api.toString().replaceAll("/+$", "");
    this.endpoint = URI.create(base.endsWith(PATH) ? base : base + PATH);
    this.clock = clock;
    this.clients = new FreshHttpClient(CONNECT, clock);
  }

  @Override
  public boolean test(String secret) {
    RawBody body = ping();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint)
            .timeout(WHOLE)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body.bytes()));
    PagerDutySignature.sign(body, secret).forEach(request::header);
    try {
      int status = clients.get().send(request.build(), BodyHandlers.discarding()).statusCode();
      return status >= 200 && status < 300;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      clients.used();
    }
  }

  private RawBody ping() {
    return RawBody.of(
        "{\"event\":{\"id\":\"%s\",\"event_type\":\"pagey.ping\",\"resource_type\":\"pagey\",\"occurred_at\":\"%s\",\"agent\":null,\"client\":null,\"data\":{\"message\":\"Sallyport proves a secret\",\"type\":\"ping\"}}}"
            .formatted(UUID.randomUUID(), clock.instant()));
  }
}
