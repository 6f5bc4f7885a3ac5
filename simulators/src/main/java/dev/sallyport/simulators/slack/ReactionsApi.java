package dev.sallyport.simulators.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The {@code reactions.*} methods. */
final class ReactionsApi {
  private final Workspace workspace;
  private final Access access;
  private final Representation representation;

  ReactionsApi(Workspace workspace, Access access, Representation representation) {
    this.workspace = workspace;
    this.access = access;
    this.representation = representation;
  }

  ObjectNode add(Arguments arguments) {
    Post post = post(arguments);
    if (access.visible(post.channel()).archived()) {
      throw SlackError.of("is_archived");
    }
    if (!post.react(name(arguments), workspace.bot().id())) {
      throw SlackError.of("already_reacted");
    }
    workspace.changed();
    return Representation.ok();
  }

  ObjectNode remove(Arguments arguments) {
    if (!post(arguments).unreact(name(arguments), workspace.bot().id())) {
      throw SlackError.of("no_reaction");
    }
    workspace.changed();
    return Representation.ok();
  }

  ObjectNode get(Arguments arguments) {
    Post post = post(arguments);
    ObjectNode answer = Representation.ok().put("type", "message").put("channel", post.channel());
    answer.set("message", representation.message(post, false));
    return answer;
  }

  private Post post(Arguments arguments) {
    String ts =
        arguments.optional("timestamp").orElseThrow(() -> SlackError.of("no_item_specified"));
    if (!Timestamps.valid(ts)) {
      throw SlackError.of("bad_timestamp");
    }
    return access
        .visible(arguments.text("channel"))
        .post(ts)
        .orElseThrow(() -> SlackError.of("message_not_found"));
  }

  private static String name(Arguments arguments) {
    String name = arguments.text("name");
    if (!name.matches("[a-z0-9_+'-]{1,100}(::skin-tone-[2-6])?")) {
      throw SlackError.of("invalid_name");
    }
    return name;
  }
}
