package dev.sallyport.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.delivery.RawBody;
import dev.sallyport.core.delivery.SignedDelivery;
import dev.sallyport.core.delivery.SlackSignature;
import dev.sallyport.webhooks.Webhooks;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class ApiGatewayTest {
  private static final String ROUTE = "POST /webhooks/slack/interactions";
  private static final String SECRET = "test-secret-not-real";

  private final List<SignedDelivery> queued = new CopyOnWriteArrayList<>();
  private final Webhooks webhooks =
      new Webhooks(() -> SECRET, queued::add, _ -> {}, InstantSource.system());

  private static HttpResponse<String> post(
      ApiGateway gateway, String path, String type, byte[] body, Map<String, String> headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(gateway.url().resolve(path))
            .header("Content-Type", type)
            .POST(BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request.build(), BodyHandlers.ofString());
    }
  }

  private HttpResponse<String> deliver(String type, byte[] body) throws Exception {
    Map<String, String> headers =
        new HashMap<>(SlackSignature.sign(RawBody.of(body), Instant.now(), SECRET));
    headers.put("X-Other", "other");
    try (ApiGateway gateway = ApiGateway.start(0, Map.of(ROUTE, webhooks))) {
      return post(gateway, "/webhooks/slack/interactions?a=b", type, body, headers);
    }
  }

  @Test
  void bringsAFormToTheFunctionByteForByte() throws Exception {
    byte[] body = {'p', '=', (byte) 0xff, 0, '%', '0', '0'};
    HttpResponse<String> answer = deliver("application/x-www-form-urlencoded", body);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(queued).extracting(SignedDelivery::body).containsExactly(RawBody.of(body));
    assertThat(queued.getFirst().sourceIp()).isEqualTo("127.0.0.1");
  }

  @Test
  void bringsJsonAndTheFunctionsAnswer() throws Exception {
    String body = "{\"type\":\"url_verification\",\"challenge\":\"abc\",\"é\":\"✓\"}";
    HttpResponse<String> answer =
        deliver("application/json; charset=utf-8", body.getBytes(StandardCharsets.UTF_8));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("abc");
    assertThat(answer.headers().firstValue("content-type")).contains("text/plain; charset=utf-8");
  }

  @Test
  void makesTheEventThatAwsDescribes() throws Exception {
    AtomicReference<String> seen = new AtomicReference<>("");
    try (ApiGateway gateway =
        ApiGateway.start(
            0,
            Map.of(
                "POST /a",
                (event, response, _) -> {
                  seen.set(new String(event.readAllBytes(), StandardCharsets.UTF_8));
                  response.write("{\"statusCode\":204}".getBytes(StandardCharsets.UTF_8));
                }))) {
      byte[] body = {'a', '=', 'b'};
      assertThat(post(gateway, "/a?x=y", "application/x-www-form-urlencoded", body, Map.of()))
          .extracting(HttpResponse::statusCode)
          .isEqualTo(204);
      assertThat(seen.get())
          .contains("\"version\":\"2.0\"", "\"routeKey\":\"POST /a\"", "\"rawPath\":\"/a\"")
          .contains("\"rawQueryString\":\"x=y\"", "\"method\":\"POST\"", "\"stage\":\"$default\"")
          .contains("\"content-type\":\"application/x-www-form-urlencoded\"")
          .contains("\"body\":\"YT1i\"", "\"isBase64Encoded\":true");
    }
  }

  @Test
  void knowsItsRoutesOnlyAndSurvivesAFunctionThatFails() throws Exception {
    try (ApiGateway gateway =
        ApiGateway.start(
            0,
            Map.of(
                "POST /fails",
                (_, _, _) -> {
                  throw new IllegalStateException("canary");
                }))) {
      byte[] body = {};
      assertThat(post(gateway, "/other", "text/plain", body, Map.of()).statusCode()).isEqualTo(404);
      HttpResponse<String> failed = post(gateway, "/fails", "text/plain", body, Map.of());
      assertThat(failed.statusCode()).isEqualTo(500);
      assertThat(failed.body()).isEqualTo("{\"message\":\"Internal Server Error\"}");
      byte[] large = new byte[10 * 1024 * 1024 + 1];
      assertThat(post(gateway, "/fails", "text/plain", large, Map.of()).statusCode())
          .isEqualTo(413);
    }
  }
}
