package dev.sallyport.integrations.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.sallyport.core.text.UserText;
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
import java.util.regex.Pattern;
import javax.net.ssl.SSLHandshakeException;

/**
 * Makes calls, each once and within a limit, and decides, in this one place, what each way of
 * failing proves. Answers are read up to one MiB. No secret is in a message. Safe for use by
 * several threads.
 */
public final class JsonCalls {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long LONGEST_BODY = 1 << 20;
  private static final int LONGEST_MESSAGE = 500;

  /** What may stand in a header; a secret with anything else would show up in an exception. */
  private static final Pattern SENDABLE = Pattern.compile("[\\x21-\\x7e]+");

  private final String base;
  private final Credential credential;
  private final Dialect dialect;
  private final Duration requestTimeout;
  private final FreshHttpClient clients;

  public JsonCalls(
      URI base,
      Credential credential,
      Dialect dialect,
      Duration requestTimeout,
      FreshHttpClient clients) {
    this.base = base.toString().replaceAll("/+$", "");
    this.credential = credential;
    this.dialect = dialect;
    this.requestTimeout = requestTimeout;
    this.clients = clients;
  }

  /** Whether a text may stand in a header. */
  public static boolean isSendable(String text) {
    return SENDABLE.matcher(text).matches();
  }

  /**
   * Reads.
   *
   * @param decode empty where the answer lacks what it must have
   */
  public <T> Reply<T> get(String path, Query query, Function<JsonNode, Optional<T>> decode) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + query.on(path))).GET();
    return call(new Operation("GET", path, false), request, decode);
  }

  /**
   * Writes.
   *
   * @param decode empty where the answer lacks what it must have
   */
  public <T> Reply<T> write(
      String method, String path, JsonNode body, Function<JsonNode, Optional<T>> decode) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body.toString()));
    return call(new Operation(method, path, true), request, decode);
  }

  /** A write that says all by its path. */
  public <T> Reply<T> send(String method, String path, Function<JsonNode, Optional<T>> decode) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path)).method(method, BodyPublishers.noBody());
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
    String secret;
    try {
      secret = credential.secret().get().strip();
    } catch (RuntimeException e) {
      return operation.later(Optional.empty(), Credential.unread(credential.name(), e));
    }
    if (!isSendable(secret)) {
      return new Reply.Denied<>(
          0, 0, "the " + credential.name() + " is empty or has characters that none has");
    }
    dialect.headers(operation.write()).forEach(request::header);
    if (!credential.isNone()) {
      request.header("Authorization", credential.authorization().apply(secret));
    }
    request.timeout(requestTimeout);
    CompletableFuture<HttpResponse<byte[]>> answer =
        clients
            .get()
            .sendAsync(
                request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST_BODY));
    try {
      // The request's own timeout ends with the headers; this one covers the body too.
      HttpResponse<byte[]> response = answer.get(requestTimeout.toMillis(), TimeUnit.MILLISECONDS);
      return judge(operation, response, secret, decode);
    } catch (ExecutionException e) {
      return failed(operation, Objects.requireNonNullElse(e.getCause(), e));
    } catch (TimeoutException e) {
      answer.cancel(true);
      return operation.doubt("no answer from " + host() + " within " + requestTimeout);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      return operation.doubt("interrupted");
    } finally {
      clients.used();
    }
  }

  /** A connection that never stood carried nothing; anything else may have. */
  private <T> Reply<T> failed(Operation operation, Throwable cause) {
    String name = cause.getClass().getSimpleName();
    String unconnected = "cannot connect to " + host() + ", " + name;
    return switch (cause) {
      case ConnectException _ -> operation.later(Optional.empty(), unconnected);
      case HttpConnectTimeoutException _ -> operation.later(Optional.empty(), unconnected);
      case SSLHandshakeException _ -> operation.later(Optional.empty(), unconnected);
      default -> operation.doubt("no answer from " + host() + ", " + name);
    };
  }

  /** Without whatever else an address may hold. */
  private String host() {
    return Objects.requireNonNullElse(URI.create(base).getHost(), "its address");
  }

  private <T> Reply<T> judge(
      Operation operation,
      HttpResponse<byte[]> response,
      String secret,
      Function<JsonNode, Optional<T>> decode) {
    int status = response.statusCode();
    JsonNode body = parse(response.body());
    if (status >= 200 && status < 300) {
      Optional<T> value = decode.apply(body);
      return value.isPresent()
          ? new Reply.Ok<>(value.get())
          : operation.doubt("HTTP " + status + " with an answer that cannot be used");
    }
    Complaint complaint = dialect.complaint(body);
    String words = complaint.message().isEmpty() ? "HTTP " + status : complaint.message();
    String message = UserText.line(hide(words, secret), LONGEST_MESSAGE);
    return switch (status) {
      case 401, 403 -> new Reply.Denied<>(status, complaint.code(), message);
      case 408 -> operation.doubt("HTTP 408");
      case 429 -> operation.later(Optional.of(dialect.backOff(response.headers())), "HTTP 429");
      default ->
          // 501: not done, and never will be.
          status >= 500 && status != 501
              ? operation.doubt("HTTP " + status)
              : new Reply.Rejected<>(status, complaint.code(), message);
    };
  }

  private String hide(String words, String secret) {
    if (credential.isNone()) {
      return words;
    }
    String hidden = "[" + credential.name() + "]";
    // Of a name and a password joined by a colon the password alone is one, too.
    String password = secret.substring(secret.indexOf(':') + 1);
    String all =
        words.replace(credential.authorization().apply(secret), hidden).replace(secret, hidden);
    return password.isEmpty() ? all : all.replace(password, hidden);
  }

  private static JsonNode parse(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }
}
