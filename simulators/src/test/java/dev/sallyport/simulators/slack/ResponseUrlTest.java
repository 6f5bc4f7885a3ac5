package dev.sallyport.simulators.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.methods.SlackApiException;
import com.slack.api.model.Message.Metadata;
import dev.sallyport.simulators.fault.Call;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ResponseUrlTest extends SlackTestBase {
  private final Caller app = new Caller(slack);
  private String ts = "";
  private String url = "";

  @BeforeEach
  void click() throws IOException, SlackApiException {
    ts =
        client
            .chatPostMessage(
                it ->
                    it.channel(channel)
                        .text("ask")
                        .blocksAsString(REQUEST_BLOCKS)
                        .metadata(Metadata.builder().eventType("x").eventPayload(Map.of()).build()))
            .getTs();
    url =
        URI.create(
                Receiver.payload(slack.sign(Click.on(bob, channel, ts, "deny_button")).body())
                    .getResponseUrl())
            .getPath();
  }

  @Test
  void answersThePersonAlone() throws IOException {
    Caller.Reply reply = app.json(url, "{'text':'please decide again'}");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).isEqualTo("ok");
    assertThat(slack.ephemerals(bob))
        .extracting(Message::text)
        .containsExactly("please decide again");
    assertThat(slack.ephemerals(alice)).isEmpty();
    assertThat(slack.journal().entries().getLast().call())
        .isEqualTo(new Call("slack", "response_url", channel));
  }

  @Test
  void answersEverybodyOnDemand() throws IOException {
    app.json(url, "{'response_type':'in_channel','text':'denied'}");

    assertThat(slack.messages(channel)).extracting(Message::text).containsExactly("ask", "denied");
  }

  @Test
  void replacesAndDeletesTheMessage() throws IOException {
    app.json(url, "{'replace_original':true,'text':'closed'}");

    assertThat(slack.messages(channel)).extracting(Message::text).containsExactly("closed");
    assertThat(slack.messages(channel).getFirst().blocks()).isEmpty();
    assertThat(slack.messages(channel).getFirst().ts()).isEqualTo(ts);
    app.json(url, "{'delete_original':true}");
    assertThat(slack.messages(channel)).isEmpty();
  }

  @Test
  void endsAfterFiveUses() throws IOException {
    for (int i = 0; i < 5; i++) {
      assertThat(app.json(url, "{'text':'x'}").status()).isEqualTo(200);
    }

    assertThat(app.json(url, "{'text':'x'}").error()).isEqualTo("used_url");
    assertThat(slack.ephemerals(bob)).hasSize(5);
  }

  @Test
  void endsAfterHalfAnHour() throws IOException {
    clock.advance(Duration.ofMinutes(30).minusSeconds(1));
    assertThat(app.json(url, "{'text':'x'}").status()).isEqualTo(200);
    clock.advance(Duration.ofSeconds(1));

    assertThat(app.json(url, "{'text':'x'}").error()).isEqualTo("expired_url");
    assertThat(app.json(url + "0", "{'text':'x'}").status()).isEqualTo(404);
  }

  @Test
  void refusesWhatAMessageCannotBe() throws IOException {
    assertThat(app.json(url, "{}").error()).isEqualTo("no_text");
    assertThat(app.json(url, "{'blocks':[{'type':'nothing'}]}").error())
        .isEqualTo("invalid_blocks");
  }
}
