package dev.sallyport.integrations.http;

import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * An HTTP/1.1 client that never uses a connection that was idle for more than 20 s. A frozen
 * function keeps its sockets while the other side closes them, and a POST sent into such a socket
 * has an unknown outcome.
 */
public final class FreshHttpClient {
  private static final Duration LONGEST_IDLE = Duration.ofSeconds(20);

  private final Duration connectTimeout;
  private final InstantSource clock;
  private HttpClient client;
  private Instant lastUse;

  public FreshHttpClient(Duration connectTimeout, InstantSource clock) {
    this.connectTimeout = connectTimeout;
    this.clock = clock;
    this.client = build();
    this.lastUse = clock.instant();
  }

  public synchronized HttpClient get() {
    if (Duration.between(lastUse, clock.instant()).abs().compareTo(LONGEST_IDLE) > 0) {
      client.shutdown();
      client = build();
    }
    lastUse = clock.instant();
    return client;
  }

  /** Idle time counts from the end of the last call. */
  public synchronized void used() {
    lastUse = clock.instant();
  }

  private HttpClient build() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(connectTimeout)
        .followRedirects(HttpClient.Redirect.NEVER)
        .build();
  }
}
