package dev.sallyport.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.notice.Destination.Effect;
import dev.sallyport.core.notice.Destination.Looked;
import dev.sallyport.core.notice.Destination.Recipients;
import dev.sallyport.core.notice.Notice;
import dev.sallyport.core.notice.NoticeState;
import dev.sallyport.core.notice.Reply;
import dev.sallyport.core.request.Outcome;
import dev.sallyport.core.request.RequestState;
import dev.sallyport.core.request.Truth;
import dev.sallyport.integrations.slack.SlackDestination;
import dev.sallyport.simulators.slack.Message;
import dev.sallyport.simulators.slack.Person;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whom messages reach, and how they follow a request, over HTTP. */
final class SlackDestinationTest {
  private static final Reply FIRST_REVIEW = new Reply.OfReview(0);
  private static final Reply END = new Reply.OfEnd(Outcome.APPROVED);

  private final SlackSide side = new SlackSide();
  private final SlackDestination destination = side.destination();

  @AfterEach
  void close() {
    side.close();
  }

  private static Truth approved() {
    return new Truth.Live(new Asked().decided(RequestState.APPROVED, "go ahead").request());
  }

  @Test
  void aMessagesWholeLife() {
    Notice notice = side.announced(destination, "#access-requests");
    Message first = side.only(side.channel);
    assertThat(notice.ref()).contains(side.channel + "/" + first.ts());
    assertThat(first.words()).contains("alice@example.com", "editor", "fix the build", "Approve");
    assertThat(destination.lookForAnnouncement(Notice.none("#access-requests"), Asked.ID, false))
        .isEqualTo(new Looked.Found(notice.ref().orElseThrow()));
    assertThat(destination.verify(notice, Asked.ID)).isInstanceOf(Looked.Found.class);

    assertThat(destination.edit(notice, Asked.ID, approved())).isInstanceOf(Effect.Done.class);
    Message edited = side.only(side.channel);
    assertThat(edited.ts()).isEqualTo(first.ts());
    assertThat(edited.words()).contains("*Approved* by `bob@example.com`", "go ahead");
    assertThat(actions(edited)).isZero();
    assertThat(edited.metadata()).isEqualTo(first.metadata());

    assertThat(destination.lookForReply(notice, Asked.ID, FIRST_REVIEW))
        .isInstanceOf(Looked.Absent.class);
    assertThat(destination.reply(notice, Asked.ID, FIRST_REVIEW, approved()))
        .isInstanceOf(Effect.Done.class);
    assertThat(destination.lookForReply(notice, Asked.ID, FIRST_REVIEW))
        .isInstanceOf(Looked.Found.class);
    assertThat(side.slack.replies(side.channel, first.ts()))
        .singleElement()
        .satisfies(it -> assertThat(it.words()).contains("bob@example.com", "go ahead"));

    assertThat(destination.resolve(notice, Outcome.APPROVED)).isInstanceOf(Effect.Done.class);
    assertThat(destination.resolve(notice, Outcome.APPROVED))
        .as("again")
        .isInstanceOf(Effect.Done.class);
    assertThat(reactions()).containsExactly("white_check_mark");
  }

  @Test
  void anApprovalThatIsTakenBackChangesTheReaction() {
    Notice notice = side.announced(destination, side.channel);
    assertThat(destination.resolve(notice, Outcome.APPROVED)).isInstanceOf(Effect.Done.class);
    Notice closed =
        new Notice(
            notice.to(),
            NoticeState.CLOSED,
            Optional.empty(),
            notice.ref(),
            0,
            notice.shown(),
            Optional.of(Outcome.APPROVED),
            1,
            Optional.empty(),
            Optional.of(Outcome.APPROVED),
            Optional.empty(),
            Map.of());
    assertThat(destination.resolve(closed, Outcome.DENIED)).isInstanceOf(Effect.Done.class);
    assertThat(reactions()).containsExactly("x");
    assertThat(destination.resolve(closed, Outcome.DENIED))
        .as("again")
        .isInstanceOf(Effect.Done.class);
  }

  @Test
  void peopleAreFoundByMailIdAndTrait() {
    side.slackIds.put("bob-at-work", side.bob);
    for (String to :
        List.of(SlackSide.BOB, side.bob, "user:bob-at-work", "user:" + SlackSide.BOB)) {
      Notice notice = side.announced(destination, to);
      assertThat(destination.lookForAnnouncement(Notice.none(to), Asked.ID, false))
          .as(to)
          .isInstanceOf(Looked.Found.class);
      assertThat(destination.edit(notice, Asked.ID, approved())).isInstanceOf(Effect.Done.class);
    }
    assertThat(side.slack.messages(side.slack.directChannel(side.bob)))
        .hasSize(4)
        .allSatisfy(it -> assertThat(it.words()).contains("*Approved*"));
  }

