package dev.sallyport.simulators.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.slack.api.methods.SlackApiException;
import com.slack.api.model.Message;
import dev.sallyport.simulators.http.MovableClock;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What others than the app and its readers do. */
final class OthersTest extends SlackTestBase {
  @Override
  SlackOptions options(MovableClock time) {
    return super.options(time).withMoreScopes("channels:history");
  }

  @Test
  void showsWhichAppWroteAMessage() throws IOException, SlackApiException {
    String other = slack.addUser(Person.named("Other app").asBot());
    slack.inviteBot(channel);
    String ts =
        slack.sayAsApp(
            other,
            channel,
            "hello",
            Optional.of(
                JsonNodeFactory.instance
                    .objectNode()
                    .put("event_type", "x")
                    .set("event_payload", JsonNodeFactory.instance.objectNode())));

    Message read =
        client
            .conversationsHistory(it -> it.channel(channel).includeAllMetadata(true))
            .getMessages()
            .getFirst();
    assertThat(read.getTs()).isEqualTo(ts);
    assertThat(read.getBotId()).isNotBlank().isNotEqualTo(client.authTest(it -> it).getBotId());
    assertThat(read.getAppId()).isNotBlank().isNotEqualTo(slack.appId());
    assertThat(read.getMetadata().getEventType()).isEqualTo("x");
    assertThat(client.chatUpdate(it -> it.channel(channel).ts(ts).text("mine")).getError())
        .isEqualTo("cant_update_message");
  }

  @Test
  void deletesAMessage() throws IOException, SlackApiException {
    String ts = client.chatPostMessage(it -> it.channel(channel).text("root")).getTs();

    slack.delete(channel, ts);

    assertThat(slack.messages(channel)).isEmpty();
    assertThat(client.chatUpdate(it -> it.channel(channel).ts(ts).text("x")).getError())
        .isEqualTo("message_not_found");
    assertThatThrownBy(() -> slack.delete(channel, ts))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(ts);
  }
}
