package dev.sallyport.webhooks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.sallyport.core.delivery.RawBody;
import dev.sallyport.core.delivery.SignedDelivery;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * An event of API Gateway, HTTP API, payload format 2.0 (AWS, Working with AWS Lambda proxy
 * integrations for HTTP APIs). Fields of no concern are skipped; one of the wrong kind makes it
 * malformed.
 */
final class ApiEvent {
  /** What became of the bytes. */
  sealed interface Reading {
    record Read(Call call) implements Reading {}

    record Refused(Answer answer) implements Reading {}
  }

  /** Base64 of the largest body that is taken. A longer text is too large in either form. */
  private static final int LONGEST_BODY = (SignedDelivery.MOST_BYTES + 2) / 3 * 4;

  private static final int MOST_BYTES = 8 * 1024 * 1024;
  private static final int LONGEST_NAME = 1024;
  private static final int DEEPEST = 30;
  private static final int LONGEST_ADDRESS = 45;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(LONGEST_BODY)
                  .maxNameLength(LONGEST_NAME)
                  .maxNestingDepth(DEEPEST)
                  .maxDocumentLength(MOST_BYTES)
                  .build())
          .build();

  private final JsonParser json;
  private final Map<String, String> headers = new HashMap<>();
  private String routeKey = "";
  private String rawPath = "";
  private String stage = "";
  private String method = "";
  private String sourceIp = "";
  private String body = "";
  private boolean base64;

  private ApiEvent(JsonParser json) {
    this.json = json;
  }

  /** Reads an event. Throws only when the stream itself cannot be read. */
  static Reading read(InputStream bytes) throws IOException {
    try (JsonParser json = JSON.createParser(bytes)) {
      ApiEvent event = new ApiEvent(json);
      event.readEvent();
      return event.judge();
    } catch (StreamConstraintsException e) {
      return new Reading.Refused(Answer.TOO_LARGE);
    } catch (JsonProcessingException | Malformed e) {
      return new Reading.Refused(Answer.MALFORMED);
    }
  }

  private void readEvent() throws IOException, Malformed {
    if (!entersObject()) {
      return;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      switch (json.currentName()) {
        case "routeKey" -> routeKey = text();
        case "rawPath" -> rawPath = text();
        case "headers" -> readHeaders();
        case "requestContext" -> readContext();
        case "body" -> body = text();
        case "isBase64Encoded" -> base64 = truth();
        default -> skip();
      }
    }
  }

  private void readContext() throws IOException, Malformed {
    if (!entersObject()) {
      return;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      switch (json.currentName()) {
        case "stage" -> stage = text();
        case "http" -> readHttp();
        default -> skip();
      }
    }
  }

  private void readHttp() throws IOException, Malformed {
    if (!entersObject()) {
      return;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      switch (json.currentName()) {
        case "method" -> method = text();
        case "sourceIp" -> sourceIp = text();
        default -> skip();
      }
    }
  }

  /** API Gateway sends lower-case names, local stand-ins the sender's. */
  private void readHeaders() throws IOException, Malformed {
    if (!entersObject()) {
      return;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      if (headers.put(json.currentName().toLowerCase(Locale.ROOT), text()) != null) {
        throw new Malformed();
      }
    }
  }

  /** Goes into the object that comes next; null is none. */
  private boolean entersObject() throws IOException, Malformed {
    JsonToken next = json.nextToken();
    if (next != JsonToken.START_OBJECT && next != JsonToken.VALUE_NULL) {
      throw new Malformed();
    }
    return next == JsonToken.START_OBJECT;
  }

  private void skip() throws IOException {
    json.nextToken();
    json.skipChildren();
  }

  private String text() throws IOException, Malformed {
    JsonToken value = json.nextToken();
    if (value == JsonToken.VALUE_NULL) {
      return "";
    }
    if (value != JsonToken.VALUE_STRING) {
      throw new Malformed();
    }
    return json.getText();
  }

  private boolean truth() throws IOException, Malformed {
    return switch (json.nextToken()) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE, VALUE_NULL -> false;
      default -> throw new Malformed();
    };
  }

  private Reading judge() throws Malformed {
    if (method.isEmpty() || rawPath.isEmpty()) {
      throw new Malformed();
    }
    RawBody bytes = base64 ? decoded() : RawBody.of(body);
    return new Reading.Read(new Call(method, path(), headers, bytes, address()));
  }

  private RawBody decoded() throws Malformed {
    try {
      return RawBody.of(Base64.getDecoder().decode(body));
    } catch (IllegalArgumentException e) {
      throw new Malformed();
    }
  }

  /** The path of the route that API Gateway chose; without one the path less the stage. */
  private String path() {
    int space = routeKey.indexOf(' ');
    if (space > 0) {
      return routeKey.substring(space + 1);
    }
    String prefix = "/" + stage + "/";
    return !stage.isEmpty() && rawPath.startsWith(prefix)
        ? rawPath.substring(prefix.length() - 1)
        : rawPath;
  }

  private String address() {
    for (int i = 0; i < sourceIp.length(); i++) {
      if ("0123456789abcdef.:".indexOf(sourceIp.charAt(i)) < 0) {
        return "";
      }
    }
    return sourceIp.length() <= LONGEST_ADDRESS ? sourceIp : "";
  }

  /** It has another shape. No stack trace, since anybody may cause it. */
  private static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed() {
      super("malformed", null, false, false);
    }
  }
}
