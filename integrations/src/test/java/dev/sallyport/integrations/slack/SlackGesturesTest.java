package dev.sallyport.integrations.slack;

import static dev.sallyport.integrations.slack.SignedClick.NOW;
import static dev.sallyport.integrations.slack.SignedClick.REQUEST;
import static dev.sallyport.integrations.slack.SignedClick.SECRET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.core.Unavailable;
import dev.sallyport.core.delivery.SignedDelivery;
import dev.sallyport.core.delivery.VerificationSecrets;
import dev.sallyport.core.review.Gesture;
import dev.sallyport.core.review.Gestures.Reading;
import dev.sallyport.core.review.Verdict;
import dev.sallyport.core.secret.LiveSecret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SlackGesturesTest {
  private final SignedClick click = new SignedClick();
  private final SlackGestures gestures = SignedClick.gestures();

  private Reading read() {
    return gestures.read(click.delivery(), NOW);
  }

  private Gesture pressed() {
    if (read() instanceof Reading.Pressed(Gesture gesture)) {
      return gesture;
    }
    throw new AssertionError("no gesture: " + read());
  }

  private Reading readBody(String body) {
    return gestures.read(SignedClick.signed(body, SECRET), NOW);
  }

  @Test
  void aClickIsRead() {
    assertThat(pressed())
        .isEqualTo(
            new Gesture(
                "U2/1699999999.123456/" + REQUEST,
                "slack",
                "U2",
                true,
                REQUEST,
                Verdict.APPROVE,
                "for the 障害 & more",
                NOW,
                Optional.of("C1/1699999990.000100"),
                new Gesture.ReplyAddress(
                    Optional.of("https://hooks.slack.com/actions/T1/1/canary"),
                    Optional.of("C1"))));
  }

  @Test
  void theAddressAndTheReasonAreNotShown() {
    assertThat(pressed().toString() + pressed().reply()).doesNotContain("canary", "障害");
  }

  @Test
  void denyingIsTheOtherButton() {
    click.action.put("action_id", "deny_button");
    assertThat(pressed().verdict()).isEqualTo(Verdict.DENY);
  }

  @Test
  void anEmptyFieldIsNoReason() {
    ((com.fasterxml.jackson.databind.node.ObjectNode)
            click.payload.at("/state/values/reason_block/reason_input"))
        .putNull("value");
    assertThat(pressed().reason()).isEmpty();
    click.payload.remove("state");
    assertThat(pressed().reason()).isEmpty();
  }

  @Test
  void aLongReasonIsCutBetweenCharacters() {
    ((com.fasterxml.jackson.databind.node.ObjectNode)
            click.payload.at("/state/values/reason_block/reason_input"))
        .put("value", "🙂".repeat(1500));
    String reason = pressed().reason();
    assertThat(reason.codePointCount(0, reason.length())).isEqualTo(1000);
  }

  @Test
  void anotherButtonIsNothing() {
    click.action.put("action_id", "open_link");
    assertThat(read()).isEqualTo(new Reading.Nothing());
  }

  @Test
  void aButtonOfAnotherBlockIsNothing() {
    click.action.put("block_id", "elsewhere");
    assertThat(read()).isEqualTo(new Reading.Nothing());
  }

  @Test
  void twoActionsAreNothing() {
    click.payload.withArray("actions").add(click.action.deepCopy());
    assertThat(read()).isEqualTo(new Reading.Nothing());
  }

  @Test
  void otherInteractionsAreNothing() {
    click.payload.put("type", "view_submission");
    assertThat(read()).isEqualTo(new Reading.Nothing());
  }

  @Test
  void anotherAppsClickProvesNothing() {
    click.payload.put("api_app_id", "A2");
    assertThat(read()).isInstanceOf(Reading.Unverified.class);
  }

  @Test
  void anotherWorkspacesClickProvesNothing() {
    click.payload.putObject("team").put("id", "T2");
    assertThat(read()).isInstanceOf(Reading.Unverified.class);
    click.payload.remove("team");
    assertThat(read()).isInstanceOf(Reading.Unverified.class);
  }

  @Test
  void anAppOfTheWholeOrganisationGoesByTheUsersTeam() {
    click.payload.putNull("team");
    assertThat(pressed().ofOwnTeam()).isTrue();
    click.payload.putObject("user").put("id", "U2").put("team_id", "T2");
    assertThat(read()).isInstanceOf(Reading.Unverified.class);
  }

  @Test
  void aGuestFromElsewhereInOurChannelIsNotOfOurTeam() {
    click.payload.putObject("user").put("id", "U2").put("team_id", "T2");
    assertThat(pressed().ofOwnTeam()).isFalse();
    click.payload.putObject("user").put("id", "U2");
    assertThat(pressed().ofOwnTeam()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../../x", "a b", "<!channel>"})
  void aValueThatIsNoRequestIsGarbled(String value) {
    click.action.put("value", value);
    assertThat(read()).isInstanceOf(Reading.Garbled.class);
  }

  @Test
  void whatOnlyItsReaderSeesIsNoMessageToRemember() {
    ((com.fasterxml.jackson.databind.node.ObjectNode) click.payload.path("container"))
        .put("is_ephemeral", true);
    assertThat(pressed().message()).isEmpty();
    assertThat(pressed().reply().channel()).contains("C1");
  }

  @ParameterizedTest
  @ValueSource(longs = {-301, 301})
  void aTimeTooFarFromTheQueuesProvesNothing(long seconds) {
    assertThat(gestures.read(click.delivery(), NOW.plus(Duration.ofSeconds(seconds))))
        .isInstanceOf(Reading.Unverified.class);
  }

  @Test
  void anotherSecretProvesNothing() {
    assertThat(gestures.read(SignedClick.signed("payload={}", "another-secret-not-real"), NOW))
        .isEqualTo(new Reading.Unverified("mismatch"));
  }

  @Test
  void aNewSecretIsReadWhenTheOldOneFitsNoMore() {
    var stored = new String[] {SECRET};
    var now = new java.time.Instant[] {NOW};
    var live =
        new SlackGestures(VerificationSecrets.live(() -> stored[0], () -> now[0]), "T1", "A1");
    assertThat(live.read(click.delivery(), NOW)).isInstanceOf(Reading.Pressed.class);
    stored[0] = "another-secret-not-real";
    now[0] = NOW.plus(Duration.ofMinutes(2));
    assertThat(live.read(SignedClick.signed("payload={}", stored[0]), NOW))
        .isEqualTo(new Reading.Nothing());
  }

  @Test
  void aSecretThatTheFrontKnewBeforeUsIsWaitedFor() {
    String[] stored = {SECRET};
    Instant[] now = {NOW.minusSeconds(30)};
    var live =
        new SlackGestures(VerificationSecrets.live(() -> stored[0], () -> now[0]), "T1", "A1");
    assertThat(live.read(click.delivery(), now[0])).isInstanceOf(Reading.Pressed.class);
    SignedDelivery forged = SignedClick.signed("payload={}", "an-attackers-secret");
    assertThat(live.read(forged, now[0])).isEqualTo(new Reading.Unverified("mismatch"));
    stored[0] = "another-secret-not-real";
    now[0] = NOW;
    assertThatThrownBy(() -> live.read(forged, NOW))
        .as("the store may not be asked again yet")
        .isInstanceOf(Unavailable.class);
    now[0] = NOW.plusSeconds(30);
    assertThat(live.read(forged, NOW)).isEqualTo(new Reading.Unverified("mismatch"));
    assertThat(live.read(SignedClick.signed("payload={}", stored[0]), NOW))
        .isEqualTo(new Reading.Nothing());
  }

  @Test
  void aStoreThatIsAwayIsNoProofOfAnything() {
    SlackGestures blind =
        new SlackGestures(
            VerificationSecrets.live(
                () -> {
                  throw new IllegalStateException("away");
                },
                () -> NOW),
            "T1",
            "A1");
    assertThatThrownBy(() -> blind.read(click.delivery(), NOW)).isInstanceOf(Unavailable.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "payload",
        "payload=",
        "payload=%",
        "payload=%7",
        "payload=%zz",
        "payload=%ff%fe",
        "payload=%7B%7D&payload=%7B%7D",
        "payload=\u00e4",
        "payload={} ",
        "payload=%7B%7D%7B%7D",
        "payload=%7B%22a%22:1,%22a%22:2%7D",
        "other=%7B%7D"
      })
  void aBodyThatSlackWouldNotSendIsGarbled(String body) {
    assertThat(readBody(body)).isInstanceOf(Reading.Garbled.class);
  }

  @Test
  void deepNestingIsBounded() {
    assertThat(readBody("payload=" + "[".repeat(100_000))).isInstanceOf(Reading.Garbled.class);
    assertThat(readBody("payload=" + "[".repeat(70) + "]".repeat(70)))
        .isInstanceOf(Reading.Garbled.class);
    assertThat(readBody("payload={\"a\":" + "[".repeat(60) + "]".repeat(60) + "}"))
        .isEqualTo(new Reading.Nothing());
  }

  @Test
  void blanksMayBePlusSigns() {
    JsonNode payload = click.payload;
    String body = "payload=" + URLEncoder.encode(payload.toString(), StandardCharsets.UTF_8);
    assertThat(body).contains("+");
    assertThat(readBody(body)).isInstanceOf(Reading.Pressed.class);
    assertThat(readBody(body.replace("+", "%20"))).isInstanceOf(Reading.Pressed.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void whatIsNotPinnedIsNotRead(String id) {
    LiveSecret<VerificationSecrets> secrets = VerificationSecrets.live(() -> SECRET, () -> NOW);
    assertThatThrownBy(() -> new SlackGestures(secrets, id, "A1"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SlackGestures(secrets, "T1", id))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
