package dev.sallyport.simulators.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Brings a webhook to its URL, once, without following a redirect. */
public final class Post implements AutoCloseable {
  private final Duration limit;
  private final HttpClient client;

  /**
   * @param limit for all of it, from the connection to the answer's end
   */
  public Post(Duration limit) {
    this.limit = limit;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(limit)
            .build();
  }

  /**
   * The status of the answer.
   *
   * @throws HttpTimeoutException when the limit is over
   * @throws IOException when no answer came, caused by what the connection failed of
   * @throws InterruptedException when the simulator is closed
   */
  public int send(URI url, Map<String, String> headers, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url).POST(BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    CompletableFuture<HttpResponse<Void>> answer =
        client.sendAsync(request.build(), BodyHandlers.discarding());
    try {
      return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS).statusCode();
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new HttpTimeoutException("no answer within " + limit.toSeconds() + " seconds");
    } catch (ExecutionException e) {
      throw new IOException("no answer", e.getCause());
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
