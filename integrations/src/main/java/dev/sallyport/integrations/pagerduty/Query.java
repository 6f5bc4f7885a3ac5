package dev.sallyport.integrations.pagerduty;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Parameters of a call, encoded. */
final class Query {
  private final List<String> pairs;

  private Query(List<String> pairs) {
    this.pairs = pairs;
  }

  static Query empty() {
    return new Query(List.of());
  }

  Query with(String name, String value) {
    List<String> more = new ArrayList<>(pairs);
    more.add(encode(name) + "=" + encode(value));
    return new Query(more);
  }

  Query withAll(String name, List<String> values) {
    Query query = this;
    for (String value : values) {
      query = query.with(name, value);
    }
    return query;
  }

  String on(String path) {
    return pairs.isEmpty() ? path : path + "?" + String.join("&", pairs);
  }

  /** Encodes a value for a query or a path segment: a slash and a blank become %2F and %20. */
  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
