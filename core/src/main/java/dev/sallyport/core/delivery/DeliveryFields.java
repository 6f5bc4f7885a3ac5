package dev.sallyport.core.delivery;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sallyport.core.delivery.SignedDelivery.Reading;
import java.io.IOException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The fields of a delivery's message as they are met; judged when all are known. */
final class DeliveryFields {
  private int version;
  private Optional<String> body = Optional.empty();
  private Optional<String> sourceIp = Optional.empty();
  private Optional<Map<String, String>> headers = Optional.empty();

  Reading read(JsonParser json) throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      return new Reading.Unreadable("it is no JSON object");
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "version" -> version = version(json);
        case "body" -> body = text(json);
        case "sourceIp" -> sourceIp = text(json);
        case "headers" -> headers = headers(json);
        default -> json.skipChildren();
      }
    }
    if (json.nextToken() != null) {
      return new Reading.Unreadable("something follows the JSON object");
    }
    return judge();
  }

  private Reading judge() {
    if (version > SignedDelivery.VERSION) {
      return new Reading.Newer(version);
    }
    if (version < 1) {
      return new Reading.Unreadable("it has no version");
    }
    if (body.isEmpty() || headers.isEmpty() || sourceIp.isEmpty()) {
      return new Reading.Unreadable("a field is missing or of another kind");
    }
    try {
      RawBody bytes = RawBody.of(Base64.getDecoder().decode(body.get()));
      return new Reading.Parsed(new SignedDelivery(bytes, headers.get(), sourceIp.get()));
    } catch (IllegalArgumentException e) {
      // The decoder's message would hold a character of the body.
      return new Reading.Unreadable("the body is no base64, or a field is out of bounds");
    }
  }

  private static int version(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      json.skipChildren();
      return 0;
    }
    return switch (json.getNumberType()) {
      case INT -> Math.max(0, json.getIntValue());
      default -> json.getBigIntegerValue().signum() > 0 ? Integer.MAX_VALUE : 0;
    };
  }

  private static Optional<String> text(JsonParser json) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      return Optional.of(json.getText());
    }
    json.skipChildren();
    return Optional.empty();
  }

  private static Optional<Map<String, String>> headers(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return Optional.empty();
    }
    Map<String, String> values = new HashMap<>();
    boolean texts = true;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      Optional<String> value = text(json);
      value.ifPresent(it -> values.put(name, it));
      texts &= value.isPresent();
    }
    return texts ? Optional.of(values) : Optional.empty();
  }
}
