package dev.sallyport.integrations.pagerduty;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.integrations.http.JsonCalls;
import dev.sallyport.integrations.http.JsonFields;
import dev.sallyport.integrations.http.Listing;
import dev.sallyport.integrations.http.Query;
import dev.sallyport.integrations.http.Reply;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Reads PagerDuty's classic pages to a bound: {@code more} is a claim, and an empty page ends. */
final class Pages {
  private static final int SIZE = 100;

  /** Enough for a look-up; a larger account is told to be too large rather than guessed. */
  private static final int LOOK_UP = 20;

  /** PagerDuty pages no farther than 10,000 entries. */
  private static final int REACH = 100;

  /**
   * A list that can be paged.
   *
   * @param field of the answer that holds the entries
   */
  record Source<T>(String path, Query query, String field, Function<JsonNode, Optional<T>> read) {}

  private record Page<T>(List<T> items, int limit, boolean more) {}

  private final JsonCalls http;

  Pages(JsonCalls http) {
    this.http = http;
  }

  /** As far as PagerDuty lets us read. */
  <T> Reply<Listing<T>> reachable(Source<T> source) {
    return read(source, REACH, items -> false);
  }

  /** Everything; a part would be no answer. */
  <T> Reply<List<T>> whole(Source<T> source) {
    return read(source, LOOK_UP, items -> false)
        .then(
            listing ->
                listing.complete() ? new Reply.Ok<>(listing.items()) : tooMany(source.path()));
  }

  /** The one entry that matches; two on a page, or none within the bound, are no answer. */
  <T> Reply<Optional<T>> one(Source<T> source, Predicate<T> matches) {
    return read(source, LOOK_UP, items -> items.stream().anyMatch(matches))
        .then(
            listing -> {
              List<T> found = listing.items().stream().filter(matches).toList();
              if (found.size() > 1) {
                return new Reply.Rejected<>(200, 0, source.path() + ": more than one match");
              }
              return found.isEmpty() && !listing.complete()
                  ? tooMany(source.path())
                  : new Reply.Ok<>(found.stream().findFirst());
            });
  }

  private <T> Reply<Listing<T>> read(Source<T> source, int pages, Predicate<Set<T>> enough) {
    Set<T> items = new LinkedHashSet<>();
    int offset = 0;
    for (int i = 0; i < pages && offset + SIZE <= SIZE * REACH; i++) {
      Reply<Page<T>> reply = page(source, offset);
      if (!(reply instanceof Reply.Ok<Page<T>>(Page<T> page))) {
        return reply.map(none -> new Listing<>(List.of(), false));
      }
      items.addAll(page.items());
      if (!page.more() || page.items().isEmpty()) {
        return new Reply.Ok<>(new Listing<>(List.copyOf(items), true));
      }
      if (enough.test(items)) {
        break;
      }
      offset += Math.max(page.limit(), page.items().size());
    }
    return new Reply.Ok<>(new Listing<>(List.copyOf(items), false));
  }

  private <T> Reply<Page<T>> page(Source<T> source, int offset) {
    Query query =
        source
            .query()
            .with("limit", Integer.toString(SIZE))
            .with("offset", Integer.toString(offset));
    return http.get(
        source.path(),
        query,
        body ->
            JsonFields.list(body.path(source.field()), source.read())
                .map(
                    items ->
                        new Page<>(
                            items,
                            Math.min(body.path("limit").asInt(), SIZE),
                            body.path("more").asBoolean())));
  }

  private static <T> Reply<T> tooMany(String path) {
    return new Reply.Rejected<>(
        200, 0, path + ": more than " + LOOK_UP * SIZE + " entries, which is too many to search");
  }
}
