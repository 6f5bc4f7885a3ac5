package dev.sallyport.cli.local;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The event that API Gateway makes of an HTTP request (AWS, Working with AWS Lambda proxy
 * integrations for HTTP APIs, payload format 2.0).
 */
final class ApiGatewayEvent {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private ApiGatewayEvent() {}

  static byte[] of(HttpExchange exchange, String route, byte[] body) {
    ObjectNode event = JSON.createObjectNode();
    String query = exchange.getRequestURI().getRawQuery();
    event.put("version", "2.0");
    event.put("routeKey", route);
    event.put("rawPath", exchange.getRequestURI().getRawPath());
    event.put("rawQueryString", query == null ? "" : query);
    event.set("headers", headers(exchange));
    event.set("requestContext", context(exchange, route));
    boolean text = isText(exchange.getRequestHeaders().getFirst("content-type"));
    if (body.length > 0) {
      event.put(
          "body",
          text
              ? new String(body, StandardCharsets.UTF_8)
              : Base64.getEncoder().encodeToString(body));
    }
    event.put("isBase64Encoded", body.length > 0 && !text);
    return event.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Names in lower case; a header that came more than once is one value with commas. */
  private static ObjectNode headers(HttpExchange exchange) {
    ObjectNode headers = JSON.createObjectNode();
    for (Map.Entry<String, List<String>> header : exchange.getRequestHeaders().entrySet()) {
      headers.put(header.getKey().toLowerCase(Locale.ROOT), String.join(",", header.getValue()));
    }
    return headers;
  }

  private static ObjectNode context(HttpExchange exchange, String route) {
    Instant now = Instant.now();
    ObjectNode context = JSON.createObjectNode();
    context.put("accountId", "000000000000");
    context.put("apiId", "local");
    context.put("domainName", "localhost");
    context
        .putObject("http")
        .put("method", exchange.getRequestMethod())
        .put("path", exchange.getRequestURI().getRawPath())
        .put("protocol", exchange.getProtocol())
        .put("sourceIp", exchange.getRemoteAddress().getAddress().getHostAddress())
        .put("userAgent", String.valueOf(exchange.getRequestHeaders().getFirst("user-agent")));
    context.put("requestId", UUID.randomUUID().toString());
    context.put("routeKey", route);
    context.put("stage", "$default");
    context.put("time", TIME.format(now));
    context.put("timeEpoch", now.toEpochMilli());
    return context;
  }

  /** What API Gateway passes on as it is; everything else, a form too, becomes base64. */
  private static boolean isText(@Nullable String contentType) {
    if (contentType == null) {
      return false;
    }
    String type = contentType.toLowerCase(Locale.ROOT);
    return type.startsWith("text/")
        || type.startsWith("application/json")
        || type.startsWith("application/javascript")
        || type.startsWith("application/xml");
  }
}
