package dev.sallyport.simulators.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/** Slack's paging by cursor: {@code limit}, {@code cursor}, {@code next_cursor}. */
final class Pages {
  private static final String MARK = "next:";

  private Pages() {}

  /**
   * Puts one page of the items into the answer.
   *
   * @return whether there is more
   */
  static <T> boolean put(
      ObjectNode answer,
      String name,
      Arguments arguments,
      int normal,
      List<T> all,
      Function<T, ? extends JsonNode> shown) {
    int limit = arguments.number("limit", normal);
    if (limit < 1 || limit > 1_000) {
      throw SlackError.of("invalid_limit");
    }
    int from = arguments.optional("cursor").map(Pages::offset).orElse(0);
    ArrayNode items = answer.putArray(name);
    all.stream().skip(from).limit(limit).map(shown).forEach(items::add);
    boolean more = from + limit < all.size();
    answer.putObject("response_metadata").put("next_cursor", more ? cursor(from + limit) : "");
    return more;
  }

  private static String cursor(int offset) {
    return Base64.getEncoder().encodeToString((MARK + offset).getBytes(StandardCharsets.US_ASCII));
  }

  private static int offset(String cursor) {
    try {
      String text = new String(Base64.getDecoder().decode(cursor), StandardCharsets.US_ASCII);
      if (text.startsWith(MARK)) {
        return Integer.parseUnsignedInt(text.substring(MARK.length()));
      }
      throw SlackError.of("invalid_cursor");
    } catch (IllegalArgumentException e) {
      throw SlackError.of("invalid_cursor");
    }
  }
}
