package dev.sallyport.integrations.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.review.Gesture;
import dev.sallyport.core.review.Teller.Telling;
import dev.sallyport.core.review.Verdict;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A person is told in the channel, and where the app may not speak there directly. */
final class SlackTellerTest extends SlackTestBase {
  private static final String TEXT = "Your approval is recorded as <bob>.";

  private final AtomicInteger refusals = new AtomicInteger();
  private final SlackTeller teller =
      new SlackTeller(client, "prod", () -> refusals.incrementAndGet());

  private Gesture click(Optional<String> channel) {
    return new Gesture(
        "U2/1.2/0193-abc",
        "slack",
        "U2",
        true,
        "0193-abc",
        Verdict.APPROVE,
        "",
        Instant.ofEpochSecond(1_700_000_000),
        Optional.empty(),
        new Gesture.ReplyAddress(Optional.of(server.url() + "/actions/T1/1"), channel));
  }

  private Telling tell() {
    return teller.tell(click(Optional.of("C1")), TEXT);
  }

  private String path(int index) {
    return server.seen().get(index).rawPath();
  }

  @Test
  void theAddressOfTheClickComesFirst() {
    server.answers(200, "ok");
    assertThat(tell()).isEqualTo(new Telling.Told());
    assertThat(server.only().rawPath()).isEqualTo("/actions/T1/1");
  }

  @Test
  void anAddressThatIsUsedUpIsReplacedByTheChannel() {
    server.answers(404, "used_url").answers(200, "{'ok': true}");
    assertThat(tell()).isEqualTo(new Telling.Told());
    assertThat(server.seen()).hasSize(2);
    assertThat(path(1)).isEqualTo("/api/chat.postEphemeral");
  }

  @ParameterizedTest
  @ValueSource(strings = {"user_not_in_channel", "channel_not_found", "not_in_channel"})
  void aChannelThatTheAppIsNotInIsReplacedByADirectMessage(String error) {
    server.answers(404, "used_url").answers(200, "{'ok': false, 'error': '" + error + "'}");
    server.answers(200, POSTED);

    assertThat(tell()).isEqualTo(new Telling.Told());

    assertThat(path(2)).isEqualTo("/api/chat.postMessage");
    assertThat(form(server.seen().get(2)))
        .containsEntry("channel", "U2")
        .containsEntry("text", "Your approval is recorded as &lt;bob&gt;.")
        .containsEntry("parse", "none");
    assertThat(form(server.seen().get(2)).get("metadata"))
        .contains("\"cluster\":\"prod\"")
        .contains("\"request_id\":\"0193-abc\"")
        .contains("\"marker\":\"answer\"");
  }

  @Test
  void aClickWithoutAChannelIsAnsweredDirectly() {
    server.answers(404, "used_url").answers(200, POSTED);
    assertThat(teller.tell(click(Optional.empty()), TEXT)).isEqualTo(new Telling.Told());
    assertThat(path(1)).isEqualTo("/api/chat.postMessage");
  }

  @Test
  void somebodyWhoTakesNoDirectMessageIsUntellable() {
    server.answers(404, "used_url").answers(200, "{'ok': false, 'error': 'not_in_channel'}");
    server.answers(200, "{'ok': false, 'error': 'messages_tab_disabled'}");
    assertThat(tell()).isEqualTo(new Telling.Untellable("messages_tab_disabled"));
  }

  @Test
  void aChannelThatDoesNotAnswerIsTriedAgainAndNotReplaced() {
    server.answers(404, "used_url").answers(500, "");
    assertThatThrownBy(this::tell).isInstanceOf(Unavailable.class);
    assertThat(server.seen()).hasSize(2);
    assertThat(refusals).hasValue(0);
  }

  @Test
  void aTokenThatIsRefusedIsReadAgain() {
    server.answers(404, "used_url").answers(200, "{'ok': false, 'error': 'invalid_auth'}");
    assertThatThrownBy(this::tell).isInstanceOf(Unavailable.class);
    assertThat(refusals).hasValue(1);
  }
}
