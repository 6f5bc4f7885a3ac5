package dev.sallyport.integrations.pagerduty;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.net.ssl.SSLHandshakeException;

/** Makes calls and decides, in this one place, what each way of failing proves. */
final class PagerDutyHttp {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long LONGEST_BODY = 1 << 20;

  /** What may stand in a header; a key with anything else would show up in an exception. */
  private static final Pattern SENDABLE = Pattern.compile("[\\x21-\\x7e]+");

  private final String base;
  private final Supplier<String> apiKey;
  private final String fromEmail;
  private final Duration requestTimeout;
  private final FreshHttpClient clients;

  PagerDutyHttp(
      URI base,
      Supplier<String> apiKey,
      String fromEmail,
      Duration requestTimeout,
      FreshHttpClient clients) {
    this.base = base.toString().replaceAll("/+$", "");
    this.apiKey = apiKey;
    this.fromEmail = fromEmail;
    this.requestTimeout = requestTimeout;
    this.clients = clients;
    if (!SENDABLE.matcher(fromEmail).matches()) {
      throw new IllegalArgumentException("not a mail address for From: '" + fromEmail + "'");
    }
  }

  <T> Reply<T> get(String path, Query query, Function<JsonNode, Optional<T>> decode) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + query.on(path))).GET();
    return call(new Operation("GET", path, false), request, decode);
  }

  <T> Reply<T> write(
      String method, String path, JsonNode body, Function<JsonNode, Optional<T>> decode) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .header("Content-Type", "application/json")
            .header("From", fromEmail)
            .method(method, BodyPublishers.ofString(body.toString()));
    return call(new Operation(method, path, true), request, decode);
  }

  private record Operation(String method, String path, boolean write) {
    /** A read leaves no doubt: nothing happened. */
    <T> Reply<T> doubt(String why) {
      String what = method + " " + path + ": " + why;
      return write ? new Reply.Unknown<>(what) : new Reply.Retry<>(Optional.empty(), what);
    }

    <T> Reply<T> later(Optional<Duration> after, String why) {
      return new Reply.Retry<>(after, method + " " + path + ": " + why);
    }
  }

  private <T> Reply<T> call(
      Operation operation, HttpRequest.Builder request, Function<JsonNode, Optional<T>> decode) {
    String key;
    try {
      key = apiKey.get().strip();
    } catch (RuntimeException e) {
      return new Reply.Denied<>(0, 0, "the API key cannot be read where it is stored");
    }
    if (!SENDABLE.matcher(key).matches()) {
      return new Reply.Denied<>(0, 0, "the API key is empty or has characters no key has");
    }
    request
        .timeout(requestTimeout)
        .header("Accept", "application/vnd.pagerduty+json;version=2")
        .header("Authorization", "Token token=" + key);
    CompletableFuture<HttpResponse<byte[]>> answer =
        clients
            .get()
            .sendAsync(
                request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST_BODY));
    try {
      // The request's own timeout ends with the headers; this one covers the body too.
      HttpResponse<byte[]> response = answer.get(requestTimeout.toMillis(), TimeUnit.MILLISECONDS);
      return judge(operation, response, key, decode);
    } catch (ExecutionException e) {
      return failed(operation, Objects.requireNonNullElse(e.getCause(), e));
    } catch (TimeoutException e) {
      answer.cancel(true);
      return operation.doubt("no answer within " + requestTimeout);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      return operation.doubt("interrupted");
    } finally {
      clients.used();
    }
  }

  /** A connection that never stood carried nothing; anything else may have. */
  private static <T> Reply<T> failed(Operation operation, Throwable cause) {
    String name = cause.getClass().getSimpleName();
    return switch (cause) {
      case ConnectException e -> operation.later(Optional.empty(), "cannot connect, " + name);
      case HttpConnectTimeoutException e ->
          operation.later(Optional.empty(), "cannot connect, " + name);
      case SSLHandshakeException e -> operation.later(Optional.empty(), "cannot connect, " + name);
      default -> operation.doubt("no answer, " + name);
    };
  }

  private static <T> Reply<T> judge(
      Operation operation,
      HttpResponse<byte[]> response,
      String key,
      Function<JsonNode, Optional<T>> decode) {
    int status = response.statusCode();
    JsonNode body = parse(response.body());
    if (status >= 200 && status < 300) {
      Optional<T> value = decode.apply(body);
      return value.isPresent()
          ? new Reply.Ok<>(value.get())
          : operation.doubt("HTTP " + status + " with an answer that cannot be used");
    }
    Complaint complaint = Complaint.read(status, body, key);
    return switch (status) {
      case 401, 403 -> new Reply.Denied<>(status, complaint.code(), complaint.message());
      case 408 -> operation.doubt("HTTP 408");
      case 429 -> operation.later(Optional.of(Complaint.backOff(response.headers())), "HTTP 429");
      default ->
          status >= 500
              ? operation.doubt("HTTP " + status)
              : new Reply.Rejected<>(status, complaint.code(), complaint.message());
    };
  }

  private static JsonNode parse(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }
}
