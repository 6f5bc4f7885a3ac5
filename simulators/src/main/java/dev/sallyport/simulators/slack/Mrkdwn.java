package dev.sallyport.simulators.slack;

import dev.sallyport.simulators.http.Html;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Slack's markup as HTML (Slack, Formatting text for app surfaces). What is no markup is shown as
 * it is written.
 */
final class Mrkdwn {
  private static final Pattern SPANS =
      Pattern.compile("```\\n?(.+?)```|`([^`\\n]+)`|<([^<>\\n]+)>", Pattern.DOTALL);
  private static final Pattern LINK = Pattern.compile("(https?://|mailto:).*");

  /** Stand around the number of a finished piece of HTML; a message cannot hold them. */
  private static final String OPEN = "\uE000";

  private static final String CLOSE = "\uE001";
  private static final Pattern PIECE = Pattern.compile(OPEN + "(\\d+)" + CLOSE);

  private final Workspace workspace;

  Mrkdwn(Workspace workspace) {
    this.workspace = workspace;
  }

  String html(String source) {
    List<String> pieces = new ArrayList<>();
    String text =
        SPANS
            .matcher(source.replace(OPEN, "").replace(CLOSE, ""))
            .replaceAll(
                found -> {
                  pieces.add(piece(found));
                  return OPEN + (pieces.size() - 1) + CLOSE;
                });
    String styled = quotes(styles(Html.text(Emoji.in(unescaped(text)))));
    return PIECE
        .matcher(styled.replace("\n", "<br>"))
        .replaceAll(
            found -> Matcher.quoteReplacement(pieces.get(Integer.parseInt(found.group(1)))));
  }

  /** Text without markup, with emoji. */
  static String plain(String source) {
    return Html.text(Emoji.in(unescaped(source))).replace("\n", "<br>");
  }

  private static String unescaped(String text) {
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
  }

  private String piece(MatchResult found) {
    if (found.group(1) != null) {
      return "<pre>" + Html.text(unescaped(found.group(1))) + "</pre>";
    }
    if (found.group(2) != null) {
      return "<code>" + Html.text(unescaped(found.group(2))) + "</code>";
    }
    return reference(found.group(3));
  }

  private String reference(String inside) {
    int bar = inside.indexOf('|');
    String target = bar < 0 ? inside : inside.substring(0, bar);
    String label = bar < 0 ? "" : unescaped(inside.substring(bar + 1));
    if (target.startsWith("@")) {
      return mention("@" + person(target.substring(1), label));
    }
    if (target.startsWith("#")) {
      return mention("#" + channel(target.substring(1), label));
    }
    if (target.startsWith("!")) {
      return special(target.substring(1), label);
    }
    String url = unescaped(target);
    if (safe(url)) {
      return link(url, label.isEmpty() ? url : label);
    }
    return Html.text("<" + unescaped(inside) + ">");
  }

  /** Whether a link to it can run nothing. */
  static boolean safe(String url) {
    return LINK.matcher(url).matches();
  }

  private static String link(String url, String label) {
    return "<a"
        + Html.attribute("href", url)
        + " target=\"_blank\" rel=\"noopener noreferrer\">"
        + Html.text(label)
        + "</a>";
  }

  private String special(String command, String label) {
    if (command.startsWith("date^")) {
      return date(command.substring("date^".length()), label);
    }
    if (command.startsWith("subteam^")) {
      return mention(label.isEmpty() ? "@group" : label);
    }
    return mention("@" + command);
  }

  private String date(String command, String fallback) {
    String[] parts = command.split("\\^", 3);
    if (parts.length < 2 || !parts[0].matches("\\d{1,11}")) {
      return Html.text(fallback);
    }
    Instant at = Instant.ofEpochSecond(Long.parseLong(parts[0]));
    String shown = Html.text(DateText.of(at, unescaped(parts[1]), workspace.now()));
    return "<time" + Html.attribute("datetime", at.toString()) + ">" + shown + "</time>";
  }

  private String person(String id, String label) {
    return workspace.member(id).map(it -> it.person().name()).orElse(label.isEmpty() ? id : label);
  }

  private String channel(String id, String label) {
    return workspace
        .channel(id)
        .filter(it -> it.is(Channel.Kind.PUBLIC))
        .map(Channel::name)
        .orElse(label.isEmpty() ? "private-channel" : label);
  }

  private static String mention(String text) {
    return "<span class=\"mention\">" + Html.text(text) + "</span>";
  }

  /** Works on text that is HTML already, and adds nothing but its own tags. */
  private static String styles(String html) {
    return styled(styled(styled(html, "\\*", "b"), "_", "i"), "~", "s");
  }

  private static String styled(String html, String mark, String tag) {
    String inside = "(\\S|\\S[^\\n" + mark + "]*[^\\s" + mark + "])";
    return html.replaceAll(
        "(?<![\\w" + mark + "])" + mark + inside + mark + "(?![\\w" + mark + "])",
        "<" + tag + ">$1</" + tag + ">");
  }

  private static String quotes(String html) {
    List<String> lines = new ArrayList<>();
    for (String line : html.split("\n", -1)) {
      lines.add(
          line.startsWith("&gt;")
              ? "<span class=\"quote\">" + line.substring("&gt;".length()).strip() + "</span>"
              : line);
    }
    return String.join("\n", lines).replace("</span>\n", "</span>");
  }
}
