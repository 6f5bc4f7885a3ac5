package dev.sallyport.integrations.slack;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * Answers a click at the address that came with it. The address is a capability, so no message
 * tells it; and it comes from outside, so only Slack's own host is called.
 */
final class ResponseUrls {
  private static final String HOST = "hooks.slack.com";
  private static final String NAME = "response_url";
  private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");

  private final OkHttpClient http;
  private final Optional<HttpUrl> simulator;

  /**
   * @param base of the Web API: where it is not Slack's, only addresses of the same origin are
   *     called
   */
  ResponseUrls(URI base, OkHttpClient http) {
    this.http = http;
    this.simulator = Optional.ofNullable(HttpUrl.get(base)).filter(url -> !isSlacks(url.host()));
  }

  private static boolean isSlacks(String host) {
    return host.equals("slack.com") || host.endsWith(".slack.com");
  }

  Reply<Done> post(String url, String text) {
    HttpUrl target = HttpUrl.parse(url);
    if (target == null || !isAllowed(target)) {
      return new Reply.Rejected<>("invalid_response_url", NAME + ": not an address of Slack's");
    }
    JsonObject body = new JsonObject();
    body.addProperty("response_type", "ephemeral");
    body.addProperty("replace_original", false);
    body.addProperty("parse", "none");
    body.addProperty("text", text);
    Request request =
        new Request.Builder().url(target).post(RequestBody.create(body.toString(), JSON)).build();
    try (Response _ = http.newCall(request).execute()) {
      return new Reply.Ok<>(Done.DONE);
    } catch (IOException e) {
      return failed(Calls.rootOf(e));
    }
  }

  private boolean isAllowed(HttpUrl url) {
    boolean slacks = url.isHttps() && url.host().equals(HOST) && url.port() == 443;
    return url.username().isEmpty()
        && url.password().isEmpty()
        && simulator.map(base -> sameOrigin(base, url)).orElse(slacks);
  }

  private static boolean sameOrigin(HttpUrl one, HttpUrl other) {
    return one.scheme().equals(other.scheme())
        && one.host().equals(other.host())
        && one.port() == other.port();
  }

  private static Reply<Done> failed(Throwable failure) {
    return switch (failure) {
      case NotServed it when it.status() == 429 ->
          new Reply.Retry<>(it.after(), NAME + ": HTTP 429");
      case NotServed it when it.status() >= 500 || it.status() == 408 ->
          new Reply.Unknown<>(NAME + ": HTTP " + it.status());
      case NotServed it ->
          new Reply.Rejected<>("http_" + it.status(), NAME + ": HTTP " + it.status());
      case NotAnswered it when !it.sent() ->
          new Reply.Retry<>(Optional.empty(), NAME + ": " + it.getMessage());
      case NotAnswered it -> new Reply.Unknown<>(NAME + ": " + it.getMessage());
      case Throwable it -> new Reply.Unknown<>(NAME + ": no answer, " + it.getMessage());
    };
  }
}
