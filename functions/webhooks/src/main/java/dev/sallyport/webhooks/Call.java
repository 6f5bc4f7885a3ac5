package dev.sallyport.webhooks;

import dev.sallyport.core.delivery.RawBody;
import java.util.Map;

/**
 * An HTTP request.
 *
 * @param method in upper case
 * @param path without the stage and the query
 * @param headers by lower-case name
 * @param sourceIp as the front says; empty when it does not
 */
public record Call(
    String method, String path, Map<String, String> headers, RawBody body, String sourceIp) {
  public Call {
    headers = Map.copyOf(headers);
  }
}
