package dev.sallyport.integrations.slack;

import com.slack.api.model.block.ContextBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.SectionBlock;
import com.slack.api.model.block.composition.MarkdownTextObject;
import com.slack.api.model.block.composition.PlainTextObject;
import com.slack.api.model.block.composition.TextObject;
import dev.sallyport.core.event.RequestEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The pieces that messages are made of. */
final class Parts {
  private static final Pattern ORIGIN = Pattern.compile("https?://[A-Za-z0-9.:\\[\\]-]{1,255}");

  private Parts() {}

  static LayoutBlock section(String mrkdwn) {
    return SectionBlock.builder().text(mrkdwn(mrkdwn)).build();
  }

  static LayoutBlock fields(List<TextObject> fields) {
    return SectionBlock.builder().fields(fields).build();
  }

  static LayoutBlock context(String mrkdwn) {
    return ContextBlock.builder().elements(List.of(mrkdwn(mrkdwn))).build();
  }

  static TextObject field(String name, String mrkdwn) {
    return mrkdwn("*" + name + "*\n" + mrkdwn);
  }

  /** Taken word for word: Slack would else look for links, channels and mentions in it. */
  static MarkdownTextObject mrkdwn(String text) {
    return MarkdownTextObject.builder().text(text).verbatim(true).build();
  }

  static PlainTextObject plain(String text) {
    return PlainTextObject.builder().text(text).emoji(true).build();
  }

  /** A time as each reader's own clock tells it. */
  static String time(Instant at) {
    return "<!date^"
        + at.getEpochSecond()
        + "^{date_short_pretty} {time}|"
        + at.truncatedTo(ChronoUnit.SECONDS)
        + ">";
  }

  /** The page of a request, as a link; empty where there is none. */
  static Optional<String> link(Optional<String> webUrl, String requestId, String words) {
    return webUrl
        .map(String::strip)
        .filter(url -> ORIGIN.matcher(url).matches() && RequestEvent.isId(requestId))
        .map(url -> "<" + url + "/web/requests/" + requestId + "|" + words + ">");
  }
}
