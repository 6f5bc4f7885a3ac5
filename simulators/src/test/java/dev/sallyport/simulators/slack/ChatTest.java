package dev.sallyport.simulators.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.response.chat.ChatPostEphemeralResponse;
import com.slack.api.methods.response.chat.ChatPostMessageResponse;
import com.slack.api.methods.response.chat.ChatUpdateResponse;
import com.slack.api.model.Message.Metadata;
import com.slack.api.model.block.ActionsBlock;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ChatTest extends SlackTestBase {
  @Test
  void postsToAChannel() throws IOException, SlackApiException {
    ChatPostMessageResponse answer =
        client.chatPostMessage(
            it ->
                it.channel(channel)
                    .text("Alice asks")
                    .blocksAsString(REQUEST_BLOCKS)
                    .metadata(
                        Metadata.builder()
                            .eventType("access_request")
                            .eventPayload(Map.of("request_id", "id-1"))
                            .build()));

    assertThat(answer.getError()).isNull();
    assertThat(answer.getChannel()).isEqualTo(channel);
    assertThat(answer.getTs()).matches("\\d+\\.\\d{6}");
    assertThat(answer.getMessage().getUser()).isEqualTo(slack.botUserId());
    assertThat(answer.getMessage().getAppId()).isEqualTo(slack.appId());
    assertThat(answer.getMessage().getMetadata().getEventPayload())
        .containsEntry("request_id", "id-1");
    assertThat(answer.getMessage().getBlocks().getLast()).isInstanceOf(ActionsBlock.class);
    Message message = slack.messages(channel).getFirst();
    assertThat(message.ts()).isEqualTo(answer.getTs());
    assertThat(message.words()).contains("*Alice* asks for `admin`", "Approve");
    assertThat(message.metadata().orElseThrow().path("event_type").asText())
        .isEqualTo("access_request");
    assertThat(message.bot()).isTrue();
  }

  @Test
  void opensTheDirectConversationOfAPerson() throws IOException, SlackApiException {
    ChatPostMessageResponse answer = client.chatPostMessage(it -> it.channel(alice).text("hello"));

    assertThat(answer.getChannel()).startsWith("D").isEqualTo(slack.directChannel(alice));
    assertThat(slack.messages(answer.getChannel()))
        .extracting(Message::text)
        .containsExactly("hello");
    assertThat(client.chatUpdate(it -> it.channel(alice).ts(answer.getTs()).text("x")).getError())
        .isEqualTo("channel_not_found");
  }

  @Test
  void repliesInAThread() throws IOException, SlackApiException {
    String root = post("root").getTs();
    String first =
        client.chatPostMessage(it -> it.channel(channel).threadTs(root).text("one")).getTs();
    ChatPostMessageResponse second =
        client.chatPostMessage(it -> it.channel(channel).threadTs(first).text("two"));

    assertThat(second.getMessage().getThreadTs()).isEqualTo(root);
    assertThat(second.getMessage().getParentUserId()).isEqualTo(slack.botUserId());
    assertThat(slack.replies(channel, root))
        .extracting(Message::text)
        .containsExactly("one", "two");
  }

  @Test
  void givesEveryMessageALaterTimestamp() throws IOException, SlackApiException {
    List<String> all = List.of(post("a").getTs(), post("b").getTs(), post("c").getTs());

    assertThat(all).doesNotHaveDuplicates().isSorted();
  }

  @Test
  void updatesItsOwnMessage() throws IOException, SlackApiException {
    String ts =
        client
            .chatPostMessage(it -> it.channel(channel).text("old").blocksAsString(REQUEST_BLOCKS))
            .getTs();

    ChatUpdateResponse answer = client.chatUpdate(it -> it.channel(channel).ts(ts).text("new"));

    assertThat(answer.isOk()).isTrue();
    assertThat(answer.getText()).isEqualTo("new");
    Message message = slack.messages(channel).getFirst();
    assertThat(message.blocks()).as("text alone takes the blocks away").isEmpty();
    assertThat(message.editedTs()).isPresent();
  }

  @Test
  void keepsMetadataThatAnUpdateDoesNotName() throws IOException, SlackApiException {
    Metadata metadata =
        Metadata.builder().eventType("x").eventPayload(Map.of("request_id", "id-1")).build();
    String ts =
        client.chatPostMessage(it -> it.channel(channel).text("old").metadata(metadata)).getTs();

    client.chatUpdate(it -> it.channel(channel).ts(ts).text("new"));
    assertThat(slack.messages().getFirst().metadata()).isPresent();

    client.chatUpdate(it -> it.channel(channel).ts(ts).text("new").metadataAsString("{}"));
    assertThat(slack.messages().getFirst().metadata()).isEmpty();
  }

  @Test
  void updatesNoMessageOfOthers() throws IOException, SlackApiException {
    String ts = slack.say(alice, channel, "mine");

    assertThat(update(ts, "x")).isEqualTo("cant_update_message");
    assertThat(update("1700000000.000001", "x")).isEqualTo("message_not_found");
    assertThat(client.chatUpdate(it -> it.channel("C0NOWHERE").ts(ts).text("x")).getError())
        .isEqualTo("channel_not_found");
  }

  @Test
  void refusesTextsThatAreMissingOrTooLong() throws IOException, SlackApiException {
    String ts = post("ok").getTs();

    assertThat(post("").getError()).isEqualTo("no_text");
    assertThat(update(ts, "")).isEqualTo("no_text");
    assertThat(update(ts, "x".repeat(4_001))).isEqualTo("msg_too_long");
    assertThat(update(ts, "x".repeat(4_000))).isNull();
    assertThat(post("é".repeat(40_001)).getMessage().getText()).hasSize(40_000);
  }

  @Test
  void showsAnEphemeralMessageToOnePersonOnly() throws IOException, SlackApiException {
    ChatPostEphemeralResponse answer =
        client.chatPostEphemeral(it -> it.channel(channel).user(alice).text("psst"));

    assertThat(slack.ephemerals(alice))
        .extracting(Message::ts)
        .containsExactly(answer.getMessageTs());
    assertThat(slack.ephemerals(bob)).isEmpty();
    assertThat(slack.messages()).isEmpty();
    assertThat(update(answer.getMessageTs(), "x")).isEqualTo("message_not_found");
    String stranger = slack.addUser(Person.named("Carol", "carol@example.com"));
    assertThat(
            client
                .chatPostEphemeral(it -> it.channel(channel).user(stranger).text("psst"))
                .getError())
        .isEqualTo("user_not_in_channel");
  }

  @Test
  void linksToAMessage() throws IOException, SlackApiException {
    String ts = post("here").getTs();

    assertThat(client.chatGetPermalink(it -> it.channel(channel).messageTs(ts)).getPermalink())
        .endsWith("/archives/" + channel + "/p" + ts.replace(".", ""));
  }

  @Test
  void keepsOutOfChannelsThatAreNotOpenToTheBot() throws IOException, SlackApiException {
    String open = slack.addChannel("open");
    String secret = slack.addPrivateChannel("secret");
    String old = slack.addChannel("old");
    slack.archive(old);

    assertThat(postTo(open)).as("chat:write.public").isNull();
    assertThat(postTo(secret)).as("a private channel hides").isEqualTo("channel_not_found");
    assertThat(postTo(old)).isEqualTo("is_archived");
    assertThat(postTo("C0NOWHERE")).isEqualTo("channel_not_found");
    slack.inviteBot(secret);
    assertThat(postTo(secret)).isNull();
    slack.kickBot(secret);
    assertThat(postTo(secret)).isEqualTo("channel_not_found");
    slack.setScopes(Set.of("chat:write"));
    assertThat(postTo(open)).isEqualTo("not_in_channel");
    assertThat(postTo(channel)).isNull();
  }

  @Test
  void changesNothingInAnArchivedChannel() throws IOException, SlackApiException {
    String ts = post("before").getTs();
    slack.archive(channel);

    assertThat(update(ts, "after")).isEqualTo("is_inactive");
  }

  private ChatPostMessageResponse post(String text) throws IOException, SlackApiException {
    return client.chatPostMessage(it -> it.channel(channel).text(text));
  }

  private String postTo(String target) throws IOException, SlackApiException {
    return client.chatPostMessage(it -> it.channel(target).text("x")).getError();
  }

  private String update(String ts, String text) throws IOException, SlackApiException {
    return client.chatUpdate(it -> it.channel(channel).ts(ts).text(text)).getError();
  }
}
