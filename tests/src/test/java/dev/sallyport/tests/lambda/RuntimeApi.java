package dev.sallyport.tests.lambda;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lambda's Runtime API for one function (AWS, Lambda runtime API): one invocation at a time. */
public final class RuntimeApi implements AutoCloseable {
  private static final long DEADLINE_MILLIS = 30_000;
  private static final String CAUSE = "Lambda-Runtime-Function-XRay-Error-Cause";

  /** As Lambda gives it where tracing is on and this one was chosen. */
  private static final String TRACE =
      "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=1";

  /**
   * What the function did.
   *
   * @param call the last part of the path: {@code response} or {@code error}
   * @param at by {@link System#nanoTime}
   */
  public record Outcome(String call, String body, long at) {}

  private record Invocation(
      String id, Supplier<byte[]> event, CompletableFuture<Outcome> outcome) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final BlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
  private final Map<String, Invocation> running = new ConcurrentHashMap<>();
  private final List<String> causes = new CopyOnWriteArrayList<>();
  private volatile boolean closed;

  public RuntimeApi() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/2018-06-01/runtime/", this::handle);
    server.start();
  }

  public String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /**
   * Invokes the function.
   *
   * @param event made when the function asks for it
   */
  public CompletableFuture<Outcome> invoke(Supplier<byte[]> event) {
    Invocation invocation =
        new Invocation(UUID.randomUUID().toString(), event, new CompletableFuture<>());
    waiting.add(invocation);
    return invocation.outcome();
  }

  /** What the function has reported for the trace of its failures: JSON for X-Ray. */
  public List<String> causes() {
    return List.copyOf(causes);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (exchange.getRequestMethod().equals("GET")) {
        handOut(exchange);
        return;
      }
      String cause = exchange.getRequestHeaders().getFirst(CAUSE);
      if (cause != null) {
        causes.add(cause);
      }
      settle(exchange.getRequestURI().getPath().split("/"), body);
      exchange.sendResponseHeaders(202, -1);
    }
  }

  /** {@code …/invocation/ID/response}, {@code …/invocation/ID/error} or {@code …/init/error}. */
  private void settle(String[] path, byte[] body) {
    Outcome outcome =
        new Outcome(
            path[path.length - 1], new String(body, StandardCharsets.UTF_8), System.nanoTime());
    Invocation invocation = running.remove(path[path.length - 2]);
    if (invocation != null) {
      invocation.outcome().complete(outcome);
      return;
    }
    waiting.forEach(other -> other.outcome().complete(outcome));
    waiting.clear();
  }

  private void handOut(HttpExchange exchange) throws IOException {
    Invocation invocation = next();
    if (invocation == null) {
      return;
    }
    running.put(invocation.id(), invocation);
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", "application/json");
    headers.set("Lambda-Runtime-Aws-Request-Id", invocation.id());
    headers.set(
        "Lambda-Runtime-Deadline-Ms", Long.toString(System.currentTimeMillis() + DEADLINE_MILLIS));
    headers.set(
        "Lambda-Runtime-Invoked-Function-Arn",
        "arn:aws:lambda:eu-central-1:123456789012:function:sallyport");
    headers.set("Lambda-Runtime-Trace-Id", TRACE);
    byte[] bytes = invocation.event().get();
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private @Nullable Invocation next() {
    try {
      while (!closed) {
        Invocation invocation = waiting.poll(100, TimeUnit.MILLISECONDS);
        if (invocation != null) {
          return invocation;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return null;
  }

  @Override
  public void close() {
    closed = true;
    server.stop(0);
    threads.shutdownNow();
  }
}
