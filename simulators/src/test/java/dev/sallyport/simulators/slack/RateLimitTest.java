package dev.sallyport.simulators.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.slack.api.methods.SlackApiException;
import dev.sallyport.simulators.http.MovableClock;
import java.io.IOException;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class RateLimitTest extends SlackTestBase {
  @Override
  SlackOptions options(MovableClock time) {
    return super.options(time).withRateLimits(RateLimits.ON);
  }

  @Test
  void letsAMethodBeCalledSoOftenInAMinute() throws IOException, SlackApiException {
    for (int i = 0; i < 20; i++) {
      assertThat(client.conversationsList(it -> it).isOk()).isTrue();
      clock.advance(Duration.ofSeconds(1));
    }

    assertThat(wait(() -> client.conversationsList(it -> it))).isEqualTo("40");
    assertThat(client.usersInfo(it -> it.user(alice)).isOk()).as("another method").isTrue();
    clock.advance(Duration.ofSeconds(40));
    assertThat(client.conversationsList(it -> it).isOk()).isTrue();
    assertThat(wait(() -> client.conversationsList(it -> it))).isEqualTo("1");
  }

  @Test
  void letsAChannelHaveAMessageASecondAfterABurst() throws IOException, SlackApiException {
    String other = slack.addChannel("other");
    for (int i = 0; i < 3; i++) {
      assertThat(post(channel)).isTrue();
    }

    assertThat(wait(() -> post(channel))).isEqualTo("1");
    assertThat(post(other)).as("another channel").isTrue();
    assertThat(slack.messages(channel)).hasSize(3);
    clock.advance(Duration.ofSeconds(1));
    assertThat(post(channel)).isTrue();
    assertThat(wait(() -> post(channel))).isEqualTo("1");
  }

  private boolean post(String target) throws IOException, SlackApiException {
    return client.chatPostMessage(it -> it.channel(target).text("x")).isOk();
  }

  private static String wait(ThrowingCallable call) {
    SlackApiException limited = catchThrowableOfType(SlackApiException.class, call);
    assertThat(limited.getResponse().code()).isEqualTo(429);
    assertThat(limited.getError().getError()).isEqualTo("ratelimited");
    return String.valueOf(limited.getResponse().header("Retry-After"));
  }
}
