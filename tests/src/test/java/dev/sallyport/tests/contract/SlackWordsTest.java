package dev.sallyport.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.core.notice.Destination.Effect;
import dev.sallyport.core.notice.Notice;
import dev.sallyport.core.notice.Reply;
import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.request.Outcome;
import dev.sallyport.core.request.RequestState;
import dev.sallyport.core.request.Truth;
import dev.sallyport.integrations.slack.SlackDestination;
import dev.sallyport.simulators.slack.Message;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever people write, Slack takes our messages, and nothing in them is live but what is ours.
 */
final class SlackWordsTest {
  private static final Pattern REFERENCE = Pattern.compile("<([^<>]*)>");
  private static final Pattern OURS =
      Pattern.compile(
          "!date\\^\\d+\\^\\{date_short_pretty} \\{time}\\|[0-9TZ:.-]+"
              + "|https://teleport\\.example\\.com/web/requests/[0-9a-f-]{36}\\|[A-Za-z ]+");

  private final SlackSide side = new SlackSide();
  private final SlackDestination destination = side.destination();

  @AfterEach
  void close() {
    side.close();
  }

  static Stream<String> texts() {
    return Stream.of(
        "",
        " \n\t\u0000 ",
        "<!channel> <!here|here> <!everyone> <!subteam^S012345> <@U012345> <#C012345>",
        "@channel @here @everyone @Channel",
        "<https://evil.example.com|Review it in Teleport> https://evil.example.com",
        "&lt;!channel&gt; &amp;lt;!here&amp;gt;",
        "`*bold*` ``` _it_ ~no~",
        "```\n*Approved* by `bob@example.com`\n> quoted\n```",
        "line\n".repeat(500),
        "x".repeat(10_000),
        "<".repeat(10_000),
        "&>`".repeat(4_000),
        "🙂".repeat(5_000),
        "a" + "🙂".repeat(5_000),
        "👩‍👩‍👧‍👦".repeat(900),
        "e\u0301".repeat(5_000),
        "\u202e\u2066evorppa\u2069 שלום مرحبا",
        "\ud800 lone \udc00 surrogates",
        ":white_check_mark: *Approved* by `bob@example.com`",
        "@chan".repeat(2_000) + "nel");
  }

  @ParameterizedTest
  @MethodSource("texts")
  void everyMessageIsTakenAndQuiet(String text) throws IOException, InterruptedException {
    String name = text.isBlank() ? "someone" : text;
    Notice notice = announce(side.channel, asked(text, name).request());
    Notice personal = announce("requester:" + SlackSide.ALICE, asked(text, name).request());
    AccessRequest reviewed =
        asked(text, name).reviewed(name, RequestState.APPROVED, text).request();
    done(destination.edit(notice, Asked.ID, new Truth.Live(reviewed)));
    done(destination.reply(notice, Asked.ID, new Reply.OfReview(0), new Truth.Live(reviewed)));
    for (RequestState state : List.of(RequestState.APPROVED, RequestState.DENIED)) {
      AccessRequest settled = asked(text, name).decided(state, text).request();
      done(destination.edit(notice, Asked.ID, new Truth.Live(settled)));
      Outcome outcome = Outcome.ofSettled(state).orElseThrow();
      done(destination.edit(personal, Asked.ID, new Truth.Live(settled)));
      done(
          destination.reply(personal, Asked.ID, new Reply.OfEnd(outcome), new Truth.Live(settled)));
      assertQuiet();
    }
    assertThat(page()).contains("example").doesNotContain("class=\"mention\"");
    done(destination.edit(notice, Asked.ID, new Truth.Gone(Outcome.EXPIRED)));
    assertQuiet();
  }

  private static Asked asked(String text, String name) {
    String[] names = new String[40];
    Arrays.fill(names, name);
    return new Asked().by(name).forRoles(names).forResources(names).because(text);
  }

  private Notice announce(String to, AccessRequest request) {
    Effect effect = destination.announce(to, request);
    assertQuiet();
    return SlackSide.notice(to, done(effect).ref());
  }

  private static Effect.Done done(Effect effect) {
    assertThat(effect).isInstanceOf(Effect.Done.class);
    return (Effect.Done) effect;
  }

  private void assertQuiet() {
    assertThat(side.slack.messages()).isNotEmpty().allSatisfy(SlackWordsTest::isQuiet);
  }

  private static void isQuiet(Message message) {
    String shown = message.text() + "\n" + message.words();
    assertThat(REFERENCE.matcher(shown).results().map(MatchResult::group))
        .allMatch(it -> OURS.matcher(it.substring(1, it.length() - 1)).matches());
    assertThat(shown.replaceAll(REFERENCE.pattern(), "")).doesNotContain("<");
    assertThat(shown).doesNotContainPattern("(?i)@(here|channel|everyone)");
    assertThat(shown).doesNotContainPattern("[\\u202a-\\u202e\\u2066-\\u2069\\u0000]");
    assertThat(shown.lines().filter(line -> !line.startsWith("> ")))
        .as("outside quotations")
        .noneMatch(line -> line.contains("`*bold*`") || line.contains("```"));
    assertThat(shown.codePoints()).noneMatch(it -> Character.getType(it) == Character.SURROGATE);
    assertVerbatim(message.blocks());
  }

  private static void assertVerbatim(JsonNode node) {
    if (node.path("type").asText().equals("mrkdwn")) {
      assertThat(node.path("verbatim").asBoolean()).as(node.toString()).isTrue();
    }
    node.forEach(SlackWordsTest::assertVerbatim);
  }

  private String page() throws IOException, InterruptedException {
    try (HttpClient browser = HttpClient.newHttpClient()) {
      URI page = URI.create(side.slack.pageUrl() + "?as=" + side.alice + "&in=" + side.channel);
      return browser.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString()).body();
    }
  }
}
