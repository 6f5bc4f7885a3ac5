package dev.sallyport.simulators.opsgenie;

import dev.sallyport.simulators.http.Request;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Addresses of other pages of the same list. */
final class Links {
  private Links() {}

  /** The same query with some parameters changed. */
  static String to(String path, Request request, Map<String, String> changed) {
    Map<String, List<String>> query = new LinkedHashMap<>(request.query());
    query.remove("");
    changed.forEach((name, value) -> query.put(name, List.of(value)));
    return path
        + "?"
        + query.entrySet().stream()
            .flatMap(it -> it.getValue().stream().map(value -> pair(it.getKey(), value)))
            .collect(Collectors.joining("&"));
  }

  private static String pair(String name, String value) {
    return encode(name) + "=" + encode(value);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
