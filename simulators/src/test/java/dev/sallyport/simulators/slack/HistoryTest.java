package dev.sallyport.simulators.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.request.conversations.ConversationsHistoryRequest.ConversationsHistoryRequestBuilder;
import com.slack.api.methods.response.conversations.ConversationsHistoryResponse;
import com.slack.api.methods.response.reactions.ReactionsGetResponse;
import com.slack.api.model.Message.Metadata;
import dev.sallyport.simulators.http.MovableClock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

final class HistoryTest extends SlackTestBase {
  @Override
  SlackOptions options(MovableClock time) {
    return super.options(time)
        .withMoreScopes("channels:history", "groups:history", "reactions:read");
  }

  @Test
  void readsMessagesBackNewestFirst() throws IOException, SlackApiException {
    List<String> all = post("a", "b", "c");

    assertThat(texts(it -> it)).containsExactly("c", "b", "a");
    assertThat(texts(it -> it.oldest(all.get(1)))).containsExactly("c");
    assertThat(texts(it -> it.oldest(all.get(1)).inclusive(true))).containsExactly("c", "b");
    assertThat(texts(it -> it.latest(all.get(1)))).containsExactly("a");
    assertThat(texts(it -> it.latest(all.get(1)).inclusive(true))).containsExactly("b", "a");
    assertThat(texts(it -> it.oldest("1700000000"))).hasSize(3);
    assertThat(history(it -> it.oldest("yesterday")).getError()).isEqualTo("invalid_ts_oldest");
    assertThat(history(it -> it.limit(1_000)).getError()).isEqualTo("invalid_limit");
  }

  @Test
  void pages() throws IOException, SlackApiException {
    post("a", "b", "c");

    ConversationsHistoryResponse first = history(it -> it.limit(2));
    ConversationsHistoryResponse second =
        history(it -> it.limit(2).cursor(first.getResponseMetadata().getNextCursor()));

    assertThat(first.isHasMore()).isTrue();
    assertThat(first.getMessages()).hasSize(2);
    assertThat(second.isHasMore()).isFalse();
    assertThat(second.getMessages()).extracting(it -> it.getText()).containsExactly("a");
  }

  @Test
  void showsMetadataOnDemand() throws IOException, SlackApiException {
    client.chatPostMessage(
        it ->
            it.channel(channel)
                .text("x")
                .metadata(
                    Metadata.builder()
                        .eventType("access_request")
                        .eventPayload(Map.of("request_id", "id-1"))
                        .build()));

    assertThat(history(it -> it).getMessages().getFirst().getMetadata()).isNull();
    assertThat(
            history(it -> it.includeAllMetadata(true))
                .getMessages()
                .getFirst()
                .getMetadata()
                .getEventPayload())
        .containsEntry("request_id", "id-1");
  }

  @Test
  void keepsRepliesInTheirThread() throws IOException, SlackApiException {
    String root = post("root").getFirst();
    clock.advance(Duration.ofSeconds(1));
    client.chatPostMessage(it -> it.channel(channel).threadTs(root).text("reply"));

    assertThat(texts(it -> it)).containsExactly("root");
    assertThat(history(it -> it).getMessages().getFirst().getReplyCount()).isEqualTo(1);
    assertThat(client.conversationsReplies(it -> it.channel(channel).ts(root)).getMessages())
        .extracting(it -> it.getText())
        .containsExactly("root", "reply");
    assertThat(client.conversationsReplies(it -> it.channel(channel).ts("1.000000")).getError())
        .isEqualTo("thread_not_found");
  }

  @Test
  void readsOnlyWhereTheBotIs() throws IOException, SlackApiException {
    slack.kickBot(channel);

    assertThat(history(it -> it).getError()).isEqualTo("not_in_channel");
    String direct = slack.directChannel(alice);
    ConversationsHistoryResponse answer = client.conversationsHistory(it -> it.channel(direct));
    assertThat(answer.getError()).isEqualTo("missing_scope");
    assertThat(answer.getNeeded()).isEqualTo("im:history");
    assertThat(answer.getProvided()).contains("channels:history,channels:read,chat:write");
  }

  @Test
  void reacts() throws IOException, SlackApiException {
    String ts = post("look").getFirst();

    assertThat(react(ts, "eyes")).isNull();
    assertThat(react(ts, "eyes")).isEqualTo("already_reacted");
    assertThat(react(ts, "No Such Name")).isEqualTo("invalid_name");
    assertThat(react("1.000000", "eyes")).isEqualTo("message_not_found");
    ReactionsGetResponse answer = client.reactionsGet(it -> it.channel(channel).timestamp(ts));
    assertThat(answer.getMessage().getReactions().getFirst().getName()).isEqualTo("eyes");
    assertThat(answer.getMessage().getReactions().getFirst().getUsers())
        .containsExactly(slack.botUserId());
    assertThat(slack.messages().getFirst().reactions())
        .containsExactly(new Message.Reaction("eyes", List.of(slack.botUserId())));
    assertThat(unreact(ts)).isNull();
    assertThat(unreact(ts)).isEqualTo("no_reaction");
    assertThat(slack.messages().getFirst().reactions()).isEmpty();
  }

  private List<String> post(String... texts) throws IOException, SlackApiException {
    List<String> all = new ArrayList<>();
    for (String text : texts) {
      all.add(client.chatPostMessage(it -> it.channel(channel).text(text)).getTs());
    }
    return all;
  }

  private ConversationsHistoryResponse history(
      UnaryOperator<ConversationsHistoryRequestBuilder> with)
      throws IOException, SlackApiException {
    return client.conversationsHistory(it -> with.apply(it.channel(channel)));
  }

  private List<String> texts(UnaryOperator<ConversationsHistoryRequestBuilder> with)
      throws IOException, SlackApiException {
    return history(with).getMessages().stream().map(it -> it.getText()).toList();
  }

  private String react(String ts, String name) throws IOException, SlackApiException {
    return client.reactionsAdd(it -> it.channel(channel).timestamp(ts).name(name)).getError();
  }

  private String unreact(String ts) throws IOException, SlackApiException {
    return client.reactionsRemove(it -> it.channel(channel).timestamp(ts).name("eyes")).getError();
  }
}
