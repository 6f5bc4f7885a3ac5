package dev.sallyport.tests.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.core.delivery.PagerDutySignature;
import dev.sallyport.core.delivery.RawBody;
import dev.sallyport.core.delivery.SlackSignature;
import dev.sallyport.tests.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;

/** A sample of the folder {@code events}, as it is or signed anew for a function with a clock. */
public final class SampleEvent {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String SIGNED_AT = "2026-11-20T10:00:00.000Z";

  private SampleEvent() {}

  /** As it is. */
  public static byte[] of(String file) {
    return Checkout.text(Checkout.root().resolve("events").resolve(file))
        .getBytes(StandardCharsets.UTF_8);
  }

  /** As the vendor would have sent it now: a webhook's event, or a message with one. */
  public static byte[] now(String file) {
    try {
      ObjectNode event = (ObjectNode) JSON.readTree(of(file));
      if (event.has("Records")) {
        redeliver((ObjectNode) event.path("Records").get(0));
      } else {
        sign(event);
      }
      return JSON.writeValueAsBytes(event);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void sign(ObjectNode event) {
    boolean encoded = event.path("isBase64Encoded").asBoolean();
    String text = event.path("body").asText();
    RawBody body =
        current(encoded ? Base64.getDecoder().decode(text) : text.getBytes(StandardCharsets.UTF_8));
    event.put(
        "body",
        encoded
            ? Base64.getEncoder().encodeToString(body.bytes())
            : new String(body.bytes(), StandardCharsets.UTF_8));
    ObjectNode headers = (ObjectNode) event.path("headers");
    signature(headers, body).forEach(headers::put);
  }

  /** As the webhook function would have queued it now. */
  private static void redeliver(ObjectNode message) throws JsonProcessingException {
    ObjectNode delivery = (ObjectNode) JSON.readTree(message.path("body").asText());
    RawBody body = current(Base64.getDecoder().decode(delivery.path("body").asText()));
    ObjectNode headers = (ObjectNode) delivery.path("headers");
    signature(headers, body).forEach(headers::put);
    delivery.put("body", Base64.getEncoder().encodeToString(body.bytes()));
    message.put("body", delivery.toString());
    ((ObjectNode) message.path("attributes"))
        .put("SentTimestamp", Long.toString(Instant.now().toEpochMilli()));
  }

  private static RawBody current(byte[] body) {
    String now = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
    return RawBody.of(
        new String(body, StandardCharsets.UTF_8)
            .replace(SIGNED_AT, now)
            .getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, String> signature(JsonNode headers, RawBody body) {
    return headers.has("x-pagerduty-signature")
        ? PagerDutySignature.sign(body, SampleCompany.SECRET)
        : SlackSignature.sign(body, Instant.now(), SampleCompany.SECRET);
  }
}
