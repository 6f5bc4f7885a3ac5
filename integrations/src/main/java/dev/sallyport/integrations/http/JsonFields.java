package dev.sallyport.integrations.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads fields that may be missing, or of another type than they should. */
public final class JsonFields {
  private JsonFields() {}

  /** All entries; empty when it is no list, or one of them cannot be read. */
  public static <T> Optional<List<T>> list(JsonNode array, Function<JsonNode, Optional<T>> read) {
    if (!array.isArray()) {
      return Optional.empty();
    }
    List<T> items = new ArrayList<>();
    for (JsonNode node : array) {
      Optional<T> item = read.apply(node);
      if (item.isEmpty()) {
        return Optional.empty();
      }
      items.add(item.get());
    }
    return Optional.of(items);
  }

  /** A text; the empty one for anything else. */
  public static String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isTextual() ? value.asText() : "";
  }

  /** A text that is not empty. */
  public static Optional<String> present(JsonNode node, String field) {
    return Optional.of(text(node, field)).filter(text -> !text.isEmpty());
  }

  /** A time with its offset, as RFC 3339 writes it. */
  public static Optional<Instant> time(JsonNode node, String field) {
    try {
      return present(node, field).map(text -> OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
