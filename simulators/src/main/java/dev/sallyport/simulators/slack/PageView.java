package dev.sallyport.simulators.slack;

import dev.sallyport.simulators.http.Html;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What one person sees of the workspace, as HTML. */
final class PageView {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int COLOURS = 8;

  private final Workspace workspace;
  private final Mrkdwn mrkdwn;
  private final Member viewer;
  private final Optional<Channel> current;
  private final StringBuilder html = new StringBuilder();

  PageView(Workspace workspace, Member viewer, String channel) {
    this.workspace = workspace;
    this.viewer = viewer;
    mrkdwn = new Mrkdwn(workspace);
    List<Channel> visible = visible();
    current =
        visible.stream()
            .filter(it -> it.id().equals(channel))
            .findFirst()
            .or(() -> visible.stream().max(Comparator.comparing(PageView::lastTs)));
  }

  private List<Channel> visible() {
    return workspace.channels().stream().filter(it -> workspace.seenBy(it, viewer)).toList();
  }

  private static String lastTs(Channel channel) {
    return channel.posts().isEmpty() ? "" : channel.posts().getLast().ts();
  }

  String render() {
    String here = current.map(Channel::id).orElse("");
    html.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
        .append("<meta name=\"viewport\" content=\"width=device-width\">")
        .append("<title>Simulated Slack</title>")
        .append("<link rel=\"icon\" href=\"data:,\"><link rel=\"stylesheet\" href=\"/page.css\">")
        .append("<script src=\"/page.js\" defer></script></head><body")
        .append(Html.attribute("data-version", Long.toString(workspace.version())))
        .append(Html.attribute("data-user", viewer.id()))
        .append(Html.attribute("data-channel", here))
        .append(">\n");
    top(here);
    html.append("<div class=\"frame\">");
    side();
    main();
    return html.append("</div></body></html>\n").toString();
  }

  private void top(String here) {
    html.append("<header class=\"top\"><span class=\"badge\">Simulated Slack</span>")
        .append("<span class=\"note\">Nothing here reaches slack.com. Times are UTC.</span>")
        .append(
            "<form class=\"who\" method=\"get\" action=\"/\"><label>You are <select name=\"as\">");
    workspace.members().stream().filter(it -> !it.bot()).forEach(this::choice);
    html.append("</select></label><input type=\"hidden\" name=\"in\"")
        .append(Html.attribute("value", here))
        .append("><noscript><button>Switch</button></noscript></form></header>\n");
  }

  private void choice(Member member) {
    html.append("<option")
        .append(Html.attribute("value", member.id()))
        .append(member.equals(viewer) ? " selected" : "")
        .append(">")
        .append(Html.text(member.person().name()))
        .append(member.guest() ? " (guest)" : "")
        .append(member.team().equals(workspace.teamId()) ? "" : " (other organisation)")
        .append(member.person().deleted() ? " (deactivated)" : "")
        .append("</option>");
  }

  private void side() {
    html.append("<nav id=\"side\"><h2>")
        .append(Html.text(workspace.domain()))
        .append("</h2><h3>Channels</h3><ul>");
    visible().stream().filter(it -> !it.is(Channel.Kind.DIRECT)).forEach(this::entry);
    html.append("</ul><h3>Direct messages</h3><ul>");
    visible().stream().filter(it -> it.is(Channel.Kind.DIRECT)).forEach(this::entry);
    html.append("</ul></nav>\n");
  }

  private void entry(Channel channel) {
    boolean here = current.filter(channel::equals).isPresent();
    html.append("<li><a")
        .append(Html.attribute("href", "/?as=" + viewer.id() + "&in=" + channel.id()))
        .append(Html.attribute("data-channel-id", channel.id()))
        .append(here ? " class=\"here\" aria-current=\"page\"" : "")
        .append(">")
        .append(title(channel))
        .append("</a></li>");
  }

  private String title(Channel channel) {
    return switch (channel.kind()) {
      case PUBLIC -> "<i>#</i> " + Html.text(channel.name());
      case PRIVATE -> "<i>🔒</i> " + Html.text(channel.name());
      case DIRECT -> "<i>●</i> " + Html.text(workspace.bot().person().name());
    };
  }

