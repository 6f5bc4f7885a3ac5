package dev.sallyport.integrations.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.model.block.LayoutBlock;
import dev.sallyport.integrations.http.MovableClock;
import dev.sallyport.integrations.http.ScriptedServer;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;

/** A client and a server whose answers the test writes down. */
abstract class SlackTestBase {
  static final String TOKEN = "xoxb-canary-7f3a";
  static final String SECRET_WORDS = "canary-words-of-a-user";
  static final Mark MARK = new Mark("prod", "0193-abc", Optional.empty());
  static final Message MESSAGE = new Message(SECRET_WORDS, List.of());
  static final String POSTED = "{'ok': true, 'channel': 'C1', 'ts': '1795257977.000100'}";

  final ScriptedServer server = new ScriptedServer();
  final MovableClock clock = new MovableClock();
  final AtomicReference<String> token = new AtomicReference<>(TOKEN);
  final List<Duration> pauses = new ArrayList<>();
  final SlackClient client = client(Duration.ofMillis(800));

  SlackClient client(Duration timeout) {
    return new SlackClient(
        base(),
        token::get,
        clock,
        pause -> {
          pauses.add(pause);
          clock.advance(pause);
        },
        timeout,
        timeout);
  }

  URI base() {
    return URI.create(server.url() + "/api/");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  Reply<Posted> post() {
    return client.postMessage("C1", Optional.empty(), MESSAGE, MARK);
  }

  Reply<Posted> post(List<LayoutBlock> blocks) {
    return client.postMessage("C1", Optional.empty(), new Message("text", blocks), MARK);
  }

  static <T> T ok(Reply<T> reply) {
    assertThat(reply).isInstanceOf(Reply.Ok.class);
    return ((Reply.Ok<T>) reply).value();
  }

  /** How long a reply asks to wait. */
  static Duration after(Reply<?> reply) {
    if (reply instanceof Reply.Retry<?>(Optional<Duration> after, String _)) {
      return after.orElseThrow();
    }
    throw new AssertionError("not to be tried again: " + reply);
  }

  /** The fields of a form as it was sent. */
  static Map<String, String> form(ScriptedServer.Seen seen) {
    Map<String, String> form = new TreeMap<>();
    for (String pair : seen.body().split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        form.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
      }
    }
    return form;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
