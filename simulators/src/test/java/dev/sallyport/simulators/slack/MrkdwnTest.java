package dev.sallyport.simulators.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.simulators.http.MovableClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MrkdwnTest {
  private final Workspace workspace = new Workspace(new MovableClock(), "example", "Teleport");
  private final String alice = workspace.add(Person.named("Alice <Example>")).id();
  private final String open = workspace.add("open", Channel.Kind.PUBLIC).id();
  private final String secret = workspace.add("secret", Channel.Kind.PRIVATE).id();
  private final Mrkdwn mrkdwn = new Mrkdwn(workspace);

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '¤',
      textBlock =
          """
          *bold* _italic_ ~gone~ → <b>bold</b> <i>italic</i> <s>gone</s>
          a*b*c snake_case_name 2 * 3 * 4 → a*b*c snake_case_name 2 * 3 * 4
          *<https://x.example/?a=1&amp;b=2|a *link*>* → <b><a href="https://x.example/?a=1&amp;b=2" target="_blank" rel="noopener noreferrer">a *link*</a></b>
          `*code* &lt;b&gt;` → <code>*code* &lt;b&gt;</code>
          ```pre *x*``` → <pre>pre *x*</pre>
          a &amp; b &lt; c → a &amp; b &lt; c
          &amp;lt; → &amp;lt;
          :white_check_mark: :unknown: 12:30:45 → ✅ :unknown: 12:30:45
          <!channel> <!here> → <span class="mention">@channel</span> <span class="mention">@here</span>
          <!subteam^S1|@oncall> → <span class="mention">@oncall</span>
          <!date^1763640000^{date_num} at {time_secs}|x> → <time datetime="2025-11-20T12:00:00Z">2025-11-20 at 12:00:00</time>
          <!date^1795176000^{date_short_pretty} {time}|x> → <time datetime="2026-11-20T12:00:00Z">today 12:00</time>
          <!date^1795089600^{date_short_pretty}|x> → <time datetime="2026-11-19T12:00:00Z">yesterday</time>
          <!date^1763640000^{date_short_pretty}|x> → <time datetime="2025-11-20T12:00:00Z">Nov 20, 2025</time>
          <!date^never^{date}|a fallback> → a fallback
          """)
  void shows(String source, String html) {
    assertThat(mrkdwn.html(source)).isEqualTo(html);
  }

  @Test
  void showsQuotesLineByLine() {
    assertThat(mrkdwn.html("said:\n&gt; one\n> two\nend"))
        .isEqualTo("said:<br><span class=\"quote\">one</span><span class=\"quote\">two</span>end");
  }

  @Test
  void namesPeopleAndChannels() {
    assertThat(mrkdwn.html("<@" + alice + "> in <#" + open + "> not <#" + secret + ">"))
        .isEqualTo(
            "<span class=\"mention\">@Alice &lt;Example&gt;</span> in"
                + " <span class=\"mention\">#open</span> not"
                + " <span class=\"mention\">#private-channel</span>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<javascript:alert(1)|click>",
        "<data:text/html,x|click>",
        "<https://x.example/\" onmouseover=\"alert(1)|click>",
        "<https://x.example/|<script>alert(1)</script>>",
        "<@U1|<b onclick=x>>",
        "<!date^1^{time}\"><script>|<script>>",
        "`<script>`",
        "```<script>alert(1)</script>```",
        "*<script>*",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "<https://x.example/|&lt;script&gt;>",
        "\uE0000\uE001<script>",
      })
  void letsNothingRun(String source) {
    assertThat(mrkdwn.html(source)).satisfies(MrkdwnTest::isInert);
    assertThat(Mrkdwn.plain(source)).satisfies(MrkdwnTest::isInert);
  }

  private static void isInert(String html) {
    String withoutOurTags =
        html.replaceAll(
            "</?(b|i|s|pre|code|br|time|span|a)( (class|datetime|href|target|rel)=\"[^\"<>]*\")*>",
            "");
    assertThat(withoutOurTags).doesNotContain("<", ">", "\"");
    assertThat(html).doesNotContain("href=\"javascript", "href=\"data");
  }
}
