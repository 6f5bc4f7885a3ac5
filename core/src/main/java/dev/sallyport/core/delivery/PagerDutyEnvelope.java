package dev.sallyport.core.delivery;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * What stands around every event of PagerDuty's webhooks (PagerDuty, Webhooks v3, Webhook payload).
 * Read as a stream and without what is in it, since that is enough to let it in or not.
 *
 * @param type like {@code incident.annotated}; empty when it cannot be read
 * @param occurredAt empty when it cannot be read
 */
public record PagerDutyEnvelope(String type, Optional<Instant> occurredAt) {
  private static final PagerDutyEnvelope UNREADABLE = new PagerDutyEnvelope("", Optional.empty());
  private static final int DEEPEST = 50;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
          .build();

  /** Reads a body to its end. Throws for none. */
  public static PagerDutyEnvelope read(RawBody body) {
    try (JsonParser json = JSON.createParser(body.bytes())) {
      PagerDutyEnvelope found = UNREADABLE;
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return UNREADABLE;
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        boolean event = json.currentName().equals("event");
        if (json.nextToken() == JsonToken.START_OBJECT && event) {
          found = event(json);
        } else {
          json.skipChildren();
        }
      }
      return json.nextToken() == null ? found : UNREADABLE;
    } catch (IOException e) {
      return UNREADABLE;
    }
  }

  private static PagerDutyEnvelope event(JsonParser json) throws IOException {
    String type = "";
    Optional<Instant> occurredAt = Optional.empty();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      boolean text = json.nextToken() == JsonToken.VALUE_STRING;
      if (text && name.equals("event_type")) {
        type = json.getText();
      } else if (text && name.equals("occurred_at")) {
        occurredAt = time(json.getText());
      } else {
        json.skipChildren();
      }
    }
    return new PagerDutyEnvelope(type, occurredAt);
  }

  /**
   * Like 2026-11-20T12:00:00.000Z, in UTC as PagerDuty writes it. By hand, since a formatter is two
   * hundred classes to load at a cold start.
   */
  static Optional<Instant> time(String text) {
    boolean zulu = text.endsWith("Z");
    int end = text.length() - (zulu ? 1 : "+00:00".length());
    if (end < 19
        || (!zulu && !text.endsWith("+00:00"))
        || number(text, 0, 4) < 0
        || text.charAt(4) != '-'
        || text.charAt(7) != '-'
        || text.charAt(10) != 'T'
        || text.charAt(13) != ':'
        || text.charAt(16) != ':') {
      return Optional.empty();
    }
    try {
      return Optional.of(
          LocalDateTime.of(
                  number(text, 0, 4),
                  number(text, 5, 7),
                  number(text, 8, 10),
                  number(text, 11, 13),
                  number(text, 14, 16),
                  number(text, 17, 19),
                  nanos(text, end))
              .toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static int nanos(String text, int end) {
    if (end == 19) {
      return 0;
    }
    if (text.charAt(19) != '.' || end < 21 || end > 29) {
      return -1;
    }
    int nanos = number(text, 20, end);
    for (int digits = end - 20; digits < 9; digits++) {
      nanos *= 10;
    }
    return nanos;
  }

  /** Below zero, which no time has, when it is none. */
  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      char digit = text.charAt(i);
      if (digit < '0' || digit > '9') {
        return -1;
      }
      number = number * 10 + digit - '0';
    }
    return number;
  }
}
