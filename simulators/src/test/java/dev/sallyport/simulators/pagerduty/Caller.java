package dev.sallyport.simulators.pagerduty;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Raw calls as any client would make them. */
final class Caller implements AutoCloseable {
  static final String KEY = "key-of-this-test";
  static final String ALICE = "alice@example.com";
  static final String BOB = "bob@example.com";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** An answer; the body is a missing node when there is none. */
  record Reply(int status, JsonNode body, HttpHeaders headers) {
    int code() {
      return body.path("error").path("code").asInt();
    }
  }

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI base;

  Caller(URI base) {
    this.base = base;
  }

  Reply get(String path) throws IOException {
    return send(request(path).GET());
  }

  Reply post(String path, String json) throws IOException {
    return send(request(path).header("From", ALICE).POST(BodyPublishers.ofString(quoted(json))));
  }

  Reply put(String path, String json) throws IOException {
    return send(request(path).header("From", ALICE).PUT(BodyPublishers.ofString(quoted(json))));
  }

  Reply create(String serviceId, String key) throws IOException {
    return post("/incidents", incident(serviceId, key));
  }

  static String incident(String serviceId, String key) {
    return """
    {'incident': {'type': 'incident', 'title': 'Access requested', 'incident_key': '%s',
      'service': {'id': '%s', 'type': 'service_reference'},
      'body': {'type': 'incident_body', 'details': 'Please look'}}}\
    """
        .formatted(key, serviceId);
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path))
        .timeout(Duration.ofSeconds(10))
        .header("Authorization", "Token token=" + KEY)
        .header("Accept", "application/vnd.pagerduty+json;version=2");
  }

  Reply send(HttpRequest.Builder request) throws IOException {
    try {
      HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
      return new Reply(response.statusCode(), JSON.readTree(response.body()), response.headers());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** Tests write JSON with single quotes. */
  static String quoted(String json) {
    return json.replace('\'', '"');
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
