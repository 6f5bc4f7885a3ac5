package dev.sallyport.simulators.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.methods.SlackApiException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PageTest extends SlackTestBase {
  private final Receiver app;
  private final Caller browser = new Caller(slack);
  private String ts = "";

  PageTest() throws IOException {
    app = new Receiver();
  }

  @BeforeEach
  void post() throws IOException, SlackApiException {
    slack.setRequestUrl(app.url());
    ts =
        client
            .chatPostMessage(it -> it.channel(channel).text("ask").blocksAsString(REQUEST_BLOCKS))
            .getTs();
  }

  @AfterEach
  void close() {
    app.close();
  }

  @Test
  void showsAMessage() throws IOException {
    String page = page(alice);

    assertThat(page)
        .contains("Simulated Slack")
        .contains("data-ts=\"" + ts + "\"")
        .contains("<b>Alice</b> asks for <code>admin</code>")
        .contains("data-action-id=\"approve_button\"")
        .contains("data-action-id=\"deny_button\"")
        .contains("name=\"input.reason\"")
        .contains("href=\"https://teleport.example.com/\"")
        .contains("<dialog data-confirms=\"approve_button\">");
  }

  @Test
  void pressesWithWhatWasTyped() throws IOException {
    Caller.Reply reply = press("Origin", slack.url().toString());

    assertThat(reply.status()).isEqualTo(303);
    assertThat(reply.headers().firstValue("Location")).contains("/?as=" + bob + "&in=" + channel);
    assertThat(app.received.getFirst().payload().getUser().getId()).isEqualTo(bob);
    assertThat(app.received.getFirst().body()).contains("on+call+tonight");
    assertThat(page(bob)).doesNotContain("role=\"alert\"");
  }

  @Test
  void marksAClickThatFailedForThatPerson() throws IOException {
    app.status = 500;

    press();

    assertThat(page(bob)).contains("role=\"alert\"").contains("the app answered 500");
    assertThat(page(alice)).doesNotContain("role=\"alert\"");
  }

  @Test
  void tellsAScriptHowAClickWent() throws IOException {
    Caller.Reply reply = press("Accept", "application/json");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().path("accepted").asBoolean()).isTrue();
  }

  @Test
  void obeysNoOtherSite() throws IOException {
    assertThat(press("Origin", "https://evil.example").status()).isEqualTo(403);
    assertThat(press("Origin", "null").status()).isEqualTo(403);
    assertThat(app.received).isEmpty();
  }

  @Test
  void showsEphemeralMessagesToOnePersonOnly() throws IOException, SlackApiException {
    client.chatPostEphemeral(it -> it.channel(channel).user(bob).text("only bob"));

    assertThat(page(bob)).contains("only bob").contains("Only visible to you");
    assertThat(page(alice)).doesNotContain("only bob");
  }

  @Test
  void showsChannelsToThoseInside() throws IOException, SlackApiException {
    String secret = slack.addPrivateChannel("secret");
    slack.invite(secret, bob);
    String direct = client.chatPostMessage(it -> it.channel(alice).text("for alice")).getChannel();

    assertThat(page(bob)).contains(secret).doesNotContain(direct);
    assertThat(page(alice)).contains(direct).doesNotContain(secret);
    assertThat(browser.get("/?as=" + bob + "&in=" + direct).body()).doesNotContain("for alice");
  }

  @Test
  void showsAGuestTheirOwnChannelsOnly() throws IOException {
    String open = slack.addChannel("open");
    String guest = slack.addUser(Person.named("Guest", "g@example.com").asGuest());
    slack.invite(channel, guest);

    assertThat(page(alice)).contains(open);
    assertThat(page(guest)).contains("data-ts=\"" + ts + "\"").doesNotContain(open);
  }

  @Test
  void answersToNoOtherHostName() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), slack.url().getPort())) {
      socket
          .getOutputStream()
          .write(
              "GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));

      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 403")
          .doesNotContain("Alice");
    }
  }

  @Test
  void showsThreadsReactionsAndEdits() throws IOException, SlackApiException {
    client.chatPostMessage(it -> it.channel(channel).threadTs(ts).text("in the thread"));
    client.reactionsAdd(it -> it.channel(channel).timestamp(ts).name("white_check_mark"));
    client.chatUpdate(it -> it.channel(channel).ts(ts).text("changed"));

    assertThat(page(alice))
        .containsSubsequence(
            "changed", "data-reaction=\"white_check_mark\">✅ 1", "1 reply", "in the thread")
        .contains("(edited)");
  }

  @Test
  void growsItsVersionWithEveryChange() throws IOException {
    long before = version();
    assertThat(version()).isEqualTo(before);

    slack.say(alice, channel, "hello");

    assertThat(version()).isGreaterThan(before);
  }

  @Test
  void showsForeignTextAsText() throws IOException, SlackApiException {
    String attack = "\"><script>alert(1)</script>";
    slack.addChannel(attack);
    String mallory = slack.addUser(Person.named(attack, "m@example.com"));
    slack.invite(channel, mallory);
    slack.say(mallory, channel, attack);
    String inJson = attack.replace("\"", "\\\"");
    client.chatPostMessage(
        it ->
            it.channel(channel)
                .text(attack)
                .blocksAsString(
                    REQUEST_BLOCKS
                        .replace("id-1", inJson)
                        .replace("Reason", inJson)
                        .replace("Deny", inJson)
                        .replace("approve_button", inJson)));
    client.chatPostMessage(
        it ->
            it.channel(channel)
                .text("x")
                .blocksAsString(
                    """
                    [{"type":"actions","elements":[{"type":"button","url":"javascript:alert(1)","action_id":"a",
                      "text":{"type":"plain_text","text":"x"}}]}]\
                    """));

    String page = page(mallory);

    assertThat(page).doesNotContain("<script>alert", "javascript:").contains("&lt;script&gt;");
    assertThat(browser.get("/").headers().firstValue("Content-Security-Policy"))
        .hasValueSatisfying(
            policy -> assertThat(policy).contains("default-src 'none'", "script-src 'self'"));
  }

  @Test
  void servesItsFilesAndPermalinks() throws IOException, SlackApiException {
    assertThat(browser.get("/page.css").status()).isEqualTo(200);
    assertThat(browser.get("/page.js").body()).contains("use strict");
    assertThat(browser.get("/nothing").status()).isEqualTo(404);
    String link = client.chatGetPermalink(it -> it.channel(channel).messageTs(ts)).getPermalink();
    assertThat(browser.get(link).headers().firstValue("Location"))
        .contains("/?in=" + channel + "#p" + ts.replace(".", ""));
  }

  private String page(String user) throws IOException {
    return browser.get("/?as=" + user + "&in=" + channel).body();
  }

  private long version() throws IOException {
    return browser.get("/version").json().path("version").asLong();
  }

  private Caller.Reply press(String... headers) throws IOException {
    return browser.form(
        "/press",
        "as=%s&in=%s&ts=%s&action=deny_button&input.reason=on+call+tonight"
            .formatted(bob, channel, ts),
        headers);
  }
}
