package dev.sallyport.simulators.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;

/** The {@code chat.*} methods. */
final class ChatApi {
  private final Workspace workspace;
  private final Access access;
  private final Contents contents;
  private final Representation representation;
  private final Limiter limiter;
  private final URI base;

  ChatApi(
      Workspace workspace,
      Access access,
      Contents contents,
      Representation representation,
      Limiter limiter,
      URI base) {
    this.workspace = workspace;
    this.access = access;
    this.contents = contents;
    this.representation = representation;
    this.limiter = limiter;
    this.base = base;
  }

  ObjectNode postMessage(Arguments arguments) {
    Channel channel = access.writable(arguments.text("channel"));
    Post.Content content = contents.posted(arguments);
    OptionalLong wait = limiter.channel(channel.id());
    if (wait.isPresent()) {
      throw new TooFast(wait.getAsLong());
    }
    Post post = post(channel, content, thread(channel, arguments), Optional.empty());
    ObjectNode answer = Representation.ok().put("channel", channel.id()).put("ts", post.ts());
    answer.set("message", representation.message(post, true));
    return answer;
  }

  ObjectNode update(Arguments arguments) {
    Channel channel = access.visible(arguments.text("channel"));
    Post post =
        channel.post(arguments.text("ts")).orElseThrow(() -> SlackError.of("message_not_found"));
    if (!post.ours()) {
      throw SlackError.of("cant_update_message");
    }
    if (channel.archived()) {
      throw SlackError.of("is_inactive");
    }
    post.edit(contents.updated(arguments, post.content()), workspace.timestamps().next());
    workspace.changed();
    ObjectNode answer =
        Representation.ok()
            .put("channel", channel.id())
            .put("ts", post.ts())
            .put("text", post.content().text());
    answer.set("message", representation.message(post, true));
    return answer;
  }

  ObjectNode postEphemeral(Arguments arguments) {
    Channel channel = access.writable(arguments.text("channel"));
    String user = arguments.text("user");
    if (!channel.has(user)) {
      throw SlackError.of("user_not_in_channel");
    }
    Post.Content content = contents.posted(arguments);
    Post post = post(channel, content, thread(channel, arguments), Optional.of(user));
    return Representation.ok().put("message_ts", post.ts());
  }

  ObjectNode getPermalink(Arguments arguments) {
    Channel channel = access.visible(arguments.text("channel"));
    String ts =
        channel
            .post(arguments.text("message_ts"))
            .map(Post::ts)
            .orElseThrow(() -> SlackError.of("message_not_found"));
    return Representation.ok()
        .put("channel", channel.id())
        .put("permalink", base + "/archives/" + channel.id() + "/p" + ts.replace(".", ""));
  }

  private Post post(
      Channel channel, Post.Content content, Optional<String> thread, Optional<String> to) {
    Post post =
        new Post(
            channel.id(),
            workspace.timestamps().next(),
            workspace.bot().id(),
            true,
            thread,
            to,
            content);
    channel.add(post);
    workspace.changed();
    return post;
  }

  /** A reply to a reply stands in the same thread. */
  private static Optional<String> thread(Channel channel, Arguments arguments) {
    return arguments
        .optional("thread_ts")
        .map(
            ts -> {
              Post root =
                  channel.post(ts).orElseThrow(() -> SlackError.of("cannot_reply_to_message"));
              return root.threadTs().orElse(ts);
            });
  }
}
