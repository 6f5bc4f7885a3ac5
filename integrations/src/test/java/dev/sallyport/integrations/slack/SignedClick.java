package dev.sallyport.integrations.slack;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.core.delivery.RawBody;
import dev.sallyport.core.delivery.SignedDelivery;
import dev.sallyport.core.delivery.SlackSignature;
import dev.sallyport.core.delivery.VerificationSecrets;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** A click on Approve as Slack delivers it, to be changed for a test. */
final class SignedClick {
  static final String SECRET = "test-secret-not-real";
  static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
  static final String REQUEST = "01995f3c-8a2b-7c4d-9e5f-102030405060";

  final ObjectNode payload = JsonNodeFactory.instance.objectNode();
  final ObjectNode action;

  SignedClick() {
    payload.put("type", "block_actions").put("api_app_id", "A1");
    payload.putObject("team").put("id", "T1").put("domain", "example");
    payload.putObject("user").put("id", "U2").put("team_id", "T1");
    payload
        .putObject("container")
        .put("type", "message")
        .put("message_ts", "1699999990.000100")
        .put("channel_id", "C1")
        .put("is_ephemeral", false);
    payload
        .putObject("state")
        .putObject("values")
        .putObject("reason_block")
        .putObject("reason_input")
        .put("type", "plain_text_input")
        .put("value", "for the 障害 & more");
    payload.put("response_url", "https://hooks.slack.com/actions/T1/1/canary");
    action =
        payload
            .putArray("actions")
            .addObject()
            .put("type", "button")
            .put("block_id", "review_block")
            .put("action_id", "approve_button")
            .put("value", REQUEST)
            .put("action_ts", "1699999999.123456");
  }

  static SlackGestures gestures() {
    return new SlackGestures(VerificationSecrets.live(() -> SECRET, () -> NOW), "T1", "A1");
  }

  SignedDelivery delivery() {
    return signed(
        "payload=" + URLEncoder.encode(payload.toString(), StandardCharsets.UTF_8), SECRET);
  }

  static SignedDelivery signed(String body, String secret) {
    RawBody raw = RawBody.of(body);
    return new SignedDelivery(raw, SlackSignature.sign(raw, NOW, secret), "");
  }
}
