package dev.sallyport.teleport;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;

/**
 * One page of a list.
 *
 * @param next where the next one starts, empty at the end
 */
record Pages<T>(List<T> items, String next) {
  private static final int MAX_PAGES = 500;

  /** All pages, or a refusal: never a part. A server that repeats itself is not followed. */
  static <T> Answer<List<T>> all(Function<String, Answer<Pages<T>>> fetch) {
    var items = new ArrayList<T>();
    var seen = new HashSet<String>();
    String next = "";
    for (int page = 0; page < MAX_PAGES; page++) {
      switch (fetch.apply(next)) {
        case Answer.Refused<Pages<T>> refused -> {
          return refused.cast();
        }
        case Answer.Ok<Pages<T>>(Pages<T> got) -> {
          items.addAll(got.items());
          next = got.next();
        }
      }
      if (next.isEmpty()) {
        return Answer.ok(List.copyOf(items));
      }
      if (!seen.add(next)) {
        return Answer.refused(Reason.OTHER, "the server's list leads back to where it was");
      }
    }
    return Answer.refused(Reason.LIMIT, "the list has more than " + MAX_PAGES + " pages");
  }
}
