package dev.sallyport.simulators.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.response.chat.ChatPostMessageResponse;
import dev.sallyport.simulators.fault.Call;
import dev.sallyport.simulators.fault.Fault;
import dev.sallyport.simulators.fault.Journal;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class FrontTest extends SlackTestBase {
  private static final String BEARER = "Bearer " + TOKEN;
  private final Caller api = new Caller(slack);

  @Test
  void checksTheToken() throws IOException, SlackApiException {
    assertThat(api.get("/api/auth.test").error()).isEqualTo("not_authed");
    assertThat(client(slack, "xoxb-other").authTest(it -> it).getError()).isEqualTo("invalid_auth");
    assertThat(api.form("/api/auth.test", "token=" + TOKEN).json().path("ok").asBoolean()).isTrue();
    slack.acceptToken("xoxb-other");
    slack.revokeToken(TOKEN);
    assertThat(client.authTest(it -> it).getError()).isEqualTo("token_revoked");
    assertThat(client(slack, "xoxb-other").authTest(it -> it).isOk()).isTrue();
    slack.setToken(TOKEN);
    assertThat(client.authTest(it -> it).isOk()).isTrue();
    assertThat(client(slack, "xoxb-other").authTest(it -> it).getError()).isEqualTo("invalid_auth");
  }

  @Test
  void takesJsonBodiesForWritesOnly() throws IOException {
    Caller.Reply posted =
        api.json(
            "/api/chat.postMessage",
            "{'channel':'%s','text':'hi','blocks':[{'type':'divider'}],'thread_ts':null}"
                .formatted(channel),
            "Authorization",
            BEARER);
    Caller.Reply looked =
        api.json(
            "/api/users.lookupByEmail", "{'email':'alice@example.com'}", "Authorization", BEARER);

    assertThat(posted.json().path("ok").asBoolean()).isTrue();
    assertThat(posted.json().path("message").path("blocks").get(0).path("type").asText())
        .isEqualTo("divider");
    assertThat(looked.error()).isEqualTo("users_not_found");
    assertThat(
            api.get("/api/users.lookupByEmail?email=alice%40example.com", "Authorization", BEARER)
                .json()
                .path("user")
                .path("id")
                .asText())
        .isEqualTo(alice);
  }

  @Test
  void refusesNonsense() throws IOException {
    assertThat(post("{").error()).isEqualTo("invalid_json");
    assertThat(post("[]").error()).isEqualTo("json_not_object");
    assertThat(post("{'channel':'%s','blocks':{}}".formatted(channel)).error())
        .isEqualTo("invalid_blocks_format");
    assertThat(
            post("{'channel':'%s','text':'x','metadata':{'event_type':1}}".formatted(channel))
                .error())
        .isEqualTo("invalid_metadata_format");
    assertThat(api.get("/api/chat.unheardOf", "Authorization", BEARER).error())
        .isEqualTo("unknown_method");
  }

  @Test
  void namesTheScopeThatIsMissing() throws IOException {
    Caller.Reply reply =
        api.form("/api/reactions.get", "channel=" + channel, "Authorization", BEARER);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.error()).isEqualTo("missing_scope");
    assertThat(reply.json().path("needed").asText()).isEqualTo("reactions:read");
    assertThat(reply.json().path("provided").asText())
        .isEqualTo(
            "channels:read,chat:write,chat:write.public,groups:read,im:write,reactions:write,"
                + "users:read,users:read.email");
    assertThat(reply.headers().firstValue("X-OAuth-Scopes"))
        .contains(reply.json().path("provided").asText());
  }

  @Test
  void refusesByNameAsTold() throws IOException, SlackApiException {
    slack.faults().next(1, FrontTest::isPost, new Fault.Refuse(200, "fatal_error"));

    assertThat(say().getError()).isEqualTo("fatal_error");
    assertThat(slack.messages()).isEmpty();
    assertThat(say().isOk()).isTrue();
  }

  @Test
  void refusesWithAStatusAsTold() {
    slack.faults().next(1, FrontTest::isPost, new Fault.Refuse(429, "slow down"));
    slack.faults().next(1, FrontTest::isPost, new Fault.Refuse(503, "down"));

    SlackApiException slow = catchThrowableOfType(SlackApiException.class, this::say);
    SlackApiException down = catchThrowableOfType(SlackApiException.class, this::say);

    assertThat(slow.getResponse().code()).isEqualTo(429);
    assertThat(slow.getResponse().header("Retry-After")).isEqualTo("1");
    assertThat(slow.getError().getError()).isEqualTo("ratelimited");
    assertThat(down.getResponse().code()).isEqualTo(503);
    assertThat(down.getResponseBody()).contains("down").doesNotStartWith("{");
    assertThat(slack.messages()).isEmpty();
  }

  @Test
  void cutsBeforeAndAfterTheEffect() {
    slack.faults().next(1, FrontTest::isPost, Fault.CUT_BEFORE);
    assertThatThrownBy(() -> raw()).isInstanceOf(IOException.class);
    assertThat(slack.messages()).isEmpty();

    slack.faults().next(1, FrontTest::isPost, Fault.CUT_AFTER);
    assertThatThrownBy(() -> raw()).isInstanceOf(IOException.class);
    assertThat(slack.messages()).hasSize(1);
  }

  @Test
  void servesAfterAPause() throws IOException, SlackApiException {
    slack.faults().next(1, FrontTest::isPost, new Fault.Delay(Duration.ofMillis(200)));
    long start = System.nanoTime();

    assertThat(say().isOk()).isTrue();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(190));
  }

  @Test
  void journalsEachCall() throws IOException, SlackApiException {
    say();
    client.usersLookupByEmail(it -> it.email("nobody@example.com"));
    client.usersInfo(it -> it.user(alice));

    assertThat(slack.journal().entries())
        .extracting(Journal.Entry::call)
        .containsExactly(
            new Call("slack", "chat.postMessage", channel),
            new Call("slack", "users.lookupByEmail", "nobody@example.com"),
            new Call("slack", "users.info", alice));
    assertThat(slack.journal().entries())
        .extracting(Journal.Entry::answer)
        .containsExactly("200", "users_not_found", "200");
  }

  private ChatPostMessageResponse say() throws IOException, SlackApiException {
    return client.chatPostMessage(it -> it.channel(channel).text("hi"));
  }

  private Caller.Reply raw() throws IOException {
    return api.form(
        "/api/chat.postMessage", "channel=" + channel + "&text=hi", "Authorization", BEARER);
  }

  private Caller.Reply post(String json) throws IOException {
    return api.json("/api/chat.postMessage", json, "Authorization", BEARER);
  }

  private static boolean isPost(Call call) {
    return call.operation().equals("chat.postMessage");
  }
}
