package dev.sallyport.webhooks;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.delivery.PagerDutySignature;
import dev.sallyport.core.delivery.RawBody;
import dev.sallyport.core.delivery.SignedDelivery;
import dev.sallyport.core.signal.Signal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** PagerDuty's door with a store and a queue that can be down, and a clock that stands still. */
final class PagerDutyBench {
  static final String SECRET = "test-secret-not-real";
  static final String OTHER = "test-secret-previous";
  static final String OURS = "PWHOURS";
  static final String PATH = "/webhooks/pagerduty";
  static final Instant OCCURRED = Instant.parse("2026-11-20T12:00:00Z");
  static final RawBody NOTE = event("incident.annotated", OCCURRED);

  final List<SignedDelivery> queued = new ArrayList<>();
  final List<Signal> signals = new ArrayList<>();
  Instant now = OCCURRED;
  String stored = "{\"current\":\"" + SECRET + "\",\"subscriptions\":[\"" + OURS + "\"]}";
  boolean storeDown;
  boolean queueDown;
  int reads;
  final Webhooks webhooks = Webhooks.pagerduty(this::read, this::send, signals::add, () -> now);

  private String read() {
    reads++;
    if (storeDown) {
      throw new Unavailable("the store is down");
    }
    return stored;
  }

  private void send(SignedDelivery delivery) {
    if (queueDown) {
      throw new Unavailable("the queue is down");
    }
    queued.add(delivery);
  }

  static RawBody event(String type, Instant at) {
    return RawBody.of(
        "{\"event\":{\"id\":\"01SALLYPORT0001\",\"event_type\":\""
            + type
            + "\",\"resource_type\":\"incident\",\"occurred_at\":\""
            + at
            + "\",\"agent\":{\"id\":\"PUSER01\",\"type\":\"user_reference\"},\"client\":null,"
            + "\"data\":{\"id\":\"PNOTE01\",\"type\":\"incident_note\","
            + "\"content\":\"teleport deny 12345678 é✓\",\"trimmed\":false,"
            + "\"incident\":{\"id\":\"PINC001\",\"type\":\"incident_reference\"}}}}");
  }

  Answer deliver(RawBody body, String secret) {
    return webhooks.handle(call(body, headers(body, secret)));
  }

  static Call call(RawBody body, Map<String, String> headers) {
    return new Call("POST", PATH, headers, body, "192.0.2.44");
  }

  /** As PagerDuty sends them. */
  static Map<String, String> headers(RawBody body, String secret) {
    Map<String, String> headers = new HashMap<>(PagerDutySignature.sign(body, secret));
    headers.put("x-webhook-subscription", OURS);
    headers.put("x-webhook-id", "delivery-1");
    headers.put("user-agent", "PagerDuty-Webhook/V3.0");
    return headers;
  }

  /** The whole answer of the handler to an event of API Gateway. */
  String answer(byte[] event) {
    ByteArrayOutputStream response = new ByteArrayOutputStream();
    try {
      webhooks.handleRequest(new ByteArrayInputStream(event), response, new NoContext());
      return response.toString(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String apiEvent(RawBody body, Map<String, String> headers) {
    return Bench.event(body, headers).replace(Bench.PATH, PATH);
  }
}
