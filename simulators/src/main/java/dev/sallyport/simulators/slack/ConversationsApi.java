package dev.sallyport.simulators.slack;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The {@code conversations.*} methods that tell of channels. */
final class ConversationsApi {
  private static final int PAGE = 100;

  private final Workspace workspace;
  private final Access access;
  private final Representation representation;

  ConversationsApi(Workspace workspace, Access access, Representation representation) {
    this.workspace = workspace;
    this.access = access;
    this.representation = representation;
  }

  ObjectNode open(Arguments arguments) {
    String users =
        arguments.optional("users").orElseThrow(() -> SlackError.of("users_list_not_supplied"));
    if (users.contains(",")) {
      access.tokens().require("mpim:write");
    }
    Member member = workspace.member(users).orElseThrow(() -> SlackError.of("user_not_found"));
    if (member.person().deleted()) {
      throw SlackError.of("user_disabled");
    }
    if (member.bot()) {
      throw SlackError.of("cannot_dm_bot");
    }
    ObjectNode answer = Representation.ok();
    if (workspace.direct(users).isPresent()) {
      answer.put("no_op", true).put("already_open", true);
    }
    Channel channel = workspace.openDirect(users);
    ObjectNode brief = JsonNodeFactory.instance.objectNode().put("id", channel.id());
    answer.set("channel", arguments.flag("return_im") ? representation.channel(channel) : brief);
    return answer;
  }

  ObjectNode info(Arguments arguments) {
    Channel channel = access.visible(arguments.text("channel"));
    access.require(channel, "read");
    ObjectNode shown = representation.channel(channel);
    if (!arguments.flag("include_num_members")) {
      shown.remove("num_members");
    }
    ObjectNode answer = Representation.ok();
    answer.set("channel", shown);
    return answer;
  }

  ObjectNode list(Arguments arguments) {
    Set<String> types =
        new TreeSet<>(
            Arrays.asList(arguments.optional("types").orElse("public_channel").split(" *, *")));
    requireScopes(types);
    List<Channel> all =
        workspace.channels().stream()
            .filter(it -> types.contains(type(it)))
            .filter(it -> it.is(Channel.Kind.PUBLIC) || it.has(workspace.bot().id()))
            .filter(it -> !it.archived() || !arguments.flag("exclude_archived"))
            .toList();
    ObjectNode answer = Representation.ok();
    Pages.put(answer, "channels", arguments, PAGE, all, representation::channel);
    return answer;
  }

  ObjectNode members(Arguments arguments) {
    Channel channel = access.visible(arguments.text("channel"));
    access.require(channel, "read");
    ObjectNode answer = Representation.ok();
    Pages.put(
        answer,
        "members",
        arguments,
        PAGE,
        List.copyOf(channel.members()),
        JsonNodeFactory.instance::textNode);
    return answer;
  }

  private void requireScopes(Set<String> types) {
    for (String type : types) {
      access
          .tokens()
          .require(
              switch (type) {
                case "public_channel" -> "channels:read";
                case "private_channel" -> "groups:read";
                case "im" -> "im:read";
                case "mpim" -> "mpim:read";
                default -> throw SlackError.of("invalid_types");
              });
    }
  }

  private static String type(Channel channel) {
    return switch (channel.kind()) {
      case PUBLIC -> "public_channel";
      case PRIVATE -> "private_channel";
      case DIRECT -> "im";
    };
  }
}
