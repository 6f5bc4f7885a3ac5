package dev.sallyport.webhooks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sallyport.core.Unavailable;
import dev.sallyport.core.delivery.RawBody;
import dev.sallyport.core.delivery.SignedDelivery;
import dev.sallyport.core.delivery.SlackSignature;
import dev.sallyport.core.signal.Signal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A door with a store and a queue that can be down, and a clock that stands still. */
final class Bench {
  static final String SECRET = "test-secret-not-real";
  static final String PATH = "/webhooks/slack/interactions";
  static final Instant SIGNED = Instant.parse("2026-11-20T10:00:00Z");
  static final RawBody CLICK = RawBody.of("payload=%7B%22type%22%3A%22block_actions%22%7D");

  final List<SignedDelivery> queued = new ArrayList<>();
  final List<Signal> signals = new ArrayList<>();
  Instant now = SIGNED;
  String stored = SECRET;
  boolean storeDown;
  boolean queueDown;
  int reads;
  final Webhooks webhooks = new Webhooks(this::read, this::send, signals::add, () -> now);

  private String read() {
    reads++;
    if (storeDown) {
      throw new Unavailable("the store is down");
    }
    return stored;
  }

  private void send(SignedDelivery delivery) {
    if (queueDown) {
      throw new Unavailable("the queue is down");
    }
    queued.add(delivery);
  }

  void advance(Duration by) {
    now = now.plus(by);
  }

  Answer click(String secret) {
    return webhooks.handle(call(CLICK, SlackSignature.sign(CLICK, now, secret)));
  }

  static Call call(RawBody body, Map<String, String> headers) {
    return new Call("POST", PATH, headers, body, "192.0.2.44");
  }

  /** What the handler answers to an event, as API Gateway reads it. */
  Answer answer(byte[] event) {
    ByteArrayOutputStream response = new ByteArrayOutputStream();
    try {
      webhooks.handleRequest(new ByteArrayInputStream(event), response, new NoContext());
      return read(response.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Answer answer(String event) {
    return answer(event.getBytes(StandardCharsets.UTF_8));
  }

  private static Answer read(byte[] response) throws IOException {
    int status = 0;
    String body = "";
    try (JsonParser json = new JsonFactory().createParser(response)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        switch (name) {
          case "statusCode" -> status = json.getIntValue();
          case "body" -> body = json.getText();
          default -> json.skipChildren();
        }
      }
    }
    return new Answer(status, body);
  }

  /** An event as API Gateway makes it. */
  static String event(RawBody body, Map<String, String> headers) {
    Map<String, String> all = new HashMap<>(headers);
    all.put("content-type", "application/x-www-form-urlencoded");
    return "{\"version\":\"2.0\",\"routeKey\":\"POST "
        + PATH
        + "\",\"rawPath\":\""
        + PATH
        + "\",\"headers\":"
        + new String(JsonText.write(all), StandardCharsets.UTF_8)
        + ",\"requestContext\":{\"http\":{\"method\":\"POST\",\"path\":\""
        + PATH
        + "\",\"sourceIp\":\"192.0.2.44\"},\"stage\":\"$default\"},\"body\":\""
        + Base64.getEncoder().encodeToString(body.bytes())
        + "\",\"isBase64Encoded\":true}";
  }

  /** A file of the folder {@code events}. */
  static byte[] sample(String name) {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve("events"))) {
      Path parent = folder.getParent();
      if (parent == null) {
        throw new IllegalStateException("no folder events around " + Path.of("").toAbsolutePath());
      }
      folder = parent;
    }
    try {
      return Files.readAllBytes(folder.resolve("events").resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
