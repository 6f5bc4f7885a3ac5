package dev.sallyport.tests.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sallyport.core.delivery.RawBody;
import dev.sallyport.core.delivery.SignedDelivery;
import dev.sallyport.simulators.pagerduty.Delivery;
import dev.sallyport.simulators.pagerduty.Webhooks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * Two instances of the webhook function. One has just read the secrets whenever it may; the other
 * does so when it must.
 */
final class Listeners implements AutoCloseable {
  private static final String PATH = "/webhooks/pagerduty";

  final List<SignedDelivery> queued = new CopyOnWriteArrayList<>();
  private final List<dev.sallyport.webhooks.Webhooks> instances = new ArrayList<>();
  private final HttpServer server;

  Listeners(Supplier<String> secret, InstantSource clock) {
    for (int i = 0; i < 2; i++) {
      instances.add(dev.sallyport.webhooks.Webhooks.pagerduty(secret, queued::add, _ -> {}, clock));
    }
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::serve);
    server.start();
  }

  /** The API's address. */
  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Any instance may answer, so all must say yes. */
  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      RawBody body = RawBody.of(exchange.getRequestBody().readAllBytes());
      Map<String, String> headers = new HashMap<>();
      exchange
          .getRequestHeaders()
          .forEach((name, values) -> headers.put(lower(name), values.getFirst()));
      exchange.sendResponseHeaders(worst(exchange.getRequestURI().getPath(), headers, body), -1);
    }
  }

  /** Everything that is due; answers how each was received. */
  List<String> takeAll(Webhooks pagerduty) {
    List<String> refused = new ArrayList<>();
    for (Optional<Delivery> next = pagerduty.take(); next.isPresent(); next = pagerduty.take()) {
      Delivery delivery = next.get();
      int status = worst(PATH, headers(delivery), RawBody.of(delivery.bytes()));
      if (status != 202) {
        refused.add(delivery + " was answered with " + status);
      }
      pagerduty.answered(delivery, status);
    }
    return refused;
  }

  /** Makes the first instance read the secrets, if it may. */
  void forge() {
    RawBody body = RawBody.of("{\"event\":{\"event_type\":\"pagey.ping\"}}");
    Map<String, String> headers = Map.of("x-pagerduty-signature", "v1=" + "0".repeat(64));
    assertThat(status(instances.getFirst(), PATH, headers, body)).isEqualTo(401);
  }

  private int worst(String path, Map<String, String> headers, RawBody body) {
    return instances.stream()
        .mapToInt(instance -> status(instance, path, headers, body))
        .max()
        .orElseThrow();
  }

  private static int status(
      dev.sallyport.webhooks.Webhooks instance,
      String path,
      Map<String, String> headers,
      RawBody body) {
    return instance
        .handle(new dev.sallyport.webhooks.Call("POST", path, headers, body, "192.0.2.44"))
        .status();
  }

  private static Map<String, String> headers(Delivery delivery) {
    Map<String, String> headers = new HashMap<>();
    delivery.headers().forEach((name, value) -> headers.put(lower(name), value));
    return headers;
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
