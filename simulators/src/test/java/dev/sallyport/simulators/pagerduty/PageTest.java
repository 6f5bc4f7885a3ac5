package dev.sallyport.simulators.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class PageTest extends WebhookTestBase {
  private static final String ATTACK = "\"'><script>alert(1)</script>";

  @Test
  void showsAnIncident() throws IOException, InterruptedException {
    pagerDuty.noteAs(bob, incident, "on my way");
    subscribe();
    pagerDuty.acknowledgeAs(bob, incident);

    assertThat(page(alice))
        .contains(
            "Simulated PagerDuty",
            "Payments",
            "[#1] Access requested",
            "key/1",
            "Please look",
            "status acknowledged",
            "on my way",
            "annotate_log_entry",
            "incident.acknowledged <b>waiting</b>",
            "value=\"resolve\"")
        .doesNotContain("value=\"acknowledge\"");
  }

  @Test
  void showsTheNewestOrTheOneAskedFor() throws IOException, InterruptedException {
    String second = newIncident("key/2");

    assertThat(get("/page/").body()).contains("data-incident=\"" + second + "\"");
    assertThat(page(bob)).contains("data-incident=\"" + incident + "\"");
    assertThat(get("/page/?as=PNOBODY&incident=PNOTHING").body())
        .contains("data-incident=\"" + second + "\"");
  }

  @Test
  void actsAsTheChosenPerson() throws IOException, InterruptedException {
    webhooks.subscribe(endpoint.url(), "incident.annotated");

    HttpResponse<String> noted = act("note", "teleport approve 12345678 é✓");
    act("acknowledge", "");
    act("resolve", "");

    assertThat(noted.statusCode()).isEqualTo(303);
    assertThat(noted.headers().firstValue("Location"))
        .contains("/page/?as=" + bob + "&incident=" + incident);
    Incident now = pagerDuty.incidents().getFirst();
    assertThat(now.notes())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.content()).isEqualTo("teleport approve 12345678 é✓");
              assertThat(it.user()).isEqualTo(Caller.BOB);
            });
    assertThat(now.history())
        .extracting(StatusChange::status)
        .containsExactly("triggered", "acknowledged", "resolved");
    assertThat(now.history()).last().extracting(StatusChange::by).isEqualTo(Caller.BOB);
    webhooks.deliverDue();
    assertThat(endpoint.received.getFirst().event().path("agent").path("id").asText())
        .isEqualTo(bob);
    assertThat(page(bob)).doesNotContain("value=\"resolve\"");
  }

  @Test
  void tellsWhatDidNotWork() throws IOException, InterruptedException {
    pagerDuty.resolveAs(alice, incident);

    HttpResponse<String> again = act("resolve", "");
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(again.body()).contains("role=\"alert\"", "Incident Already Resolved");
    assertThat(act("note", "  ").body()).contains("A note needs some text.");
    assertThat(act("explode", "").statusCode()).isEqualTo(409);
    assertThat(post("as=PNOBODY&incident=" + incident + "&act=resolve").statusCode())
        .isEqualTo(409);
    assertThat(pagerDuty.incidents().getFirst().notes()).isEmpty();
  }

  @Test
  void obeysNoOtherSite() throws IOException, InterruptedException {
    String form = "as=" + bob + "&incident=" + incident + "&act=resolve";

    assertThat(post(form, "Origin", "https://evil.example").statusCode()).isEqualTo(403);
    assertThat(post(form, "Origin", "null").statusCode()).isEqualTo(403);
    assertThat(pagerDuty.incidents().getFirst().status()).isEqualTo("triggered");
    assertThat(post(form, "Origin", pagerDuty.url().toString()).statusCode()).isEqualTo(303);
  }

  @Test
  void answersToNoOtherHostName() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), pagerDuty.url().getPort())) {
      socket
          .getOutputStream()
          .write(
              "GET /page/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));

      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 403")
          .doesNotContain("Alice");
    }
  }

  @Test
  void showsForeignTextAsText() throws IOException, InterruptedException {
    String mallory = pagerDuty.addUser(ATTACK, "m@example.com");
    String hostile = pagerDuty.addService(ATTACK);
    String json = ATTACK.replace("\"", "\\\"");
    incident =
        api.send(
                api.request("/incidents")
                    .header("From", "m@example.com")
                    .POST(
                        BodyPublishers.ofString(
                            """
                            {"incident":{"type":"incident","title":"%s","incident_key":"%s",
                             "service":{"id":"%s","type":"service_reference"},
                             "body":{"type":"incident_body","details":"%s"}}}\
                            """
                                .formatted(json, json, hostile, json))))
            .body()
            .path("incident")
            .path("id")
            .asText();
    pagerDuty.noteAs(mallory, incident, ATTACK);

    HttpResponse<String> page = get("/page/?as=" + mallory + "&incident=" + incident);

    assertThat(page.body()).doesNotContain("<script>alert").contains("&lt;script&gt;");
    assertThat(page.body().split("&lt;script&gt;", -1)).hasSizeGreaterThan(8);
    assertThat(page.headers().firstValue("Content-Security-Policy"))
        .hasValueSatisfying(it -> assertThat(it).contains("default-src 'none'"));
    assertThat(page.body()).doesNotContain("http://", "https://");
  }

  @Test
  void servesItsFiles() throws IOException, InterruptedException {
    assertThat(get("/page/page.css").headers().firstValue("Content-Type"))
        .contains("text/css; charset=utf-8");
    assertThat(get("/page/page.js").body()).contains("use strict");
    assertThat(get("/page/nothing").statusCode()).isEqualTo(404);
    assertThat(pagerDuty.pageUrl()).isEqualTo(URI.create(pagerDuty.url() + "/page/"));
  }

  private String page(String user) throws IOException, InterruptedException {
    return get("/page/?as=" + user + "&incident=" + incident).body();
  }

  private HttpResponse<String> act(String what, String content)
      throws IOException, InterruptedException {
    return post(
        "as=%s&incident=%s&act=%s&content=%s"
            .formatted(bob, incident, what, URLEncoder.encode(content, StandardCharsets.UTF_8)));
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(pagerDuty.url() + path)));
  }

  private HttpResponse<String> post(String form, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(pagerDuty.url() + "/page/act"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      return client.send(request.build(), BodyHandlers.ofString());
    }
  }
}
