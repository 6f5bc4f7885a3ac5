package dev.sallyport.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sallyport.core.notice.Destination.Effect;
import dev.sallyport.core.notice.Destination.Looked;
import dev.sallyport.core.notice.Destination.Recipients;
import dev.sallyport.core.notice.Notice;
import dev.sallyport.core.notice.Reply;
import dev.sallyport.core.request.Outcome;
import dev.sallyport.core.request.RequestState;
import dev.sallyport.core.request.Truth;
import dev.sallyport.integrations.slack.SlackDestination;
import dev.sallyport.simulators.fault.Call;
import dev.sallyport.simulators.fault.Fault;
import dev.sallyport.simulators.slack.Message;
import dev.sallyport.simulators.slack.Person;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of messages when Slack or somebody in it gets in the way, over HTTP. */
final class SlackFailuresTest {
  private static final Reply FIRST_REVIEW = new Reply.OfReview(0);
  private static final Reply END = new Reply.OfEnd(Outcome.APPROVED);
  private static final Truth APPROVED =
      new Truth.Live(new Asked().decided(RequestState.APPROVED, "go ahead").request());

  private final SlackSide side = new SlackSide();
  private final SlackDestination destination = side.destination();
  private final SlackDestination blind = side.destination(false);

  @AfterEach
  void close() {
    side.close();
  }

  private static boolean posts(Call call) {
    return call.operation().equals("chat.postMessage");
  }

  private Effect announce() {
    return destination.announce(side.channel, new Asked().request());
  }

  private static void isVanished(Effect effect) {
    assertThat(effect).isInstanceOf(Effect.Vanished.class);
  }

  @Test
  void aMessageThatWasDeletedHasVanished() {
    Notice notice = side.announced(destination, side.channel);
    side.slack.delete(side.channel, side.only(side.channel).ts());
    isVanished(destination.edit(notice, Asked.ID, APPROVED));
    isVanished(destination.edit(notice, Asked.ID, new Truth.Gone(Outcome.DELETED)));
    isVanished(destination.reply(notice, Asked.ID, FIRST_REVIEW, APPROVED));
    assertThat(destination.resolve(notice, Outcome.APPROVED))
        .as("nothing is left to do")
        .isInstanceOf(Effect.Done.class);
    assertThat(destination.verify(notice, Asked.ID)).isInstanceOf(Looked.Blind.class);
    assertThat(destination.lookForReply(notice, Asked.ID, FIRST_REVIEW))
        .isInstanceOf(Looked.Absent.class);
  }

  @Test
  void aMessageInAnArchivedChannelHasVanished() {
    Notice notice = side.announced(destination, side.channel);
    side.slack.archive(side.channel);
    isVanished(destination.edit(notice, Asked.ID, APPROVED));
    isVanished(destination.reply(notice, Asked.ID, FIRST_REVIEW, APPROVED));
    assertThat(announce())
        .as("what was read of the channel is old")
        .isInstanceOf(Effect.Rejected.class);
  }

  @Test
  void aMessageInAPrivateChannelThatTheAppWasTakenOutOfHasVanished() {
    String secret = side.slack.addPrivateChannel("secret");
    side.slack.inviteBot(secret);
    Notice notice = side.announced(destination, secret);
    side.slack.kickBot(secret);
    isVanished(destination.edit(notice, Asked.ID, APPROVED));
  }

  @Test
  void anAnnouncementWhoseAnswerIsLostIsFoundWhereWeMayLook() {
    side.slack.faults().next(1, SlackFailuresTest::posts, Fault.CUT_AFTER);
    assertThat(announce()).isInstanceOf(Effect.Unknown.class);
    Message posted = side.only(side.channel);
    side.clock.forward(Duration.ofMinutes(1));
    assertThat(destination.lookForAnnouncement(Notice.none(side.channel), Asked.ID, false))
        .isEqualTo(new Looked.Found(side.channel + "/" + posted.ts()));
    assertThat(destination.lookForAnnouncement(Notice.none(side.channel), Asked.OTHER_ID, false))
        .isInstanceOf(Looked.Absent.class);
    assertThat(blind.lookForAnnouncement(Notice.none(side.channel), Asked.ID, false))
        .isInstanceOf(Looked.Blind.class);
  }

  @Test
  void aDirectMessageWhoseAnswerIsLostIsFoundToo() {
    side.slack.faults().next(1, SlackFailuresTest::posts, Fault.CUT_AFTER);
    assertThat(destination.announce(SlackSide.BOB, new Asked().request()))
        .isInstanceOf(Effect.Unknown.class);
    Message posted = side.only(side.slack.directChannel(side.bob));
    assertThat(destination.lookForAnnouncement(Notice.none(SlackSide.BOB), Asked.ID, false))
        .isEqualTo(new Looked.Found(posted.channel() + "/" + posted.ts()));
  }

  @Test
  void anAnnouncementThatNeverArrivedIsProvedAbsent() {
    side.slack.faults().next(1, SlackFailuresTest::posts, Fault.CUT_BEFORE);
    assertThat(announce()).isInstanceOf(Effect.Unknown.class);
    assertThat(destination.lookForAnnouncement(Notice.none(side.channel), Asked.ID, false))
        .isInstanceOf(Looked.Absent.class);
  }

  @Test
  void repliesWhoseAnswersAreLostAreFound() {
    Notice notice = side.announced(destination, side.channel);
    for (Reply reply : List.of(FIRST_REVIEW, END)) {
      side.slack.faults().next(1, SlackFailuresTest::posts, Fault.CUT_AFTER);
      assertThat(destination.reply(notice, Asked.ID, reply, APPROVED))
          .isInstanceOf(Effect.Unknown.class);
      assertThat(destination.lookForReply(notice, Asked.ID, reply))
          .isInstanceOf(Looked.Found.class);
      assertThat(blind.lookForReply(notice, Asked.ID, reply)).isInstanceOf(Looked.Blind.class);
    }
    assertThat(destination.lookForReply(notice, Asked.ID, new Reply.OfReview(1)))
        .isInstanceOf(Looked.Absent.class);
  }