  @Test
  void theRequesterGetsACopyWithoutButtonsAndHearsOfTheEnd() {
    String to = "requester:" + SlackSide.ALICE;
    Notice notice = side.announced(destination, to);
    String direct = side.slack.directChannel(side.alice);
    assertThat(side.only(direct).words()).contains("Your role request");
    assertThat(actions(side.only(direct))).isZero();
    assertThat(destination.rules(to).tellsEnd()).isTrue();

    side.clock.forward(Duration.ofMinutes(1));
    assertThat(destination.lookForReply(notice, Asked.ID, END)).isInstanceOf(Looked.Absent.class);
    assertThat(destination.reply(notice, Asked.ID, END, approved()))
        .isInstanceOf(Effect.Done.class);
    assertThat(destination.lookForReply(notice, Asked.ID, END)).isInstanceOf(Looked.Found.class);
    assertThat(side.slack.messages(direct).getLast())
        .satisfies(it -> assertThat(it.threadTs()).isEmpty())
        .satisfies(it -> assertThat(it.words()).contains("*Approved* by `bob@example.com`"));
  }

  @Test
  void whoCannotBeReachedIsRefusedWithWordsThatHelp() {
    String archived = side.slack.addChannel("old-requests");
    side.slack.archive(archived);
    String secret = side.slack.addPrivateChannel("secret");
    String guest = side.slack.addUser(Person.named("Guest", "guest@example.com").asGuest());
    assertThat(refusal("nobody@example.com")).contains("nobody@example.com", "correct it");
    assertThat(refusal("C0NOWHERE")).contains("C0NOWHERE", "invite the app");
    assertThat(refusal("no-such-channel")).contains("no-such-channel", "invite the app");
    assertThat(refusal(archived)).contains("archived");
    assertThat(refusal("#old-requests")).contains("old-requests");
    assertThat(refusal(secret)).contains("invite the app");
    assertThat(refusal(guest)).contains("guest");
    assertThat(refusal("guest@example.com")).contains("guest");
    assertThat(side.slack.messages()).isEmpty();
  }

  @Test
  void aPrivateChannelThatTheAppWasInvitedToIsTold() {
    String secret = side.slack.addPrivateChannel("secret");
    side.slack.inviteBot(secret);
    side.announced(destination, secret);
    side.announced(destination, "#secret");
    assertThat(side.slack.messages(secret)).hasSize(2);
  }

  @Test
  void anExternallySharedChannelIsToldOnlyIfItIsNamed() {
    side.slack.shareExternally(side.channel, "T0ELSEWHERE");
    assertThat(refusal(side.channel)).contains("slack.allow_shared_channels");
    assertThat(refusal("#access-requests")).contains("slack.allow_shared_channels");
    assertThat(side.slack.messages()).isEmpty();
    side.announced(side.destination(true, side.channel), side.channel);
    side.announced(side.destination(true, "#access-requests"), side.channel);
    assertThat(side.slack.messages(side.channel)).hasSize(2);
  }

  @Test
  void ofATeleportUserWhoIsNotOnSlackNothingIsTold() {
    side.slackIds.put("bot", side.slack.botUserId());
    side.slackIds.put("junk", "not an id");
    for (String user : List.of("alice", "nobody@example.com", "bot", "junk")) {
      assertThat(destination.announce("requester:" + user, new Asked().request()))
          .as(user)
          .isInstanceOf(Effect.Nobody.class);
    }
    assertThat(side.slack.messages()).isEmpty();
  }

  @Test
  void whoIsNamedTwiceIsSortedOut() {
    side.slackIds.put(SlackSide.ALICE, side.alice);
    side.slack.setScopes(
        Set.of("channels:read", "users:read", "users:read.email", "groups:read", "im:read"));
    String direct = side.slack.directChannel(side.bob);
    assertThat(
            destination.sort(
                List.of(
                    "requester:" + SlackSide.ALICE,
                    side.channel,
                    SlackSide.BOB,
                    side.alice,
                    "#access-requests",
                    "access-requests",
                    "user:" + SlackSide.BOB,
                    direct,
                    "nobody@example.com",
                    "other@example.com")))
        .isEqualTo(
            new Recipients(
                List.of(
                    "requester:" + SlackSide.ALICE,
                    side.channel,
                    SlackSide.BOB,
                    "nobody@example.com",
                    "other@example.com"),
                List.of(
                    side.alice,
                    "#access-requests",
                    "access-requests",
                    "user:" + SlackSide.BOB,
                    direct),
                List.of()));
  }

  private String refusal(String to) {
    Effect effect = destination.announce(to, new Asked().request());
    assertThat(effect).as(to).isInstanceOf(Effect.Rejected.class);
    return ((Effect.Rejected) effect).why();
  }

  private List<String> reactions() {
    return side.slack.messages(side.channel).getFirst().reactions().stream()
        .map(Message.Reaction::name)
        .toList();
  }

  private static long actions(Message message) {
    return message.blocks().findValuesAsText("type").stream().filter("actions"::equals).count();
  }
}
