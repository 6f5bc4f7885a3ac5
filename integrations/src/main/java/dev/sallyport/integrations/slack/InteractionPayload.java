package dev.sallyport.integrations.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sallyport.core.delivery.DeliveredJson;
import dev.sallyport.core.event.RequestEvent;
import dev.sallyport.core.review.Gesture;
import dev.sallyport.core.review.Gestures.Reading;
import dev.sallyport.core.review.Verdict;
import dev.sallyport.core.text.UserText;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What Slack says of an interaction, in JSON. Its sender is proved; what it holds is judged here.
 */
final class InteractionPayload {
  private static final String VENDOR = "slack";
  private static final String REASON =
      "/state/values/" + MessageText.REASON_BLOCK + "/" + MessageText.REASON + "/value";
  private static final int DEEPEST = 64;
  private static final Pattern ID = Pattern.compile("[A-Z0-9]{1,32}");
  private static final Pattern TIMESTAMP = Pattern.compile("[0-9]{1,12}\\.[0-9]{1,6}");
  private static final JsonMapper JSON = DeliveredJson.reader(DEEPEST);

  private final String teamId;
  private final String appId;

  InteractionPayload(String teamId, String appId) {
    if (teamId.isBlank() || appId.isBlank()) {
      throw new IllegalArgumentException("the ids of Slack's team and app must be known");
    }
    this.teamId = teamId;
    this.appId = appId;
  }

  Reading read(String json, Instant signedAt) {
    try {
      return read(JSON.readTree(json), signedAt);
    } catch (JsonProcessingException e) {
      // Its message would hold a part of the text.
      return new Reading.Garbled("the payload is no JSON, or too large a one");
    }
  }

  private Reading read(JsonNode payload, Instant signedAt) {
    if (!payload.isObject()) {
      return new Reading.Garbled("the payload is no JSON object");
    }
    if (!text(payload, "/type").equals("block_actions")) {
      return new Reading.Nothing();
    }
    if (!text(payload, "/api_app_id").equals(appId)) {
      return new Reading.Unverified("it is another app's");
    }
    if (!team(payload).equals(teamId)) {
      return new Reading.Unverified("it is another workspace's");
    }
    JsonNode actions = payload.path("actions");
    Optional<Verdict> verdict = actions.size() == 1 ? verdict(actions.path(0)) : Optional.empty();
    return verdict
        .map(it -> pressed(payload, actions.path(0), it, signedAt))
        .orElseGet(Reading.Nothing::new);
  }

  /** An app of the whole organisation is told no team, so the user's counts. */
  private static String team(JsonNode payload) {
    JsonNode team = payload.path("team");
    return team.isNull() ? text(payload, "/user/team_id") : text(team, "/id");
  }

  private static Optional<Verdict> verdict(JsonNode action) {
    if (!text(action, "/block_id").equals(MessageText.REVIEW_BLOCK)) {
      return Optional.empty();
    }
    return switch (text(action, "/action_id")) {
      case MessageText.APPROVE -> Optional.of(Verdict.APPROVE);
      case MessageText.DENY -> Optional.of(Verdict.DENY);
      default -> Optional.empty();
    };
  }

  private Reading pressed(JsonNode payload, JsonNode action, Verdict verdict, Instant signedAt) {
    String actor = text(payload, "/user/id");
    String actionTs = text(action, "/action_ts");
    String requestId = text(action, "/value");
    if (!ID.matcher(actor).matches()
        || !TIMESTAMP.matcher(actionTs).matches()
        || !RequestEvent.isId(requestId)) {
      return new Reading.Garbled("the click names no user, no time or no request");
    }
    return new Reading.Pressed(
        new Gesture(
            actor + "/" + actionTs + "/" + requestId,
            VENDOR,
            actor,
            text(payload, "/user/team_id").equals(teamId),
            requestId,
            verdict,
            reason(payload),
            signedAt,
            message(payload),
            new Gesture.ReplyAddress(
                Optional.of(text(payload, "/response_url")).filter(url -> !url.isBlank()),
                channel(payload))));
  }

  private static String reason(JsonNode payload) {
    return UserText.paragraph(text(payload, REASON), Gesture.LONGEST_REASON);
  }

  private static Optional<String> channel(JsonNode payload) {
    return Optional.of(text(payload, "/container/channel_id"))
        .filter(id -> ID.matcher(id).matches());
  }

  /** One that only its reader sees cannot be edited later, so it is none to remember. */
  private static Optional<String> message(JsonNode payload) {
    JsonNode container = payload.path("container");
    String ts = text(container, "/message_ts");
    return channel(payload)
        .filter(_ -> text(container, "/type").equals("message"))
        .filter(_ -> !container.path("is_ephemeral").asBoolean(false))
        .filter(_ -> TIMESTAMP.matcher(ts).matches())
        .map(id -> id + "/" + ts);
  }

  /** What is no text is as good as none. */
  private static String text(JsonNode node, String pointer) {
    JsonNode value = node.at(pointer);
    return value.isTextual() ? value.asText() : "";
  }
}
