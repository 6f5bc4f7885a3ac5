package dev.sallyport.tests.review;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.core.delivery.RawBody;
import dev.sallyport.core.delivery.SignedDelivery;
import dev.sallyport.core.delivery.SlackSignature;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** A press of a button as Slack delivers it. */
record Click(String user, String button, String requestId, String reason, int number) {
  static final String SECRET = "test-secret-not-real";

  static Click approve(String user, String requestId) {
    return new Click(user, "approve_button", requestId, "because", 1);
  }

  Click again() {
    return new Click(user, button, requestId, reason, number + 1);
  }

  SignedDelivery signed(Instant at) {
    String json = payload().toString();
    RawBody body = RawBody.of("payload=" + URLEncoder.encode(json, StandardCharsets.UTF_8));
    return new SignedDelivery(body, SlackSignature.sign(body, at, SECRET), "192.0.2.1");
  }

  private ObjectNode payload() {
    ObjectNode payload = JsonNodeFactory.instance.objectNode().put("type", "block_actions");
    payload.put("api_app_id", "A1").putObject("team").put("id", "T1");
    payload.putObject("user").put("id", user).put("team_id", "T1");
    payload
        .putObject("container")
        .put("type", "message")
        .put("message_ts", "1700000000.000100")
        .put("channel_id", "C1");
    payload
        .putObject("state")
        .putObject("values")
        .putObject("reason_block")
        .putObject("reason_input")
        .put("value", reason);
    payload
        .putArray("actions")
        .addObject()
        .put("block_id", "review_block")
        .put("action_id", button)
        .put("value", requestId)
        .put("action_ts", "1700000001.00000" + number);
    return payload;
  }
}
