package dev.sallyport.integrations.http;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Parameters of a call, encoded. */
public final class Query {
  private final List<String> pairs;

  private Query(List<String> pairs) {
    this.pairs = pairs;
  }

  public static Query empty() {
    return new Query(List.of());
  }

  public Query with(String name, String value) {
    List<String> more = new ArrayList<>(pairs);
    more.add(encode(name) + "=" + encode(value));
    return new Query(more);
  }

  public Query withAll(String name, List<String> values) {
    Query query = this;
    for (String value : values) {
      query = query.with(name, value);
    }
    return query;
  }

  public String on(String path) {
    return pairs.isEmpty() ? path : path + "?" + String.join("&", pairs);
  }

  /** A parameter of an address that somebody else wrote, decoded. */
  public static Optional<String> parameter(String address, String name) {
    String query = address.substring(address.indexOf('?') + 1);
    return Stream.of(query.split("&", -1))
        .filter(pair -> pair.startsWith(name + "="))
        .map(pair -> decode(pair.substring(name.length() + 1)))
        .filter(value -> !value.isEmpty())
        .findFirst();
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  /** Encodes a value for a query or a path segment: a slash and a blank become %2F and %20. */
  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
