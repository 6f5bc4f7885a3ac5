package dev.sallyport.integrations.opsgenie;

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

/**
 * Reads pages to a bound. Of the link to the next page its cursor alone is taken, never its
 * address.
 */
final class Pages {
  /** Enough for a look-up; a larger answer is told to be too large rather than guessed. */
  private static final int LOOK_UP = 20;

  /** Neither product pages farther than 20,000 alerts. */
  private static final int REACH = 100;

  /**
   * A list that can be paged.
   *
   * @param items the field of the answer that holds the entries
   * @param links the field that holds the link to the {@code next} page
   * @param cursors the parameters of that link that may say where the next page begins
   */
  record Source<T>(
      String path,
      Query query,
      String items,
      String links,
      List<String> cursors,
      Function<JsonNode, Optional<T>> read) {}

  /**
   * @param next what leads to the next page: a parameter and its value
   */
  private record Page<T>(List<T> items, Optional<Cursor> next) {}

  private record Cursor(String parameter, String value) {}

  private final JsonCalls http;

  Pages(JsonCalls http) {
    this.http = http;
  }

  /** As far as the API lets us read. */
  <T> Reply<Listing<T>> reachable(Source<T> source) {
    return read(source, REACH);
  }

  /** Everything; a part would be no answer. */
  <T> Reply<List<T>> whole(Source<T> source) {
    return read(source, LOOK_UP)
        .then(
            listing ->
                listing.complete()
                    ? new Reply.Ok<>(listing.items())
                    : new Reply.Rejected<>(
                        200,
                        0,
                        source.path()
                            + ": more than "
                            + LOOK_UP
                            + " pages, which is too many to search"));
  }

  private <T> Reply<Listing<T>> read(Source<T> source, int most) {
    Set<T> items = new LinkedHashSet<>();
    Set<Cursor> seen = new LinkedHashSet<>();
    Optional<Cursor> cursor = Optional.empty();
    for (int i = 0; i < most; i++) {
      Reply<Page<T>> reply = page(source, cursor);
      if (!(reply instanceof Reply.Ok<Page<T>>(Page<T> page))) {
        return reply.map(none -> new Listing<>(List.of(), false));
      }
      items.addAll(page.items());
      cursor = page.next();
      if (cursor.isEmpty()) {
        return new Reply.Ok<>(new Listing<>(List.copyOf(items), true));
      }
      if (page.items().isEmpty() || !seen.add(cursor.get())) {
        // It promises more and does not bring it.
        return new Reply.Ok<>(new Listing<>(List.copyOf(items), false));
      }
    }
    return new Reply.Ok<>(new Listing<>(List.copyOf(items), false));
  }

  private <T> Reply<Page<T>> page(Source<T> source, Optional<Cursor> cursor) {
    Query query =
        cursor.map(at -> source.query().with(at.parameter(), at.value())).orElseGet(source::query);
    return http.get(
        source.path(),
        query,
        body ->
            JsonFields.list(body.path(source.items()), source.read())
                .map(items -> new Page<>(items, next(body, source))));
  }

  private static Optional<Cursor> next(JsonNode body, Source<?> source) {
    String link = JsonFields.text(body.path(source.links()), "next");
    return source.cursors().stream()
        .flatMap(name -> Query.parameter(link, name).map(at -> new Cursor(name, at)).stream())
        .findFirst();
  }
}
