package dev.sallyport.simulators.opsgenie;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.simulators.http.Answer;
import dev.sallyport.simulators.http.Request;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Opsgenie's lists of notes and logs: newest first unless told otherwise; {@code offset} is an
 * entry's own and the page holds what comes after it, or before it with {@code direction=prev}.
 */
final class Entries {
  private final Envelope envelope;

  Entries(Envelope envelope) {
    this.envelope = envelope;
  }

  /**
   * @param path the list's address, which names the alert by its id
   */
  Answer page(
      String path,
      Request request,
      List<LiveAlert.Entry> all,
      Function<LiveAlert.Entry, ObjectNode> shown) {
    List<LiveAlert.Entry> ordered = Listing.ascending(request) ? all : all.reversed();
    int limit = Numbers.in(request, "limit", 20, 1, 100);
    List<LiveAlert.Entry> rest = rest(ordered, request);
    ArrayNode data = Representation.array();
    rest.stream().limit(limit).map(shown).forEach(data::add);
    ObjectNode paging = Representation.object();
    paging.put("first", after("", path, request));
    if (rest.size() > limit) {
      paging.put("next", after(rest.get(limit - 1).offset(), path, request));
    }
    return envelope.page(data, paging);
  }

  private static String after(String offset, String path, Request request) {
    return Links.to(
        path, request, Map.of("offset", offset, "direction", "next", "identifierType", "id"));
  }

  private static List<LiveAlert.Entry> rest(List<LiveAlert.Entry> ordered, Request request) {
    boolean backwards = backwards(request);
    String offset = request.parameter("offset").orElse("");
    if (offset.isEmpty()) {
      return ordered;
    }
    List<String> offsets = ordered.stream().map(LiveAlert.Entry::offset).toList();
    int at = offsets.indexOf(offset);
    if (at < 0) {
      throw ApiError.invalid("offset", "is not one of this list");
    }
    return backwards ? ordered.subList(0, at) : ordered.subList(at + 1, ordered.size());
  }

  private static boolean backwards(Request request) {
    return switch (request.parameter("direction").orElse("next")) {
      case "next" -> false;
      case "prev" -> true;
      default -> throw ApiError.invalid("direction", "should be one of [ next, prev ]");
    };
  }
}
