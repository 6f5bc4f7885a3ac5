package dev.sallyport.simulators.slack;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** A call of a Web API method as it came in. */
record ApiRequest(
    String method, String query, String contentType, String body, Optional<String> authorization) {
  static ApiRequest read(HttpExchange exchange) throws IOException {
    return new ApiRequest(
        exchange.getRequestURI().getPath().substring("/api/".length()),
        Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""),
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type"))
            .orElse("")
            .toLowerCase(Locale.ROOT),
        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")));
  }

  /**
   * Query and body together.
   *
   * @param json whether a JSON body counts; methods that only read overlook it
   */
  Arguments arguments(boolean json) {
    Arguments inQuery = Arguments.form(query);
    if (!contentType.startsWith("application/json")) {
      return inQuery.and(Arguments.form(body));
    }
    return json ? inQuery.and(Arguments.json(body)) : inQuery;
  }

  /** The token of the header, else that of the form. */
  Optional<String> token(Arguments arguments) {
    Optional<String> inHeader =
        authorization
            .filter(it -> it.regionMatches(true, 0, "Bearer ", 0, 7))
            .map(it -> it.substring(7).strip());
    return inHeader.isPresent() ? inHeader : arguments.optional("token");
  }
}
