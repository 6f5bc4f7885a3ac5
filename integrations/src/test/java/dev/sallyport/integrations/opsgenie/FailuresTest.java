package dev.sallyport.integrations.opsgenie;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.integrations.http.Reply;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each way of failing proves, of a write and of a read. */
final class FailuresTest extends OpsgenieTestBase {
  private Reply<Promise> create() {
    return opsgenie.create(newAlert());
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 400, 402, 404, 405, 406, 409, 410, 415, 422, 501})
  void refusalsProveThatNothingHappened(int status) {
    server.answers(status, "");
    assertThat(create()).isEqualTo(new Reply.Rejected<>(status, 0, "HTTP " + status));
  }

  @Test
  void tellsTheVendorsWords() {
    server.answers(
        422,
        "{'message': 'Request body is not processable.', 'code': 42201, 'errors': {'message':"
            + " 'Message is too long.'}}");
    assertThat(create())
        .isEqualTo(
            new Reply.Rejected<>(
                422, 42201, "Request body is not processable. (Message is too long.)"));
  }

  @Test
  void tellsAtlassiansWords() {
    server.answers(400, "{'errors': [{'title': 'Bad', 'detail': 'No such field'}]}");
    assertThat(jsm.alert("A1")).isEqualTo(new Reply.Rejected<>(400, 0, "(Bad No such field)"));
  }

  @ParameterizedTest
  @CsvSource({"401, 40101", "403, 40301", "403, 40302"})
  void tellsSecretsAtFault(int status, int code) {
    server.answers(status, "{'message': 'No', 'code': " + code + "}");
    assertThat(create()).isEqualTo(new Reply.Denied<>(status, code, "No"));
  }

  @ParameterizedTest
  @CsvSource({"X-RateLimit-Period-In-Sec, 60", "Retry-After, 7"})
  void waitsAsLongAsToldAfterTooManyCalls(String header, int seconds) {
    server.answers(429, "", Map.of(header, Integer.toString(seconds)));
    assertThat(create())
        .isEqualTo(
            new Reply.Retry<>(
                Optional.of(Duration.ofSeconds(seconds)), "POST /v2/alerts: HTTP 429"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-1", "99999999999999999999", "3601", "1.5"})
  void waitsAWhileWhenTheHintIsOfNoUse(String hint) {
    server.answers(429, "", hint.isEmpty() ? Map.of() : Map.of("X-RateLimit-Period-In-Sec", hint));
    assertThat(create())
        .isEqualTo(
            new Reply.Retry<>(Optional.of(Duration.ofSeconds(15)), "POST /v2/alerts: HTTP 429"));
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 500, 502, 503, 504})
  void doesNotKnowAboutAWriteThatEndedInAServerError(int status) {
    server.answers(status, "").answers(status, "");
    assertThat(create()).isInstanceOf(Reply.Unknown.class);
    assertThat(opsgenie.alert("A1")).isInstanceOf(Reply.Retry.class);
  }

  @Test
  void doesNotKnowAboutAWriteThatWasCutAndMakesItOnce() {
    // The JDK itself makes a GET twice.
    server.cuts().cuts().cuts();
    assertThat(create()).isInstanceOf(Reply.Unknown.class);
    assertThat(server.seen()).hasSize(1);
    assertThat(opsgenie.alert("A1")).isInstanceOf(Reply.Retry.class);
  }

  @Test
  void givesUpOnSlowAnswers() {
    ClassicClient hasty =
        new ClassicClient(server.url(), key::get, clock, PATIENT, Duration.ofMillis(300));
    server.hangs().stallsInTheBody();
    assertThat(hasty.create(newAlert())).isInstanceOf(Reply.Unknown.class);
    assertThat(hasty.alert("A1")).isInstanceOf(Reply.Retry.class);
  }

  @Test
  void knowsThatNothingHappenedWithoutAConnection() {
    server.close();
    assertThat(create()).isInstanceOf(Reply.Retry.class);
  }

  @Test
  void keepsSecretsOutOfMessages() {
    server
        .answers(400, "{'message': 'bad GenieKey " + KEY + " here'}")
        .answers(
            400,
            "{'message': 'bad canary-token-91 and Basic"
                + " Ym90QGV4YW1wbGUuY29tOmNhbmFyeS10b2tlbi05MQ== and "
                + LOGIN
                + "'}");
    assertThat(create()).isEqualTo(new Reply.Rejected<>(400, 0, "bad [API key] here"));
    assertThat(jsm.alert("A1"))
        .isEqualTo(new Reply.Rejected<>(400, 0, "bad [API token] and [API token] and [API token]"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "canary\nkey", "canary key", "canaryé"})
  void sendsNoSecretThatCannotStandInAHeader(String bad) {
    key.set(bad);
    login.set(bad);
    assertThat(create())
        .isInstanceOfSatisfying(
            Reply.Denied.class, it -> assertThat(it.message()).doesNotContain("canary"));
    assertThat(jsm.alert("A1"))
        .isInstanceOfSatisfying(
            Reply.Denied.class, it -> assertThat(it.message()).doesNotContain("canary"));
    assertThat(server.seen()).isEmpty();
  }

  @Test
  void asksForTheKeyAtEachCall() {
    server.answers(401, "").answers(202, PROMISE);
    create();
    key.set("second-key\n");
    ok(create());
    assertThat(server.seen().getLast().header("Authorization")).isEqualTo("GenieKey second-key");
  }
}
