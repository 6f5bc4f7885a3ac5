package dev.sallyport.simulators.http;

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

/** Raw HTTP as any client would speak it. */
public final class Caller implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** An answer. */
  public record Reply(int status, String body, HttpHeaders headers) {
    /** The body as JSON, a missing node when there is none. */
    public JsonNode json() throws IOException {
      return JSON.readTree(body);
    }

    /** The header's value, or empty. */
    public String header(String name) {
      return headers.firstValue(name).orElse("");
    }
  }

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI base;
  private final String[] headers;

  /**
   * @param headers names and values that go with every call
   */
  public Caller(URI base, String... headers) {
    this.base = base;
    this.headers = headers.clone();
  }

  public Reply get(String path, String... more) throws IOException {
    return send(request(path, more).GET());
  }

  /** Posts JSON that is written with single quotes. */
  public Reply post(String path, String json, String... more) throws IOException {
    return send(
        request(path, more)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json.replace('\'', '"'))));
  }

  public Reply form(String path, String form, String... more) throws IOException {
    return send(
        request(path, more)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form)));
  }

  /** A request to the base, or to an address of its own. */
  public HttpRequest.Builder request(String path, String... more) {
    URI address = path.startsWith("http") ? URI.create(path) : URI.create(base + path);
    HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(10));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return more.length == 0 ? request : request.headers(more);
  }

  public Reply send(HttpRequest.Builder request) throws IOException {
    try {
      HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
      return new Reply(response.statusCode(), response.body(), response.headers());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
