package dev.sallyport.integrations.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.core.Unavailable;
import dev.sallyport.integrations.http.Reply;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PagerDutyClientFailureTest extends PagerDutyClientTestBase {
  private static final String RATE = "{'error': {'message': 'Rate Limit Exceeded', 'code': 2020}}";

  @ParameterizedTest
  @ValueSource(ints = {301, 400, 402, 404, 413, 422})
  void takesRefusalsAsProofThatNothingHappened(int status) {
    server.answers(status, "");

    assertThat(create()).isEqualTo(new Reply.Rejected<>(status, 0, "HTTP " + status));
  }

  @ParameterizedTest
  @CsvSource({"401, 2006", "403, 2010"})
  void tellsCredentialsAtFault(int status, int code) {
    server.answers(status, "{'error': {'message': 'No', 'code': " + code + "}}");
    server.answers(status, "");

    assertThat(create()).isEqualTo(new Reply.Denied<>(status, code, "No"));
    assertThat(client.abilities()).isEqualTo(new Reply.Denied<>(status, 0, "HTTP " + status));
  }

  @Test
  void asksForTheKeyAtEachCall() {
    server.answers(401, "").answers(200, "{'abilities': []}");

    client.abilities();
    key.set("second-key\n");

    assertThat(ok(client.abilities())).isEmpty();
    assertThat(server.seen().getLast().header("Authorization")).isEqualTo("Token token=second-key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "canary\nkey", "canary key", "canaryé"})
  void sendsNoKeyThatCannotStandInAHeader(String bad) {
    key.set(bad);

    assertThat(client.abilities())
        .isInstanceOfSatisfying(
            Reply.Denied.class, it -> assertThat(it.message()).doesNotContain("canary"));
    assertThat(server.seen()).isEmpty();
  }

  @Test
  void aKeyThatCannotBeReadIsNoRefusal() {
    PagerDutyClient unread = without(new Unavailable("the secret x has no value yet"));
    assertThat(unread.abilities())
        .isEqualTo(
            new Reply.Retry<>(
                Optional.empty(),
                "GET /abilities: the API key cannot be read: the secret x has no value yet"));
    assertThat(without(new IllegalArgumentException("canary")).abilities())
        .isEqualTo(
            new Reply.Retry<>(
                Optional.empty(),
                "GET /abilities: the API key cannot be read: IllegalArgumentException"));
    assertThat(server.seen()).isEmpty();
  }

  private PagerDutyClient without(RuntimeException failure) {
    return new PagerDutyClient(
        server.url(),
        () -> {
          throw failure;
        },
        FROM,
        clock);
  }

  @Test
  void keepsTheKeyOutOfMessages() {
    server.answers(400, "{'error': {'message': 'bad token=" + KEY + "', 'code': 2001}}");

    assertThat(create().toString()).contains("bad token").doesNotContain(KEY);
  }

  @Test
  void cutsLongMessagesBetweenCharacters() {
    server.answers(400, "{'error': {'message': '" + "😀".repeat(600) + "'}}");

    assertThat(create()).isEqualTo(new Reply.Rejected<>(400, 0, "😀".repeat(499) + "…"));
  }

  @Test
  void waitsAsLongAsToldAfterTooManyRequests() {
    server.answers(429, RATE, Map.of("ratelimit-reset", "7"));

    assertThat(create())
        .isEqualTo(
            new Reply.Retry<>(Optional.of(Duration.ofSeconds(7)), "POST /incidents: HTTP 429"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-1", "99999999999999999999", "86400"})
  void waitsAWhileWhenTheHintIsOfNoUse(String hint) {
    server.answers(429, "", hint.isEmpty() ? Map.of() : Map.of("ratelimit-reset", hint));

    assertThat(create())
        .isEqualTo(
            new Reply.Retry<>(Optional.of(Duration.ofSeconds(15)), "POST /incidents: HTTP 429"));
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 500, 502, 503, 504})
  void doesNotKnowAboutAWriteThatEndedInAServerError(int status) {
    server.answers(status, "").answers(status, "");

    assertThat(create()).isInstanceOf(Reply.Unknown.class);
    assertThat(client.incident("PINC001")).isInstanceOf(Reply.Retry.class);
  }

  @Test
  void doesNotKnowAboutAWriteThatWasCut() {
    server.cuts();

    assertThat(create()).isInstanceOf(Reply.Unknown.class);
    assertThat(server.seen()).hasSize(1);
  }

  @Test
  void mayRepeatAReadThatWasCut() {
    server.cuts().cuts();

    assertThat(client.abilities()).isInstanceOf(Reply.Retry.class);
  }

  @Test
  void neverSendsAPostTwiceOnAConnectionThatDiedInThePool() {
    server.answers(200, "{'abilities': []}").cuts().answers(201, incident("triggered"));
    client.abilities();

    assertThat(create()).isInstanceOf(Reply.Unknown.class);

    assertThat(System.getProperty("jdk.httpclient.enableAllMethodRetry")).isNull();
    assertThat(server.seen()).extracting(it -> it.method()).containsExactly("GET", "POST");
    assertThat(server.seen().getLast().port()).isEqualTo(server.seen().getFirst().port());
  }

  @Test
  void neverSendsAPutTwiceOnAConnectionThatDiedInThePool() {
    server.answers(200, "{'abilities': []}").cuts().answers(200, incident("resolved"));
    client.abilities();

    assertThat(client.resolve("PINC001")).isInstanceOf(Reply.Unknown.class);
    assertThat(server.seen()).hasSize(2);
  }

  @Test
  void givesUpOnASlowAnswer() {
    server.hangs().hangs();

    assertThat(create()).isInstanceOf(Reply.Unknown.class);
    assertThat(client.abilities()).isInstanceOf(Reply.Retry.class);
  }

  @Test
  void givesUpOnABodyThatStalls() {
    server.stallsInTheBody().stallsInTheBody();

    assertThat(create()).isInstanceOf(Reply.Unknown.class);
    assertThat(client.abilities()).isInstanceOf(Reply.Retry.class);
  }

  @Test
  void readsNoMoreThanOneMebibyte() {
    server.answers(201, incident("triggered") + " ".repeat(1 << 20));

    assertThat(create()).isInstanceOf(Reply.Unknown.class);
  }

  @Test
  void knowsThatNothingHappenedWithoutAConnection() {
    server.close();

    assertThat(create()).isInstanceOf(Reply.Retry.class);
    assertThat(client.abilities())
        .isEqualTo(
            new Reply.Retry<>(
                Optional.empty(),
                "GET /abilities: cannot connect to "
                    + server.url().getHost()
                    + ", ConnectException"));
  }

  @Test
  void leavesAnInterruptedThreadInterrupted() {
    server.hangs();
    Thread.currentThread().interrupt();

    assertThat(create()).isInstanceOf(Reply.Unknown.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void usesAConnectionAgainUnlessItWasIdleForMoreThan20Seconds() {
    for (int i = 0; i < 3; i++) {
      server.answers(200, "{'abilities': []}");
    }
    ok(client.abilities());
    clock.advance(Duration.ofSeconds(20));
    ok(client.abilities());
    clock.advance(Duration.ofSeconds(21));
    ok(client.abilities());

    int first = server.seen().getFirst().port();
    assertThat(server.seen().get(1).port()).isEqualTo(first);
    assertThat(server.seen().get(2).port()).isNotEqualTo(first);
  }

  @Test
  void refusesASenderThatCannotStandInAHeader() {
    assertThatThrownBy(() -> new PagerDutyClient(server.url(), key::get, "a\nb", clock))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
