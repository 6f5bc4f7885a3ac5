package dev.sallyport.integrations.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.Unavailable;
import dev.sallyport.integrations.http.Pause;
import dev.sallyport.integrations.http.ScriptedServer;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SlackClientFailureTest extends SlackTestBase {
  private static final Map<String, String> JSON =
      Map.of("Content-Type", "application/json; charset=utf-8");

  private ScriptedServer refuses(String error) {
    return server.answers(200, "{'ok': false, 'error': '" + error + "'}", JSON);
  }

  @ParameterizedTest
  @ValueSource(strings = {"channel_not_found", "is_archived", "invalid_blocks", "no_text"})
  void takesARefusalAsProofThatNothingHappened(String error) {
    refuses(error);

    assertThat(post()).isEqualTo(new Reply.Rejected<>(error, "chat.postMessage: " + error));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "invalid_auth",
        "not_authed",
        "account_inactive",
        "token_revoked",
        "token_expired",
        "not_allowed_token_type"
      })
  void tellsATokenThatIsNotGood(String error) {
    refuses(error).answers(200, "{'ok': false, 'error': '" + error + "'}");

    assertThat(post()).isEqualTo(new Reply.Denied<>(error));
    assertThat(client.authTest()).isEqualTo(new Reply.Denied<>(error));
  }

  @Test
  void namesTheScopeThatATokenLacks() {
    server.answers(
        200, "{'ok': false, 'error': 'missing_scope', 'needed': 'chat:write', 'provided': 'x'}");

    assertThat(post())
        .isEqualTo(
            new Reply.Rejected<>(
                "missing_scope", "chat.postMessage: missing_scope, needs the scope chat:write"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"fatal_error", "internal_error", "request_timeout", ""})
  void doesNotKnowAboutAWriteWhereSlackDoesNotEither(String error) {
    refuses(error);
    refuses(error);

    assertThat(post()).isInstanceOf(Reply.Unknown.class);
    assertThat(client.authTest()).isInstanceOf(Reply.Retry.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ratelimited", "rate_limited"})
  void waitsAWhileWhereSlackSaysTooOftenWithoutAnAge(String error) {
    refuses(error);

    assertThat(post())
        .isEqualTo(
            new Reply.Retry<>(Optional.of(Duration.ofSeconds(30)), "chat.postMessage: " + error));
  }

  @ParameterizedTest
  @ValueSource(strings = {"team_added_to_org", "service_unavailable"})
  void triesLaterWhereSlackOnlySaysNotNow(String error) {
    refuses(error);

    assertThat(post()).isEqualTo(new Reply.Retry<>(Optional.empty(), "chat.postMessage: " + error));
  }

  @Test
  void waitsAsLongAsToldAfterTooManyRequests() {
    server.answers(429, "{'ok': false, 'error': 'ratelimited'}", Map.of("Retry-After", "7"));

    assertThat(post())
        .isEqualTo(
            new Reply.Retry<>(Optional.of(Duration.ofSeconds(7)), "chat.postMessage: HTTP 429"));
  }

  @Test
  void sendsNothingToAChannelThatSlackHasClosed() {
    server.answers(429, "", Map.of("Retry-After", "7")).answers(200, POSTED).answers(200, POSTED);
    post();
    clock.advance(Duration.ofSeconds(4));

    assertThat(post()).extracting(SlackTestBase::after).isEqualTo(Duration.ofSeconds(3));
    assertThat(server.seen()).hasSize(1);
    assertThat(client.postMessage("C2", Optional.empty(), MESSAGE, MARK))
        .isInstanceOf(Reply.Ok.class);

    clock.advance(Duration.ofSeconds(3));
    assertThat(post()).isInstanceOf(Reply.Ok.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-1", "99999999999999999999", "86400"})
  void waitsAWhileWhenTheHeaderIsOfNoUse(String header) {
    server.answers(429, "", header.isEmpty() ? Map.of() : Map.of("Retry-After", header));

    assertThat(post()).extracting(SlackTestBase::after).isEqualTo(Duration.ofSeconds(30));
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 400, 404, 413})
  void takesOtherStatusesAsProofToo(int status) {
    server.answers(status, "", Map.of("Location", server.url() + "/elsewhere"));

    assertThat(post())
        .isEqualTo(new Reply.Rejected<>("http_" + status, "chat.postMessage: HTTP " + status));
    assertThat(server.seen()).hasSize(1);
  }

  @Test
  void readsSlacksNameForAnErrorUnderAnyStatus() {
    server.answers(403, "{'ok': false, 'error': 'invalid_auth'}").answers(401, "no");
    server.answers(400, "{'ok': false, 'error': 'invalid_form_data'}");

    assertThat(client.authTest()).isEqualTo(new Reply.Denied<>("invalid_auth"));
    assertThat(client.authTest()).isEqualTo(new Reply.Denied<>("HTTP 401"));
    assertThat(client.authTest())
        .isEqualTo(
            new Reply.Rejected<>("invalid_form_data", "auth.test: HTTP 400, invalid_form_data"));
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 520})
  void takesAServerErrorForAWriteThatWasNotServed(int status) {
    server.answers(status, "<h1>upstream connect error</h1>");

    assertThat(post())
        .isEqualTo(new Reply.Retry<>(Optional.empty(), "chat.postMessage: HTTP " + status));
    assertThat(server.seen()).hasSize(1);
  }

  @Test
  void takesAServerErrorForAWriteThatWasNotServedWhateverItIsCalled() {
    server.answers(503, "{'ok': false, 'error': 'service_unavailable'}", JSON);

    assertThat(post())
        .isEqualTo(
            new Reply.Retry<>(Optional.empty(), "chat.postMessage: HTTP 503, service_unavailable"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"fatal_error", "internal_error", "request_timeout"})
  void doesNotKnowAboutAWriteWhereTheServerErrorSaysThatSlackDoesNot(String error) {
    server.answers(500, "{'ok': false, 'error': '" + error + "'}", JSON);

    assertThat(post()).isEqualTo(new Reply.Unknown<>("chat.postMessage: HTTP 500, " + error));
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 504})
  void doesNotKnowAboutAWriteThatSomebodyTiredOfWaitingFor(int status) {
    server.answers(status, "").answers(status, "");

    assertThat(post()).isInstanceOf(Reply.Unknown.class);
    assertThat(client.authTest()).isInstanceOf(Reply.Retry.class);
    assertThat(server.seen()).hasSize(2);
  }

  @Test
  void neverSendsAgainWhereAServerInvitesToIt() {
    server.answers(503, "", Map.of("Retry-After", "0")).answers(200, POSTED);

    assertThat(post()).isInstanceOf(Reply.Retry.class);
    assertThat(server.seen()).hasSize(1);
  }

  @Test
  void doesNotKnowAboutAWriteThatWasCut() {
    server.cuts().cuts();

    assertThat(post()).isInstanceOf(Reply.Unknown.class);
    assertThat(client.authTest()).isInstanceOf(Reply.Retry.class);
    assertThat(server.seen()).hasSize(2);
  }

  @Test
  void neverSendsAPostTwiceOnAConnectionThatDiedInThePool() {
    server.answers(200, "{'ok': true, 'team_id': 'T1'}").cuts().answers(200, POSTED);
    ok(client.authTest());

    assertThat(post()).isInstanceOf(Reply.Unknown.class);
    assertThat(server.seen()).hasSize(2);
    assertThat(server.seen().getLast().port()).isEqualTo(server.seen().getFirst().port());
  }

  @Test
  void givesUpOnASlowAnswer() {
    server.hangs().hangs();

    assertThat(post()).isInstanceOf(Reply.Unknown.class);
    assertThat(client.authTest()).isInstanceOf(Reply.Retry.class);
  }

  @Test
  void givesUpOnABodyThatStalls() {
    server.stallsInTheBody().stallsInTheBody();

    assertThat(post()).isInstanceOf(Reply.Unknown.class);
    assertThat(client.authTest()).isInstanceOf(Reply.Retry.class);
  }

  @Test
  void readsNoMoreThan8Mebibytes() {
    server.answers(200, POSTED + " ".repeat(8 << 20));

    assertThat(client(Duration.ofSeconds(8)).postMessage("C1", Optional.empty(), MESSAGE, MARK))
        .isInstanceOf(Reply.Unknown.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "null", "[]", "not JSON", "{'ok': true}", "{'ok': true, 'ts': {'a': 1}}"})
  void doesNotKnowAboutAWriteWhoseAnswerCannotBeRead(String body) {
    server.answers(200, body);

    assertThat(post()).isInstanceOf(Reply.Unknown.class);
  }

  @Test
  void knowsThatNothingHappenedWithoutAConnection() {
    server.close();

    assertThat(post()).isInstanceOf(Reply.Retry.class);
    assertThat(client.authTest()).isInstanceOf(Reply.Retry.class);
  }

  @Test
  void knowsThatNothingHappenedWithoutAnAddress() {
    SlackClient nowhere =
        new SlackClient(
            URI.create("https://slack.invalid/api/"), token::get, clock, Pause.sleeping());

    assertThat(nowhere.postMessage("C1", Optional.empty(), MESSAGE, MARK))
        .isInstanceOf(Reply.Retry.class);
  }

  @Test
  void knowsThatNothingHappenedWhereNoTlsIsSpoken() {
    SlackClient wrong =
        new SlackClient(
            URI.create(base().toString().replace("http:", "https:")),
            token::get,
            clock,
            Pause.sleeping());

    assertThat(wrong.postMessage("C1", Optional.empty(), MESSAGE, MARK))
        .isInstanceOf(Reply.Retry.class);
  }

  @Test
  void asksForTheTokenAtEachCall() {
    refuses("invalid_auth").answers(200, "{'ok': true, 'team_id': 'T1'}");

    client.authTest();
    token.set("xoxb-second\n");

    assertThat(ok(client.authTest()).teamId()).isEqualTo("T1");
    assertThat(server.seen().getLast().header("Authorization")).isEqualTo("Bearer xoxb-second");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "canary\nkey", "canary key", "canaryé"})
  void sendsNoTokenThatCannotStandInAHeader(String bad) {
    token.set(bad);

    assertThat(client.authTest())
        .isInstanceOfSatisfying(
            Reply.Denied.class, it -> assertThat(it.error()).doesNotContain("canary"));
    assertThat(server.seen()).isEmpty();
  }

  @Test
  void aTokenThatCannotBeReadIsNoRefusal() {
    SlackClient unread =
        new SlackClient(
            base(),
            () -> {
              throw new Unavailable("the secret x has no value yet");
            },
            clock,
            Pause.sleeping());

    assertThat(unread.authTest())
        .isEqualTo(
            new Reply.Retry<>(
                Optional.empty(),
                "auth.test: the bot token cannot be read: the secret x has no value yet"));
    assertThat(server.seen()).isEmpty();
  }

  @Test
  void keepsTokenAndTextsOutOfWhatIsSaid() {
    refuses("bad token " + TOKEN);
    refuses("internal_error");
    server.cuts().answers(500, SECRET_WORDS).answers(200, SECRET_WORDS).hangs();

    for (int i = 0; i < 6; i++) {
      assertThat(post().toString()).doesNotContain(TOKEN).doesNotContain(SECRET_WORDS);
    }
    assertThat(server.seen()).hasSize(6);
    assertThat(MESSAGE.toString()).doesNotContain(SECRET_WORDS);
  }

  @Test
  void usesAConnectionAgainUnlessItWasIdleForMoreThan20Seconds() {
    for (int i = 0; i < 3; i++) {
      server.answers(200, "{'ok': true, 'team_id': 'T1'}");
    }
    ok(client.authTest());
    clock.advance(Duration.ofSeconds(20));
    ok(client.authTest());
    clock.advance(Duration.ofSeconds(21));
    ok(client.authTest());

    int first = server.seen().getFirst().port();
    assertThat(server.seen().get(1).port()).isEqualTo(first);
    assertThat(server.seen().get(2).port()).isNotEqualTo(first);
  }
}
