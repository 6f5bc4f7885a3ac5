package dev.sallyport.tests.coldstart;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.core.delivery.RawBody;
import dev.sallyport.core.delivery.SlackSignature;
import dev.sallyport.tests.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Base64;

/** The click of the folder {@code events}, signed now. */
final class Click {
  static final String SECRET = "test-secret-not-real";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Click() {}

  static byte[] event() {
    try {
      ObjectNode event =
          (ObjectNode)
              JSON.readTree(
                  Checkout.text(Checkout.root().resolve("events/webhook-slack-approve.json")));
      RawBody body = body(event);
      ObjectNode headers = (ObjectNode) event.path("headers");
      SlackSignature.sign(body, Instant.now(), SECRET).forEach(headers::put);
      return JSON.writeValueAsBytes(event);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static RawBody body() {
    try {
      return body((ObjectNode) JSON.readTree(event()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RawBody body(ObjectNode event) {
    return RawBody.of(Base64.getDecoder().decode(event.path("body").asText()));
  }
}
