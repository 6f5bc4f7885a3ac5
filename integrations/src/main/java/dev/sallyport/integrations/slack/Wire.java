package dev.sallyport.integrations.slack;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.ConnectionPool;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;

/**
 * The connections to Slack. Sends each request once, follows no redirect, reads a bounded answer
 * whole, and says of each failure whether the request may have arrived. A connection that was idle
 * for more than 20 s is dropped: a frozen function keeps its sockets while the other side closes
 * them, and a post into such a socket has an unknown outcome.
 */
final class Wire {
  private static final Duration LONGEST_IDLE = Duration.ofSeconds(20);
  private static final int LONGEST_BODY = 8 << 20;
  private static final Duration DEFAULT_BACK_OFF = Duration.ofSeconds(30);
  private static final long LONGEST_BACK_OFF = 3_600;

  /** Travels with a request: set once a connection stands. */
  private record Attempt(AtomicBoolean sent) {}

  private final InstantSource clock;
  private final ConnectionPool pool = new ConnectionPool(5, 20, TimeUnit.SECONDS);
  private final OkHttpClient http;
  private Instant lastUse;

  Wire(Duration connectTimeout, Duration callTimeout, InstantSource clock) {
    this.clock = clock;
    this.lastUse = clock.instant();
    this.http =
        new OkHttpClient.Builder()
            .connectionPool(pool)
            .protocols(List.of(Protocol.HTTP_1_1))
            .connectTimeout(connectTimeout)
            .readTimeout(callTimeout)
            .writeTimeout(callTimeout)
            .callTimeout(callTimeout)
            .retryOnConnectionFailure(false)
            .followRedirects(false)
            .followSslRedirects(false)
            .addInterceptor(this::judge)
            .addNetworkInterceptor(Wire::note)
            .build();
  }

  OkHttpClient http() {
    return http;
  }

  private Response judge(Interceptor.Chain chain) throws IOException {
    Attempt attempt = new Attempt(new AtomicBoolean());
    Request request = chain.request().newBuilder().tag(Attempt.class, attempt).build();
    dropIdle();
    try (Response response = chain.proceed(request)) {
      return served(response);
    } catch (NotServed | NotAnswered e) {
      throw e;
    } catch (IOException e) {
      throw unanswered(attempt.sent().get(), request.url().host(), e);
    } finally {
      used();
    }
  }

  private static NotAnswered unanswered(boolean sent, String host, IOException failure) {
    String what = sent ? "no answer from " : "cannot connect to ";
    return new NotAnswered(sent, what + host + ", " + failure.getClass().getSimpleName());
  }

  private static Response note(Interceptor.Chain chain) throws IOException {
    Attempt attempt = chain.request().tag(Attempt.class);
    if (attempt != null) {
      attempt.sent().set(true);
    }
    Response response = chain.proceed(chain.request());
    // Or else a 503 that allows it would be answered by sending the same post again.
    return response.code() == 503
        ? response.newBuilder().removeHeader("Retry-After").build()
        : response;
  }

  private static Response served(Response response) throws IOException {
    byte[] bytes = body(response);
    if (!response.isSuccessful()) {
      throw new NotServed(response.code(), error(bytes), after(response));
    }
    ResponseBody body = response.body();
    return response
        .newBuilder()
        .body(ResponseBody.create(bytes, body == null ? null : body.contentType()))
        .build();
  }

  private static byte[] body(Response response) throws IOException {
    ResponseBody body = response.body();
    if (body == null) {
      return new byte[0];
    }
    try (InputStream stream = body.byteStream()) {
      byte[] bytes = stream.readNBytes(LONGEST_BODY + 1);
      if (bytes.length > LONGEST_BODY) {
        throw new NotAnswered(true, "the answer is longer than " + LONGEST_BODY + " bytes");
      }
      return bytes;
    }
  }

  private static String error(byte[] body) {
    try {
      JsonElement json = JsonParser.parseString(new String(body, StandardCharsets.UTF_8));
      JsonElement error = json.isJsonObject() ? json.getAsJsonObject().get("error") : null;
      return error != null && error.isJsonPrimitive() ? error.getAsString() : "";
    } catch (JsonParseException e) {
      return "";
    }
  }

  private static Optional<Duration> after(Response response) {
    return response.code() == 429
        ? Optional.of(backOff(response.header("Retry-After", "")))
        : Optional.empty();
  }

  /** What a Retry-After header says, in seconds; half a minute where it says nothing of use. */
  static Duration backOff(String header) {
    try {
      long seconds = Long.parseLong(header.strip());
      return seconds >= 0 && seconds <= LONGEST_BACK_OFF
          ? Duration.ofSeconds(seconds)
          : DEFAULT_BACK_OFF;
    } catch (NumberFormatException e) {
      return DEFAULT_BACK_OFF;
    }
  }

  private synchronized void dropIdle() {
    if (Duration.between(lastUse, clock.instant()).abs().compareTo(LONGEST_IDLE) > 0) {
      pool.evictAll();
    }
    lastUse = clock.instant();
  }

  private synchronized void used() {
    lastUse = clock.instant();
  }
}