  private void main() {
    html.append("<main><h1>").append(current.map(this::title).orElse("No channel"));
    current
        .filter(it -> !it.sharedWith().isEmpty())
        .ifPresent(
            it -> html.append(" <span class=\"tag\">shared with another organisation</span>"));
    current
        .filter(Channel::archived)
        .ifPresent(it -> html.append(" <span class=\"tag\">archived</span>"));
    html.append("</h1><div id=\"messages\">\n");
    current.ifPresent(this::messages);
    html.append("</div></main>");
  }

  private void messages(Channel channel) {
    List<Post> seen =
        channel.everything().stream()
            .filter(it -> it.ephemeralTo().filter(to -> !to.equals(viewer.id())).isEmpty())
            .toList();
    if (seen.isEmpty()) {
      html.append("<p class=\"empty\">No messages yet.</p>");
    }
    seen.stream()
        .filter(it -> it.threadTs().flatMap(channel::post).isEmpty())
        .forEach(
            root -> {
              message(root);
              thread(
                  seen.stream()
                      .filter(it -> it.threadTs().filter(root.ts()::equals).isPresent())
                      .toList());
            });
  }

  private void thread(List<Post> replies) {
    if (!replies.isEmpty()) {
      html.append("<section class=\"thread\"><p class=\"count\">")
          .append(replies.size() == 1 ? "1 reply" : replies.size() + " replies")
          .append("</p>");
      replies.forEach(this::message);
      html.append("</section>\n");
    }
  }

  private void message(Post post) {
    boolean ephemeral = post.ephemeralTo().isPresent();
    html.append("<article")
        .append(Html.attribute("class", ephemeral ? "message ephemeral" : "message"))
        .append(Html.attribute("id", "p" + post.ts().replace(".", "")))
        .append(Html.attribute("data-ts", post.ts()))
        .append(Html.attribute("data-user-id", post.author()))
        .append(">");
    byline(post, ephemeral);
    html.append("<form method=\"post\" action=\"/press\" class=\"blocks\">")
        .append(Html.hidden("as", viewer.id()))
        .append(Html.hidden("in", post.channel()))
        .append(Html.hidden("ts", post.ts()))
        .append(new BlocksHtml(mrkdwn, post).render())
        .append("</form>");
    reactions(post);
    workspace.markOf(viewer.id(), post.ts()).ifPresent(this::mark);
    html.append("</div></article>\n");
  }

  private void byline(Post post, boolean ephemeral) {
    String name =
        workspace.member(post.author()).map(it -> it.person().name()).orElse(post.author());
    html.append("<div")
        .append(
            Html.attribute("class", "avatar c" + Math.floorMod(post.author().hashCode(), COLOURS)))
        .append(" aria-hidden=\"true\">")
        .append(Html.text(name.substring(0, name.offsetByCodePoints(0, 1))))
        .append("</div><div class=\"content\">");
    if (ephemeral) {
      html.append("<p class=\"only\">👁 Only visible to you</p>");
    }
    html.append("<p class=\"byline\"><b>").append(Html.text(name)).append("</b>");
    if (post.ours()) {
      html.append(" <span class=\"app\">APP</span>");
    }
    html.append(" <time>")
        .append(TIME.format(Timestamps.instant(post.ts())))
        .append("</time>")
        .append(post.editedTs().isPresent() ? " <span class=\"edited\">(edited)</span>" : "")
        .append("</p>");
  }

  private void reactions(Post post) {
    if (!post.reactions().isEmpty()) {
      html.append("<ul class=\"reactions\">");
      for (Message.Reaction reaction : post.reactions()) {
        html.append("<li")
            .append(Html.attribute("data-reaction", reaction.name()))
            .append(">")
            .append(Html.text(Emoji.named(reaction.name())))
            .append(" ")
            .append(reaction.users().size())
            .append("</li>");
      }
      html.append("</ul>");
    }
  }

  private void mark(String reason) {
    html.append("<p class=\"mark\" role=\"alert\">⚠️ This did not work: ")
        .append(Html.text(reason))
        .append(".</p>");
  }
}
