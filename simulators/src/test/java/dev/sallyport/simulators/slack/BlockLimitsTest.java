package dev.sallyport.simulators.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.response.chat.ChatPostMessageResponse;
import java.io.IOException;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class BlockLimitsTest extends SlackTestBase {
  /** A limit, where it holds, what Slack says beyond it, and blocks of a given size. */
  static Stream<Arguments> limits() {
    return Stream.of(
        items(50, "/blocks", n -> many(n, "{'type':'divider'}")),
        items(10, "/blocks/0/fields", n -> block("section", "'fields':" + many(n, mrkdwn("x")))),
        items(
            10, "/blocks/0/elements", n -> block("context", "'elements':" + many(n, mrkdwn("x")))),
        items(25, "/blocks/0/elements", n -> block("actions", "'elements':" + many(n, button("")))),
        text(3_000, "/blocks/0/text/text", t -> block("section", "'text':" + mrkdwn(t))),
        text(
            2_000,
            "/blocks/0/fields/0/text",
            t -> block("section", "'fields':[" + mrkdwn(t) + "]")),
        text(150, "/blocks/0/text/text", t -> block("header", "'text':" + plain(t))),
        text(255, "/blocks/0/block_id", t -> block("divider", "'block_id':'" + t + "'")),
        element(75, "text/text", t -> "{'type':'button','text':" + plain(t) + "}"),
        element(255, "action_id", t -> button(",'action_id':'" + t + "'")),
        element(2_000, "value", t -> button(",'value':'" + t + "'")),
        element(3_000, "url", t -> button(",'url':'" + t + "'")),
        element(100, "confirm/title/text", t -> button(confirm(t, "x", "x", "x"))),
        element(300, "confirm/text/text", t -> button(confirm("x", t, "x", "x"))),
        element(30, "confirm/confirm/text", t -> button(confirm("x", "x", t, "x"))),
        element(30, "confirm/deny/text", t -> button(confirm("x", "x", "x", t))),
        element(75, "options/0/text/text", t -> select(t, "v", "p")),
        element(75, "options/0/value", t -> select("t", t, "p")),
        element(150, "placeholder/text", t -> select("t", "v", t)),
        text(2_000, "/blocks/0/label/text", t -> input(t, "", "")),
        text(2_000, "/blocks/0/hint/text", t -> input("x", ",'hint':" + plain(t), "")),
        text(
            150,
            "/blocks/0/element/placeholder/text",
            t -> input("x", "", ",'placeholder':" + plain(t))),
        text(
            3_000,
            "/blocks/0/image_url",
            t -> block("image", "'alt_text':'x','image_url':'" + t + "'")));
  }

  @ParameterizedTest(name = "{0} at {1}")
  @MethodSource("limits")
  void refusesOneTooMany(int limit, String at, String problem, IntFunction<String> blocks)
      throws IOException, SlackApiException {
    assertThat(post(blocks.apply(limit)).getError()).as("at the limit").isNull();

    ChatPostMessageResponse refused = post(blocks.apply(limit + 1));

    assertThat(refused.getError()).isEqualTo("invalid_blocks");
    assertThat(refused.getResponseMetadata().getMessages())
        .containsExactly("[ERROR] " + problem + " [json-pointer:" + at + "]");
    assertThat(slack.messages()).hasSize(1);
  }

  @Test
  void countsCharactersNotBytes() throws IOException, SlackApiException {
    assertThat(post(block("header", "'text':" + plain("😀".repeat(150)))).getError()).isNull();
    assertThat(post(block("header", "'text':" + plain("😀".repeat(151)))).getError())
        .isEqualTo("invalid_blocks");
  }

  @Test
  void limitsAllBlocksTogether() throws IOException, SlackApiException {
    String section = "{'type':'section','text':" + mrkdwn("x".repeat(2_640)) + "}";

    assertThat(post(many(5, section)).getError()).isNull();
    assertThat(post("[" + section + "," + many(5, section).substring(1)).getError())
        .isEqualTo("msg_blocks_too_long");
  }

  @Test
  void refusesWhatIsNotBlockKit() throws IOException, SlackApiException {
    assertThat(problem(block("section", "'text':" + mrkdwn(""))))
        .isEqualTo("[ERROR] must be more than 0 characters [json-pointer:/blocks/0/text/text]");
    assertThat(problem(block("section", "'block_id':'x'"))).contains("/blocks/0/text");
    assertThat(problem(block("header", "'text':" + mrkdwn("x")))).contains("/blocks/0/text");
    assertThat(problem(block("carousel", "'x':1"))).contains("/blocks/0/type");
    assertThat(problem(block("actions", "'elements':[]"))).contains("/blocks/0/elements");
    assertThat(problem(block("actions", "'elements':[" + button(",'style':'blue'") + "]")))
        .contains("/blocks/0/elements/0/style");
    assertThat(problem(block("actions", "'elements':" + many(2, button(",'action_id':'same'")))))
        .contains("/blocks/0/elements/1/action_id");
    assertThat(problem(many(2, "{'type':'divider','block_id':'same'}")))
        .contains("/blocks/1/block_id");
    assertThat(problem(input("x", "", ",'max_length':3001"))).contains("/element/max_length");
    assertThat(problem(input("x", "", ",'max_length':0"))).contains("/element/max_length");
  }

  private String problem(String blocks) throws IOException, SlackApiException {
    ChatPostMessageResponse refused = post(blocks);
    assertThat(refused.getError()).isEqualTo("invalid_blocks");
    return String.join("\n", refused.getResponseMetadata().getMessages());
  }

  private ChatPostMessageResponse post(String blocks) throws IOException, SlackApiException {
    return client.chatPostMessage(
        it -> it.channel(channel).text("x").blocksAsString(blocks.replace('\'', '"')));
  }

  private static Arguments items(int limit, String at, IntFunction<String> blocks) {
    return Arguments.of(limit, at, "no more than " + limit + " items allowed", blocks);
  }

  private static Arguments text(int limit, String at, OfText blocks) {
    IntFunction<String> sized = n -> blocks.with("x".repeat(n));
    return Arguments.of(limit, at, "must be less than " + (limit + 1) + " characters", sized);
  }

  private static Arguments element(int limit, String at, OfText element) {
    return text(
        limit,
        "/blocks/0/elements/0/" + at,
        t -> block("actions", "'elements':[" + element.with(t) + "]"));
  }

  /** Blocks that hold this text. */
  private interface OfText {
    String with(String text);
  }

  private static String many(int n, String item) {
    return IntStream.range(0, n).mapToObj(i -> item).collect(Collectors.joining(",", "[", "]"));
  }

  private static String block(String type, String rest) {
    return "[{'type':'" + type + "'," + rest + "}]";
  }

  private static String mrkdwn(String text) {
    return "{'type':'mrkdwn','text':'" + text + "'}";
  }

  private static String plain(String text) {
    return "{'type':'plain_text','text':'" + text + "'}";
  }

  private static String button(String rest) {
    return "{'type':'button','text':" + plain("x") + rest + "}";
  }

  private static String confirm(String title, String text, String yes, String no) {
    return ",'confirm':{'title':%s,'text':%s,'confirm':%s,'deny':%s}"
        .formatted(plain(title), mrkdwn(text), plain(yes), plain(no));
  }

  private static String select(String text, String value, String placeholder) {
    return "{'type':'static_select','placeholder':%s,'options':[{'text':%s,'value':'%s'}]}"
        .formatted(plain(placeholder), plain(text), value);
  }

  private static String input(String label, String rest, String inElement) {
    return block(
        "input",
        "'label':"
            + plain(label)
            + rest
            + ",'element':{'type':'plain_text_input'"
            + inElement
            + "}");
  }
}
