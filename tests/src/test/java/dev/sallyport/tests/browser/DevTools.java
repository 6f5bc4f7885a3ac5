package dev.sallyport.tests.browser;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * One connection to a browser by the Chrome DevTools Protocol, in its flat mode: commands to a tab
 * bear the tab's session.
 */
final class DevTools implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<Long, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
  private final List<JsonNode> events = new CopyOnWriteArrayList<>();
  private final WebSocket socket;
  private long last;

  DevTools(URI address) {
    socket =
        client
            .newWebSocketBuilder()
            .connectTimeout(LIMIT)
            .buildAsync(address, new Listener())
            .orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS)
            .join();
  }

  /** A command's parameters, to be filled. */
  static ObjectNode parameters() {
    return JSON.createObjectNode();
  }

  /** A command to the browser itself. */
  JsonNode call(String method, ObjectNode parameters) {
    return call("", method, parameters);
  }

  /** A command to the tab of a session; returns its result. */
  JsonNode call(String session, String method, ObjectNode parameters) {
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    send(session, method, parameters, answer);
    JsonNode message = answer.orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
    if (message.has("error")) {
      throw new IllegalStateException(method + ": " + message.path("error"));
    }
    return message.path("result");
  }

  /** The socket takes one text after the other. */
  private synchronized void send(
      String session, String method, ObjectNode parameters, CompletableFuture<JsonNode> answer) {
    last++;
    ObjectNode command = JSON.createObjectNode().put("id", last).put("method", method);
    command.set("params", parameters);
    if (!session.isEmpty()) {
      command.put("sessionId", session);
    }
    waiting.put(last, answer);
    var _ = socket.sendText(command.toString(), true).join();
  }

  /** What was told without being asked for, of a tab and of a kind. */
  List<JsonNode> events(String session, String method) {
    return events.stream()
        .filter(it -> it.path("sessionId").asText().equals(session))
        .filter(it -> it.path("method").asText().equals(method))
        .map(it -> it.path("params"))
        .toList();
  }

  private void take(String text) {
    try {
      JsonNode message = JSON.readTree(text);
      if (message.has("id")) {
        waiting
            .getOrDefault(message.path("id").asLong(), new CompletableFuture<>())
            .complete(message);
      } else {
        events.add(message);
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the browser sent no JSON", e);
    }
  }

  @Override
  public void close() {
    socket.abort();
    client.shutdownNow();
  }

  /** Puts the parts of long texts together, as pictures are. */
  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean end) {
      text.append(part);
      if (end) {
        take(text.toString());
        text.setLength(0);
      }
      from.request(1);
      return CompletableFuture.completedStage(null);
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      waiting.values().forEach(it -> it.completeExceptionally(error));
    }
  }
}
