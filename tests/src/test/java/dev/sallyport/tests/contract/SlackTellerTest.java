package dev.sallyport.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sallyport.core.Unavailable;
import dev.sallyport.core.review.Gesture;
import dev.sallyport.core.review.Teller.Telling;
import dev.sallyport.core.review.Verdict;
import dev.sallyport.integrations.slack.SlackTeller;
import dev.sallyport.simulators.fault.Fault;
import dev.sallyport.simulators.slack.Click;
import dev.sallyport.simulators.slack.Message;
import dev.sallyport.simulators.slack.Person;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How people hear what became of their clicks, over HTTP. */
final class SlackTellerTest {
  private static final String TEXT = "Your approval is recorded as <!channel>.";
  private static final String SHOWN = "Your approval is recorded as &lt;!channel&gt;.";

  private final SlackSide side = new SlackSide();
  private final SlackTeller teller = new SlackTeller(side.client, side.denied::incrementAndGet);
  private final String url;

  SlackTellerTest() throws JsonProcessingException {
    side.slack.invite(side.channel, side.bob);
    side.announced(side.destination(), side.channel);
    url = responseUrl();
  }

  @AfterEach
  void close() {
    side.close();
  }

  /** As a click of Bob's brings it. */
  private String responseUrl() throws JsonProcessingException {
    String body =
        side.slack
            .sign(Click.on(side.bob, side.only(side.channel), "approve_button"))
            .body()
            .substring("payload=".length());
    return JsonMapper.builder()
        .build()
        .readTree(URLDecoder.decode(body, StandardCharsets.UTF_8))
        .path("response_url")
        .textValue();
  }

  private Telling tell(Optional<String> url, Optional<String> channel, String actor) {
    return teller.tell(
        new Gesture(
            "delivery",
            "slack",
            actor,
            true,
            Asked.ID,
            Verdict.APPROVE,
            "",
            side.clock.instant(),
            Optional.empty(),
            new Gesture.ReplyAddress(url, channel)),
        TEXT);
  }

  private Telling tell() {
    return tell(Optional.of(url), Optional.of(side.channel), side.bob);
  }

  private List<String> seenBy(String user) {
    return side.slack.ephemerals(user).stream().map(Message::text).toList();
  }

  private List<String> directly(String user) {
    return side.slack.messages(side.slack.directChannel(user)).stream().map(Message::text).toList();
  }

  @Test
  void theOneWhoClickedIsToldAndNobodyElse() {
    assertThat(tell()).isEqualTo(new Telling.Told());
    assertThat(seenBy(side.bob)).containsExactly(SHOWN);
    assertThat(seenBy(side.alice)).isEmpty();
    assertThat(side.slack.messages()).as("the message stays as it is").hasSize(1);
    assertThat(side.only(side.channel).editedTs()).isEmpty();
  }

  @Test
  void anAddressThatIsUsedUpOrExpiredIsGoneAround() {
    for (int i = 0; i < 6; i++) {
      assertThat(tell()).isEqualTo(new Telling.Told());
    }
    assertThat(seenBy(side.bob)).hasSize(6).containsOnly(SHOWN);
    side.clock.forward(Duration.ofMinutes(31));
    assertThat(tell()).isEqualTo(new Telling.Told());
    assertThat(seenBy(side.bob)).hasSize(7);
    assertThat(tell(Optional.empty(), Optional.of(side.channel), side.bob))
        .as("without an address")
        .isEqualTo(new Telling.Told());
  }

  @Test
  void whoIsNotInTheChannelIsToldDirectly() {
    side.slack.kick(side.channel, side.bob);
    assertThat(tell(Optional.empty(), Optional.of(side.channel), side.bob))
        .isEqualTo(new Telling.Told());
    assertThat(seenBy(side.bob)).isEmpty();
    assertThat(directly(side.bob)).containsExactly(SHOWN);
  }

  @Test
  void withoutAnyPlaceThePersonIsToldDirectly() {
    assertThat(tell(Optional.empty(), Optional.empty(), side.bob)).isEqualTo(new Telling.Told());
    assertThat(directly(side.bob)).containsExactly(SHOWN);
  }

  @Test
  void whoeverCannotBeToldIsUntellable() {
    String gone = side.slack.addUser(Person.named("Gone").deactivated());
    assertThat(tell(Optional.empty(), Optional.of(side.channel), gone))
        .isInstanceOf(Telling.Untellable.class);
    assertThat(tell(Optional.of("https://example.com/actions/1"), Optional.empty(), "U0NOBODY"))
        .isInstanceOf(Telling.Untellable.class);
  }

  @Test
  void whatMaySucceedLaterIsTriedLater() {
    side.slack
        .faults()
        .next(1, call -> call.operation().equals("response_url"), new Fault.Refuse(503, "later"));
    assertThatThrownBy(this::tell).isInstanceOf(Unavailable.class).hasMessageNotContaining(url);
    side.clock.forward(Duration.ofMinutes(31));
    side.slack.revokeToken(SlackSide.TOKEN);
    assertThatThrownBy(this::tell)
        .isInstanceOf(Unavailable.class)
        .hasMessageNotContaining(SlackSide.TOKEN);
    assertThat(side.denied).hasValue(1);
    side.slack.acceptToken(SlackSide.TOKEN);
    side.slack.faults().next(1, _ -> true, new Fault.Refuse(429, ""));
    assertThatThrownBy(this::tell).isInstanceOf(Unavailable.class);
    assertThat(tell()).isEqualTo(new Telling.Told());
  }
}
