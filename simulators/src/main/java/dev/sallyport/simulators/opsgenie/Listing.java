package dev.sallyport.simulators.opsgenie;

import dev.sallyport.simulators.http.Request;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One page of a list.
 *
 * @param total how many there are on all pages
 */
record Listing<T>(int offset, int size, int total, List<T> items) {
  private static final int REACH = 20_000;
  private static final Map<String, Comparator<LiveAlert>> ORDERS =
      Map.of(
          "createdAt", Comparator.comparing(LiveAlert::createdAt),
          "updatedAt", Comparator.comparing(LiveAlert::updatedAt),
          "lastOccurredAt", Comparator.comparing(LiveAlert::lastOccurredAt),
          "tinyId", Comparator.comparingLong(LiveAlert::tinyId),
          "alias", Comparator.comparing(LiveAlert::alias),
          "message", Comparator.comparing(it -> it.draft().message()),
          "status", Comparator.comparing(LiveAlert::status),
          "count", Comparator.comparingInt(LiveAlert::count));

  /**
   * The alerts that a query asks for.
   *
   * @param size the name of the parameter that tells how many
   */
  static Listing<LiveAlert> alerts(List<LiveAlert> all, Request request, String size) {
    Stream<LiveAlert> found =
        all.stream().filter(AlertQuery.parse(request.parameter("query").orElse("")));
    return of(found.sorted(order(request)).toList(), request, size);
  }

  static <T> Listing<T> of(List<T> all, Request request, String sizeName) {
    int size = Numbers.in(request, sizeName, 20, 1, 100);
    int offset = Numbers.in(request, "offset", 0, 0, REACH);
    if (offset + size > REACH) {
      throw ApiError.invalid("offset", "with " + sizeName + " must not exceed " + REACH);
    }
    return new Listing<>(offset, size, all.size(), all.stream().skip(offset).limit(size).toList());
  }

  boolean more() {
    return offset + size < total;
  }

  private static Comparator<LiveAlert> order(Request request) {
    String sort = request.parameter("sort").orElse("createdAt");
    Comparator<LiveAlert> by = ORDERS.get(sort);
    if (by == null) {
      throw ApiError.invalid("sort", "no list is sorted by " + sort);
    }
    Comparator<LiveAlert> ascending = by.thenComparingLong(LiveAlert::tinyId);
    return ascending(request) ? ascending : ascending.reversed();
  }

  static boolean ascending(Request request) {
    return switch (request.parameter("order").orElse("desc")) {
      case "asc" -> true;
      case "desc" -> false;
      default -> throw ApiError.invalid("order", "should be one of [ asc, desc ]");
    };
  }
}
