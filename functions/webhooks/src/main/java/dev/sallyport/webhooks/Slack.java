package dev.sallyport.webhooks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sallyport.core.delivery.RawBody;
import dev.sallyport.core.delivery.Sender;
import dev.sallyport.core.delivery.SlackSignature;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Slack's interactions. A form is passed on as it is; the JSON by which Slack checks a URL is
 * answered with its challenge (Slack, {@code url_verification}).
 */
final class Slack implements Vendor {
  private static final int LONGEST_CHALLENGE = 256;

  private final JsonFactory json = new JsonFactory();

  @Override
  public String name() {
    return "slack";
  }

  @Override
  public String path() {
    return "/webhooks/slack/interactions";
  }

  @Override
  public Set<String> signatureHeaders() {
    return SlackSignature.HEADERS;
  }

  @Override
  public Sender verify(Call call, Instant now, List<String> secrets) {
    return SlackSignature.verify(call.headers(), call.body(), now, secrets);
  }

  @Override
  public Optional<String> claim(Call call) {
    return Optional.empty();
  }

  @Override
  public Answer refusal(Sender.Reason why) {
    return Answer.UNVERIFIED;
  }

  @Override
  public Answer taken() {
    return Answer.TAKEN;
  }

  /** Slack shows the person a mark, and they press again. */
  @Override
  public Answer unavailable() {
    return Answer.UNAVAILABLE;
  }

  @Override
  public Optional<Answer> answerAtOnce(RawBody verified) {
    byte[] body = verified.bytes();
    if (body.length == 0 || body[0] != '{') {
      return Optional.empty();
    }
    try (JsonParser parser = json.createParser(body)) {
      return challenge(parser);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<Answer> challenge(JsonParser parser) throws IOException {
    String type = "";
    String challenge = "";
    parser.nextToken();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (value == JsonToken.VALUE_STRING && name.equals("type")) {
        type = parser.getText();
      } else if (value == JsonToken.VALUE_STRING && name.equals("challenge")) {
        challenge = parser.getText();
      } else {
        parser.skipChildren();
      }
    }
    if (!type.equals("url_verification")) {
      return Optional.empty();
    }
    return Optional.of(isPlain(challenge) ? new Answer(200, challenge) : Answer.MALFORMED);
  }

  /** Only what cannot mean anything to whoever shows the answer. */
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!letter && !(c >= '0' && c <= '9') && "-._~+/=".indexOf(c) < 0) {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= LONGEST_CHALLENGE;
  }
}
