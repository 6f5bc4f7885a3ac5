package dev.sallyport.simulators.pagerduty;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;

/** PagerDuty's classic paging: limit (25, at most 100), offset, more, and total on demand. */
final class Paging {
  private static final int DEFAULT_LIMIT = 25;
  private static final int MAX_LIMIT = 100;
  private static final int REACH = 10_000;

  private Paging() {}

  static <T> Answer page(
      Request request, String name, List<T> all, Function<T, ? extends JsonNode> render) {
    int limit = number(request, "limit", DEFAULT_LIMIT);
    int offset = number(request, "offset", 0);
    if (limit < 1 || limit > MAX_LIMIT) {
      throw ApiError.invalid("Limit must be between 1 and 100.");
    }
    if (offset < 0 || offset + (long) limit > REACH) {
      throw ApiError.invalid("Offset plus limit must not exceed 10000.");
    }
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode items = body.putArray(name);
    all.stream().skip(offset).limit(limit).map(render).forEach(items::add);
    body.put("limit", limit).put("offset", offset);
    body.put("more", offset + limit < all.size());
    if (request.parameter("total").filter("true"::equals).isPresent()) {
      body.put("total", all.size());
    } else {
      body.putNull("total");
    }
    return Answer.of(200, body);
  }

  private static int number(Request request, String name, int fallback) {
    String text = request.parameter(name).orElse("");
    try {
      return text.isEmpty() ? fallback : Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw ApiError.invalid(name + " is not a number.");
    }
  }
}