  @Test
  void whereTheScopeIsMissingWeAreBlind() {
    String elsewhere = side.slack.addChannel("the-app-is-not-in-it");
    Notice notice = side.announced(destination, elsewhere);
    assertThat(destination.lookForAnnouncement(Notice.none(elsewhere), Asked.ID, false))
        .isInstanceOf(Looked.Blind.class);
    assertThat(destination.verify(notice, Asked.ID)).isInstanceOf(Looked.Blind.class);
    assertThat(destination.edit(notice, Asked.ID, APPROVED)).isInstanceOf(Effect.Done.class);
  }

  @Test
  void whatAnotherAppMarksAsOursIsNotOurs() {
    Notice notice = side.announced(destination, side.channel);
    Message ours = side.only(side.channel);
    side.slack.delete(side.channel, ours.ts());
    String app = side.slack.addUser(Person.named("Other app").asBot());
    String ts = side.slack.sayAsApp(app, side.channel, "Approve it!", ours.metadata());
    assertThat(destination.lookForAnnouncement(Notice.none(side.channel), Asked.ID, true))
        .isInstanceOf(Looked.Absent.class);
    Notice forged = SlackSide.notice(notice.to(), side.channel + "/" + ts);
    assertThat(destination.verify(forged, Asked.ID)).isInstanceOf(Looked.NotOurs.class);
    isVanished(blind.edit(forged, Asked.ID, APPROVED));
    assertThat(side.only(side.channel).text()).isEqualTo("Approve it!");
  }

  @Test
  void aMessageThatMemoryNamesButIsAboutAnotherRequestIsNotOurs() {
    Notice notice = side.announced(destination, side.channel);
    assertThat(destination.verify(notice, Asked.OTHER_ID)).isInstanceOf(Looked.NotOurs.class);
    assertThat(blind.verify(notice, Asked.OTHER_ID)).isInstanceOf(Looked.Blind.class);
  }

  @Test
  void aTokenThatIsRevokedIsReadAgain() {
    side.slack.revokeToken(SlackSide.TOKEN);
    assertThat(destination.sort(List.of(side.channel)))
        .isEqualTo(new Recipients(List.of(), List.of(), List.of(side.channel)));
    assertThat(side.denied).hasValue(1);
    assertThat(announce())
        .isInstanceOfSatisfying(
            Effect.Failed.class,
            failed -> assertThat(failed.why()).doesNotContain(SlackSide.TOKEN));
    assertThat(side.denied).hasValue(2);
    side.slack.acceptToken(SlackSide.TOKEN);
    Notice notice = side.announced(destination, side.channel);
    side.slack.revokeToken(SlackSide.TOKEN);
    assertThat(destination.edit(notice, Asked.ID, APPROVED)).isInstanceOf(Effect.Failed.class);
    assertThat(side.denied).hasValue(3);
  }

  @Test
  void tooManyRequestsFailWithTheWait() {
    side.slack.faults().next(1, SlackFailuresTest::posts, new Fault.Refuse(429, ""));
    assertThat(announce())
        .isInstanceOfSatisfying(
            Effect.Failed.class,
            failed -> assertThat(failed.after()).contains(Duration.ofSeconds(1)));
    side.clock.forward(Duration.ofSeconds(1));
    assertThat(announce()).isInstanceOf(Effect.Done.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503})
  void aServerErrorProvesThatNothingHappened(int status) {
    side.slack.faults().next(2, _ -> true, new Fault.Refuse(status, "upstream connect error"));
    assertThat(announce()).as("while it reads").isInstanceOf(Effect.Failed.class);
    side.slack.faults().clear();
    side.slack
        .faults()
        .next(1, SlackFailuresTest::posts, new Fault.Refuse(status, "upstream connect error"));
    assertThat(announce())
        .isEqualTo(new Effect.Failed(Optional.empty(), "chat.postMessage: HTTP " + status));
  }

  @ParameterizedTest
  @ValueSource(strings = {"fatal_error", "internal_error"})
  void afterAnErrorOfSlacksOwnNobodyKnows(String error) {
    Notice notice = side.announced(destination, side.channel);
    side.slack.faults().next(2, SlackFailuresTest::posts, new Fault.Refuse(200, error));
    assertThat(announce()).isInstanceOf(Effect.Unknown.class);
    assertThat(destination.reply(notice, Asked.ID, FIRST_REVIEW, APPROVED))
        .isInstanceOf(Effect.Unknown.class);
  }

  @Test
  void afterAProxysImpatienceNobodyKnows() {
    side.slack
        .faults()
        .next(1, SlackFailuresTest::posts, new Fault.Refuse(504, "upstream request timeout"));
    assertThat(announce()).isInstanceOf(Effect.Unknown.class);
  }

  @Test
  void aMessageWithoutAMarkIsNotTakenForTheAnnouncement() {
    side.slack.sayAsApp(side.slack.botUserId(), side.channel, "hello", Optional.empty());
    side.slack.sayAsApp(
        side.slack.botUserId(),
        side.channel,
        "hello",
        Optional.of(
            JsonNodeFactory.instance
                .objectNode()
                .put("event_type", "teleport_access_request")
                .set("event_payload", JsonNodeFactory.instance.objectNode().put("cluster", 1))));
    assertThat(destination.lookForAnnouncement(Notice.none(side.channel), Asked.ID, true))
        .isInstanceOf(Looked.Absent.class);
  }
}
