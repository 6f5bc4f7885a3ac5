package dev.sallyport.integrations.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.integrations.http.Pause;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ResponseUrlTest extends SlackTestBase {
  private String url() {
    return server.url() + "/actions/T1/capability";
  }

  @Test
  void answersTheClickToTheOneWhoClickedWithoutToken() {
    server.answers(200, "ok");

    assertThat(client.postToResponseUrl(url(), "<!channel>")).isEqualTo(new Reply.Ok<>(Done.DONE));

    assertThat(server.only().header("Authorization")).isEmpty();
    assertThat(server.only().rawPath()).isEqualTo("/actions/T1/capability");
    assertThat(server.only().body())
        .contains("\"response_type\":\"ephemeral\"")
        .contains("\"replace_original\":false")
        .doesNotContain("<!channel>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not a url",
        "file:///etc/passwd",
        "http://hooks.slack.com/actions/1",
        // A simulated world tells nobody in the real one.
        "https://hooks.slack.com/actions/1",
        "https://hooks.slack.com:8443/actions/1",
        "https://hooks.slack.com.example.com/actions/1",
        "https://hooks.slack.com@example.com/actions/1",
        "https://user@hooks.slack.com/actions/1",
        "https://example.com/hooks.slack.com",
        "https://example.com#@hooks.slack.com/",
        "https://example.com\\@hooks.slack.com/",
        "https://slack.com/actions/1",
        "https://169.254.169.254/latest/meta-data",
        "http://169.254.169.254/latest/meta-data",
        "http://localhost/actions/1",
        "http://127.0.0.1:1/actions/1",
        "//hooks.slack.com/actions/1"
      })
  void callsNoOtherHost(String url) {
    assertThat(client.postToResponseUrl(url, "text"))
        .isEqualTo(
            new Reply.Rejected<>(
                "invalid_response_url", "response_url: not an address of Slack's"));
    assertThat(server.seen()).isEmpty();
  }

  @Test
  void callsNothingButSlacksHostWhereTheBaseIsSlacks() {
    var real =
        new SlackClient(URI.create("https://slack.com/api/"), token::get, clock, Pause.sleeping());

    assertThat(real.postToResponseUrl("https://slack.com/actions/1", "text"))
        .isInstanceOf(Reply.Rejected.class);
    assertThat(real.postToResponseUrl(url(), "text")).isInstanceOf(Reply.Rejected.class);
    assertThat(server.seen()).isEmpty();
  }

  @Test
  void followsNoRedirect() {
    server.answers(307, "", Map.of("Location", server.url() + "/elsewhere"));

    assertThat(client.postToResponseUrl(url(), "text"))
        .isEqualTo(new Reply.Rejected<>("http_307", "response_url: HTTP 307"));
    assertThat(server.seen()).hasSize(1);
  }

  @Test
  void tellsWhatAFailureProves() {
    server.answers(404, "used_url").answers(429, "", Map.of("Retry-After", "3"));
    server.answers(500, "").cuts();

    assertThat(client.postToResponseUrl(url(), "text"))
        .isEqualTo(new Reply.Rejected<>("http_404", "response_url: HTTP 404"));
    assertThat(after(client.postToResponseUrl(url(), "text"))).isEqualTo(Duration.ofSeconds(3));
    assertThat(client.postToResponseUrl(url(), "text")).isInstanceOf(Reply.Unknown.class);
    assertThat(client.postToResponseUrl(url(), "text")).isInstanceOf(Reply.Unknown.class);

    server.close();
    Reply<Done> unreachable = client.postToResponseUrl(url(), "text");
    assertThat(unreachable).isInstanceOf(Reply.Retry.class);
    assertThat(unreachable.toString()).doesNotContain("capability");
  }
}
