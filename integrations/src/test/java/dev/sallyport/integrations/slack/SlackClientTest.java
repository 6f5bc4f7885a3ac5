package dev.sallyport.integrations.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.model.block.SectionBlock;
import dev.sallyport.integrations.http.ScriptedServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class SlackClientTest extends SlackTestBase {
  private static final String PEOPLE =
      """
      {'ok': true, 'user': {'id': 'U1', 'team_id': 'T1', 'name': 'alice', 'deleted': %s,
       'is_bot': %s, 'is_restricted': %s, 'is_ultra_restricted': false, 'is_stranger': %s,
       'is_app_user': true, 'enterprise_user': {'id': 'W1', 'teams': ['T2', null]},
       'profile': {'email': 'alice@example.com', 'display_name': 'x'}}}\
      """;
  private static final String MESSAGES =
      """
      {'ok': true, 'has_more': %s, 'messages': [
        {'type': 'message', 'ts': '1795257977.000200', 'bot_id': 'B1', 'text': 'one',
         'blocks': [{'type': 'from_the_future', 'elements': 7}], 'attachments': 'odd',
         'metadata': {'event_type': 'teleport_access_request',
           'event_payload': {'cluster': 'prod', 'request_id': '0193-abc', 'marker': 'review-1'}}},
        null,
        {'type': 'message', 'ts': '1795257977.000100', 'user': 'U1', 'thread_ts': '1.2',
         'metadata': {'event_type': 'other', 'event_payload': {'cluster': 'prod'}}},
        {'type': 'message', 'text': 'without an id'}],
       'response_metadata': {'next_cursor': '%s'}}\
      """;

  @Test
  void postsAFormWithBlocksMetadataAndNothingThatCouldTurnIntoAMention() {
    server.answers(200, POSTED);

    assertThat(post(List.of(Parts.section("hello"))))
        .isEqualTo(new Reply.Ok<>(new Posted("C1", "1795257977.000100")));

    ScriptedServer.Seen seen = server.only();
    assertThat(seen.rawPath()).isEqualTo("/api/chat.postMessage");
    assertThat(seen.header("Authorization")).isEqualTo("Bearer " + TOKEN);
    assertThat(form(seen))
        .containsEntry("channel", "C1")
        .containsEntry("text", "text")
        .containsEntry("parse", "none")
        .containsEntry("link_names", "0")
        .containsEntry("unfurl_links", "0")
        .containsEntry("unfurl_media", "0")
        .containsEntry(
            "metadata",
            "{\"event_type\":\"teleport_access_request\",\"event_payload\":"
                + "{\"cluster\":\"prod\",\"request_id\":\"0193-abc\"}}")
        .containsEntry(
            "blocks",
            "[{\"type\":\"section\",\"text\":{\"type\":\"mrkdwn\",\"text\":\"hello\","
                + "\"verbatim\":true}}]")
        .doesNotContainKeys("thread_ts", "token");
  }

  @Test
  void leavesNoThreadBehind() throws InterruptedException {
    Set<Thread> before = threadsOfTheLibrary();

    assertThat(client(Duration.ofSeconds(1))).isNotNull();

    for (Thread another : threadsOfTheLibrary()) {
      assertThat(before.contains(another) || another.join(Duration.ofSeconds(5)))
          .as("%s ends", another)
          .isTrue();
    }
  }

  /** Those that its classes start once are there since the first client. */
  private static Set<Thread> threadsOfTheLibrary() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("slack-api"))
        .collect(Collectors.toSet());
  }

  @Test
  void answersInAThreadWithAMarker() {
    server.answers(200, POSTED);

    ok(
        client.postMessage(
            "C1",
            Optional.of("1.2"),
            MESSAGE,
            new Mark("prod", "0193-abc", Optional.of("review-1"))));

    assertThat(form(server.only()))
        .containsEntry("thread_ts", "1.2")
        .doesNotContainKey("blocks")
        .hasEntrySatisfying("metadata", it -> assertThat(it).contains("\"marker\":\"review-1\""));
  }

  @Test
  void takesOldBlocksAwayWhenItUpdates() {
    server.answers(200, POSTED);

    ok(client.update("C1", "1795257977.000100", MESSAGE, MARK));

    assertThat(server.only().rawPath()).isEqualTo("/api/chat.update");
    assertThat(form(server.only()))
        .containsEntry("ts", "1795257977.000100")
        .containsEntry("blocks", "[]")
        .containsKey("metadata");
  }

  @Test
  void escapesWhatOnePersonIsShown() {
    server.answers(200, "{'ok': true, 'message_ts': '1.2'}");

    ok(client.postEphemeral("C1", "U1", "<!channel> & @here"));

    assertThat(form(server.only()))
        .containsEntry("user", "U1")
        .containsEntry("text", "&lt;!channel&gt; &amp; @\u2060here");
  }

  @Test
  void tellsWhoseTokenItIs() {
    server.answers(200, "{'ok': true, 'team_id': 'T1', 'user_id': 'U9', 'bot_id': 'B1'}");

    assertThat(client.authTest()).isEqualTo(new Reply.Ok<>(new Identity("T1", "B1")));
  }

  @Test
  void findsAPersonByMailAddress() {
    server.answers(200, PEOPLE.formatted(false, false, false, false));

    assertThat(ok(client.lookupByEmail("alice@example.com")))
        .contains(
            new Person(
                "U1",
                Optional.of("alice@example.com"),
                Set.of("T1", "T2"),
                false,
                false,
                false,
                false));
    assertThat(form(server.only())).containsEntry("email", "alice@example.com");
  }

  @Test
  void tellsApartWhoIsNoFullMember() {
    server.answers(200, PEOPLE.formatted(true, true, true, true));

    Person person = ok(client.user("U1")).orElseThrow();

    assertThat(person.deleted() && person.bot() && person.guest() && person.stranger()).isTrue();
  }

  @Test
  void takesSlackbotForABot() {
    server.answers(200, "{'ok': true, 'user': {'id': 'USLACKBOT', 'is_bot': false}}");

    assertThat(ok(client.user("USLACKBOT")).orElseThrow().bot()).isTrue();
  }

  @Test
  void saysThatNobodyIsThere() {
    server.answers(200, "{'ok': false, 'error': 'users_not_found'}");
    server.answers(200, "{'ok': false, 'error': 'user_not_found'}");
    server.answers(200, "{'ok': false, 'error': 'channel_not_found'}");
    server.answers(200, "{'ok': false, 'error': 'thread_not_found'}");

    assertThat(ok(client.lookupByEmail("bob@example.com"))).isEmpty();
    assertThat(ok(client.user("U2"))).isEmpty();
    assertThat(ok(client.channel("C2"))).isEmpty();
    assertThat(ok(client.replies("C1", "1.2"))).isEqualTo(new Listing<>(List.of(), true));
  }

  @Test
  void opensADirectMessage() {
    server.answers(200, "{'ok': true, 'channel': {'id': 'D1'}}");

    assertThat(ok(client.openDirectMessage("U1"))).isEqualTo("D1");
    assertThat(form(server.only())).containsEntry("users", "U1");
  }

  @Test
  void tellsWhetherAChannelLeavesTheOrganisation() {
    server.answers(200, "{'ok': true, 'channel': {'id': 'C1', 'name': 'a', 'is_shared': true}}");
    server.answers(
        200, "{'ok': true, 'channel': {'id': 'C1', 'name': 'a', 'is_ext_shared': true}}");
    server.answers(
        200, "{'ok': true, 'channel': {'id': 'C1', 'name': 'a', 'is_pending_ext_shared': true}}");
    server.answers(
        200,
        "{'ok': true, 'channel': {'id': 'C1', 'name': 'a', 'pending_connected_team_ids': ['T9']}}");

    assertThat(ok(client.channel("C1")))
        .contains(new Channel("C1", "a", false, false, Optional.empty()));
    for (int i = 0; i < 3; i++) {
      assertThat(ok(client.channel("C1")).orElseThrow().shared()).isTrue();
    }
  }

  @Test
  void listsChannelsPageByPage() {
    server.answers(
        200,
        "{'ok': true, 'channels': [{'id': 'C1', 'name': 'a'}],"
            + " 'response_metadata': {'next_cursor': 'next='}}");
    server.answers(
        200,
        "{'ok': true, 'channels': [{'id': 'C2', 'name': 'b'}],"
            + " 'response_metadata': {'next_cursor': ''}}");

    Listing<Channel> listing = ok(client.channels());

    assertThat(listing.items()).extracting(Channel::id).containsExactly("C1", "C2");
    assertThat(listing.complete()).isTrue();
    assertThat(form(server.seen().getFirst()))
        .containsEntry("types", "public_channel,private_channel")
        .containsEntry("exclude_archived", "true")
        .doesNotContainKey("cursor");
    assertThat(form(server.seen().getLast())).containsEntry("cursor", "next=");
  }

  @Test
  void listsChannelsToABound() {
    for (int i = 0; i < 12; i++) {
      server.answers(
          200, "{'ok': true, 'channels': [], 'response_metadata': {'next_cursor': 'more'}}");
    }

    assertThat(ok(client.channels()).complete()).isFalse();
    assertThat(server.seen()).hasSize(10);
  }

  @Test
  void keepsNothingOfAListingThatBreaksOff() {
    server.answers(
        200, "{'ok': true, 'channels': [], 'response_metadata': {'next_cursor': 'more'}}");
    server.answers(200, "{'ok': false, 'error': 'missing_scope', 'needed': 'groups:read'}");

    assertThat(client.channels())
        .isInstanceOfSatisfying(
            Reply.Rejected.class, it -> assertThat(it.message()).contains("groups:read"));
  }

  @Test
  void readsMarksWhateverElseStandsInTheMessages() {
    server.answers(200, MESSAGES.formatted(false, ""));

    Listing<Found> listing =
        ok(client.messagesSince("C1", Instant.parse("2026-11-21T10:46:17.000123999Z")));

    assertThat(listing.complete()).isTrue();
    assertThat(listing.items())
        .containsExactly(
            new Found(
                "1795257977.000200",
                Optional.of("B1"),
                Optional.of(new Mark("prod", "0193-abc", Optional.of("review-1")))),
            new Found("1795257977.000100", Optional.empty(), Optional.empty()));
    assertThat(listing.toString()).doesNotContain("text");
    assertThat(form(server.only()))
        .containsEntry("channel", "C1")
        .containsEntry("oldest", "1795257977.000123")
        .containsEntry("inclusive", "true")
        .containsEntry("include_all_metadata", "true");
  }

  @Test
  void saysThatThereIsMoreWhereSlackDoesNotTellWhere() {
    server.answers(200, MESSAGES.formatted(true, ""));

    assertThat(ok(client.replies("C1", "1.2")).complete()).isFalse();
  }

  @Test
  void takesAnAnswerWithoutMessagesForNone() {
    server.answers(200, "{'ok': true}");

    assertThat(client.replies("C1", "1.2")).isInstanceOf(Reply.Retry.class);
  }

  @Test
  void looksAtOneMessage() {
    server.answers(200, MESSAGES.formatted(true, "more"));
    server.answers(200, MESSAGES.formatted(true, "more"));

    assertThat(ok(client.messageAt("C1", "1795257977.000200"))).isPresent();
    assertThat(ok(client.messageAt("C1", "1795257977.000999"))).isEmpty();
    assertThat(form(server.seen().getFirst()))
        .containsEntry("oldest", "1795257977.000200")
        .containsEntry("latest", "1795257977.000200")
        .containsEntry("limit", "1");
  }

  @Test
  void asksForRepliesWithTheirMarks() {
    server.answers(200, MESSAGES.formatted(false, ""));

    assertThat(ok(client.replies("C1", "1.2")).items()).hasSize(2);
    assertThat(server.only().rawPath()).isEqualTo("/api/conversations.replies");
    assertThat(form(server.only()))
        .containsEntry("ts", "1.2")
        .containsEntry("include_all_metadata", "true");
  }

  @Test
  void putsAnEmojiOnceAndTakesItOff() {
    server.answers(200, "{'ok': true}").answers(200, "{'ok': false, 'error': 'already_reacted'}");
    server.answers(200, "{'ok': true}").answers(200, "{'ok': false, 'error': 'no_reaction'}");

    ok(client.addReaction("C1", "1.2", "white_check_mark"));
    ok(client.addReaction("C1", "1.2", "white_check_mark"));
    ok(client.removeReaction("C1", "1.2", "white_check_mark"));
    ok(client.removeReaction("C1", "1.2", "white_check_mark"));

    assertThat(form(server.seen().getFirst()))
        .containsEntry("timestamp", "1.2")
        .containsEntry("name", "white_check_mark");
  }

  @Test
  void keepsToOnePostASecondAndChannel() {
    server.answers(200, POSTED).answers(200, POSTED);

    ok(post());
    ok(post());

    assertThat(pauses).containsExactly(Duration.ofSeconds(1));
  }

  @Test
  void looksForNoMarkInMetadataOfOthers() {
    assertThat(Mark.of("other", Map.of("cluster", "prod", "request_id", "1"))).isEmpty();
    assertThat(Mark.of(Mark.EVENT_TYPE, Map.of("cluster", 7, "request_id", "1"))).isEmpty();
    assertThat(Mark.of(Mark.EVENT_TYPE, Map.of("cluster", "prod"))).isEmpty();
    assertThat(Mark.of(Mark.EVENT_TYPE, MARK.payload())).contains(MARK);
  }

  @Test
  void sendsBlocksThatSlacksModelReadsBack() {
    server.answers(200, POSTED);
    post(List.of(Parts.section("a")));

    String blocks = form(server.only()).getOrDefault("blocks", "");
    assertThat(JsonOfSlack.blocks(blocks)).hasSize(1).first().isInstanceOf(SectionBlock.class);
  }
}
