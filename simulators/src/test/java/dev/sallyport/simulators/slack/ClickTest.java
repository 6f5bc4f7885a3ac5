package dev.sallyport.simulators.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.slack.api.app_backend.SlackSignature;
import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.methods.SlackApiException;
import com.slack.api.model.view.ViewState;
import dev.sallyport.simulators.fault.Call;
import dev.sallyport.simulators.fault.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ClickTest extends SlackTestBase {
  private Receiver app;
  private String ts = "";

  ClickTest() throws IOException {
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
  void sendsWhatSlackSends() {
    Pressed pressed =
        slack.press(bob, channel, ts, "approve_button", Map.of("reason", "on call & <sure> é✓"));

    assertThat(pressed).isEqualTo(new Pressed(true, 200, ""));
    BlockActionPayload payload = app.received.getFirst().payload();
    assertThat(payload.getTeam().getId()).isEqualTo(slack.teamId());
    assertThat(payload.getTeam().getDomain()).isEqualTo("example");
    assertThat(payload.getUser().getId()).isEqualTo(bob);
    assertThat(payload.getUser().getUsername()).isEqualTo("bob");
    assertThat(payload.getUser().getTeamId()).isEqualTo(slack.teamId());
    assertThat(payload.getApiAppId()).isEqualTo(slack.appId());
    assertThat(payload.getContainer().getType()).isEqualTo("message");
    assertThat(payload.getContainer().getMessageTs()).isEqualTo(ts);
    assertThat(payload.getContainer().getChannelId()).isEqualTo(channel);
    assertThat(payload.getContainer().isEphemeral()).isFalse();
    assertThat(payload.getChannel().getName()).isEqualTo("access-requests");
    assertThat(payload.getMessage().getBlocks()).hasSize(3);
    assertThat(payload.getResponseUrl()).startsWith(slack.url() + "/actions/" + slack.teamId());
    assertThat(payload.getTriggerId()).isNotEmpty();
    assertThat(payload.getState().getValues())
        .extractingByKey("reason_block")
        .extracting(it -> it.get("reason"))
        .extracting(ViewState.Value::getValue)
        .isEqualTo("on call & <sure> é✓");
    BlockActionPayload.Action action = payload.getActions().getFirst();
    assertThat(action.getActionId()).isEqualTo("approve_button");
    assertThat(action.getBlockId()).isEqualTo("review_block");
    assertThat(action.getValue()).isEqualTo("id-1");
    assertThat(action.getStyle()).isEqualTo("primary");
    assertThat(action.getText().getText()).isEqualTo("Approve");
    assertThat(action.getActionTs()).matches("\\d+\\.\\d{6}");
  }

  @Test
  void signsTheBytesThatItSends() {
    slack.press(bob, channel, ts, "deny_button");

    Receiver.Received received = app.received.getFirst();
    String timestamp = received.headers().getFirst("X-Slack-Request-Timestamp");
    assertThat(timestamp).isEqualTo(Long.toString(clock.instant().getEpochSecond()));
    assertThat(received.headers().getFirst("X-Slack-Signature"))
        .isEqualTo(new SlackSignature.Generator(SECRET).generate(timestamp, received.body()));
    assertThat(received.headers().getFirst("Content-Type"))
        .isEqualTo("application/x-www-form-urlencoded");
  }

  @Test
  void sendsEmptyInputsAsNothing() {
    slack.press(bob, channel, ts, "deny_button");

    assertThat(app.received.getFirst().body()).contains("%22value%22%3Anull");
    assertThat(app.received.getFirst().payload().getState().getValues())
        .extractingByKey("reason_block")
        .extracting(it -> it.get("reason"))
        .extracting(ViewState.Value::getValue)
        .isNull();
  }

  @Test
  void marksEveryAnswerThatIsNotOk() {
    app.status = 500;
    assertThat(slack.press(bob, channel, ts, "deny_button"))
        .isEqualTo(new Pressed(false, 500, "the app answered 500"));
    assertThat(slack.mark(bob, ts)).contains("the app answered 500");
    assertThat(slack.mark(alice, ts)).isEmpty();
    app.status = 202;
    assertThat(slack.press(bob, channel, ts, "deny_button").accepted()).isFalse();
    app.status = 200;
    assertThat(slack.press(bob, channel, ts, "deny_button").accepted()).isTrue();
    assertThat(slack.mark(bob, ts)).isEmpty();
    assertThat(app.received).as("never repeated").hasSize(3);
  }

  @Test
  void waitsThreeSeconds() {
    app.hold = new CountDownLatch(1);
    long start = System.nanoTime();

    Pressed pressed = slack.press(bob, channel, ts, "deny_button");

    assertThat(pressed).isEqualTo(new Pressed(false, 0, "no answer within 3 seconds"));
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(Duration.ofMillis(2_900), Duration.ofSeconds(8));
    app.hold.countDown();
  }

  @Test
  void failsWhenNobodyListens() {
    app.close();

    assertThat(slack.press(bob, channel, ts, "deny_button").accepted()).isFalse();
  }

  @Test
  void sendsADoubleClickAsTwo() {
    List<Pressed> both = slack.pressTwice(Click.on(bob, channel, ts, "deny_button"));

    assertThat(both).extracting(Pressed::accepted).containsExactly(true, true);
    assertThat(app.received)
        .extracting(it -> it.payload().getActions().getFirst().getActionTs())
        .doesNotHaveDuplicates();
    assertThat(app.received).extracting(it -> it.payload().getTriggerId()).doesNotHaveDuplicates();
  }

  @Test
  void replaysTheSameBytes() {
    Delivery delivery = slack.sign(Click.on(bob, channel, ts, "deny_button"));
    clock.advance(Duration.ofHours(1));

    slack.deliver(delivery);
    slack.deliver(delivery);

    assertThat(app.received).extracting(Receiver.Received::body).containsOnly(delivery.body());
    assertThat(app.received.getLast().headers().getFirst("X-Slack-Request-Timestamp"))
        .isEqualTo(delivery.timestamp());
  }

  @Test
  void misbehavesAsTold() {
    Click click = Click.on(bob, channel, ts, "deny_button");

    assertThat(Receiver.payload(slack.sign(click.withoutTeam()).body()).getTeam()).isNull();
    assertThat(Receiver.payload(slack.sign(click.fromTeam("T0OTHER")).body()).getTeam().getId())
        .isEqualTo("T0OTHER");
    assertThat(Receiver.payload(slack.sign(click.forApp("A0OTHER")).body()).getApiAppId())
        .isEqualTo("A0OTHER");
    assertThat(slack.sign(click.withSkew(Duration.ofSeconds(-301))).timestamp())
        .isEqualTo(Long.toString(clock.instant().getEpochSecond() - 301));
    Delivery forged = slack.sign(click.signedWith("guessed"));
    assertThat(forged.signature())
        .isEqualTo(
            new SlackSignature.Generator("guessed").generate(forged.timestamp(), forged.body()));
  }

  @Test
  void losesClicksAndAnswersAsTold() {
    slack.faults().next(1, ClickTest::isClick, Fault.CUT_BEFORE);
    assertThat(slack.press(bob, channel, ts, "deny_button").accepted()).isFalse();
    assertThat(app.received).isEmpty();

    slack.faults().next(1, ClickTest::isClick, Fault.CUT_AFTER);
    assertThat(slack.press(bob, channel, ts, "deny_button").reason())
        .isEqualTo("the answer was lost");
    assertThat(app.received).hasSize(1);
    assertThat(slack.journal().entries().getLast().call())
        .isEqualTo(new Call("slack", "interaction", "/webhooks/slack/interactions"));
    assertThat(slack.journal().entries().getLast().caller()).isEqualTo(bob);
  }

  @Test
  void namesTheWorkspaceOfAForeignPerson() {
    String guest = slack.addUser(Person.named("Eve", "eve@example.org").ofTeam("T0PARTNER"));
    slack.shareExternally(channel, "T0PARTNER");
    slack.invite(channel, guest);

    slack.press(guest, channel, ts, "deny_button");

    assertThat(app.received.getFirst().payload().getUser().getTeamId()).isEqualTo("T0PARTNER");
    assertThat(app.received.getFirst().payload().getTeam().getId()).isEqualTo(slack.teamId());
  }

  @Test
  void letsNobodyPressWhatTheyCannotSee() {
    String secret = slack.addPrivateChannel("secret");
    String foreigner = slack.addUser(Person.named("Eve").ofTeam("T0PARTNER"));

    assertThatThrownBy(() -> slack.press(foreigner, channel, ts, "deny_button"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> slack.press(bob, secret, ts, "deny_button"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> slack.press(bob, channel, ts, "deny_button", Map.of("no_input", "x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no_input");
    assertThatThrownBy(() -> slack.press(bob, channel, ts, "no_button"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void hidesTheNamesOfClosedChannels() throws IOException, SlackApiException {
    String direct =
        client
            .chatPostMessage(it -> it.channel(bob).text("ask").blocksAsString(REQUEST_BLOCKS))
            .getTs();

    slack.press(bob, slack.directChannel(bob), direct, "open_button");

    assertThat(app.received.getFirst().payload().getChannel().getName()).isEqualTo("directmessage");
    assertThat(app.received.getFirst().payload().getActions().getFirst().getUrl())
        .isEqualTo("https://teleport.example.com/");
  }

  private static boolean isClick(Call call) {
    return call.operation().equals("interaction");
  }
}
