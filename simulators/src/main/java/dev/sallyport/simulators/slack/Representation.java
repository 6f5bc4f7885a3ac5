package dev.sallyport.simulators.slack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Messages, people and channels as Slack's answers show them. */
final class Representation {
  private final Workspace workspace;

  Representation(Workspace workspace) {
    this.workspace = workspace;
  }

  static ObjectNode ok() {
    return JsonNodeFactory.instance.objectNode().put("ok", true);
  }

  ObjectNode message(Post post, boolean withMetadata) {
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("user", post.author())
            .put("type", "message")
            .put("ts", post.ts());
    if (post.ours()) {
      node.put("bot_id", workspace.botId()).put("app_id", Workspace.APP);
      node.set("bot_profile", botProfile());
    } else if (workspace.member(post.author()).filter(Member::bot).isPresent()) {
      node.put("bot_id", Workspace.botId(post.author())).put("app_id", Workspace.OTHER_APP);
    }
    node.put("text", post.content().text()).put("team", workspace.teamId());
    if (!post.content().blocks().isEmpty()) {
      node.set("blocks", post.content().blocks().deepCopy());
    }
    thread(post, node);
    post.editedTs()
        .ifPresent(at -> node.putObject("edited").put("user", workspace.botId()).put("ts", at));
    if (!post.reactions().isEmpty()) {
      node.set("reactions", reactions(post));
    }
    if (withMetadata) {
      post.content().metadata().ifPresent(it -> node.set("metadata", it.deepCopy()));
    }
    return node;
  }

  private void thread(Post post, ObjectNode node) {
    Channel channel = workspace.channel(post.channel()).orElseThrow();
    post.threadTs()
        .ifPresent(
            root -> {
              node.put("thread_ts", root);
              channel.post(root).ifPresent(it -> node.put("parent_user_id", it.author()));
            });
    List<Post> replies = channel.replies(post.ts());
    if (!replies.isEmpty()) {
      List<String> users = replies.stream().map(Post::author).distinct().toList();
      node.put("thread_ts", post.ts())
          .put("reply_count", replies.size())
          .put("reply_users_count", users.size())
          .put("latest_reply", replies.getLast().ts());
      users.forEach(node.putArray("reply_users")::add);
    }
  }

  private static ArrayNode reactions(Post post) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    for (Message.Reaction reaction : post.reactions()) {
      ObjectNode node = all.addObject().put("name", reaction.name());
      reaction.users().forEach(node.putArray("users")::add);
      node.put("count", reaction.users().size());
    }
    return all;
  }

  private ObjectNode botProfile() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", workspace.botId())
        .put("app_id", Workspace.APP)
        .put("user_id", workspace.bot().id())
        .put("name", workspace.bot().person().name())
        .put("deleted", false)
        .put("updated", 1_700_000_000)
        .put("team_id", workspace.teamId());
  }

  ObjectNode user(Member member, boolean withEmail) {
    Person person = member.person();
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("id", member.id())
            .put("team_id", member.team())
            .put("name", person.username())
            .put("deleted", person.deleted())
            .put("real_name", person.name())
            .put("tz", "Etc/UTC")
            .put("tz_label", "UTC")
            .put("tz_offset", 0);
    ObjectNode profile =
        node.putObject("profile")
            .put("real_name", person.name())
            .put("display_name", person.username())
            .put("team", member.team());
    if (withEmail && !person.stranger()) {
      person.email().ifPresent(it -> profile.put("email", it));
    }
    return node.put("is_admin", false)
        .put("is_owner", false)
        .put("is_primary_owner", false)
        .put("is_restricted", member.guest())
        .put("is_ultra_restricted", person.kind() == Person.Kind.SINGLE_CHANNEL_GUEST)
        .put("is_bot", member.bot())
        .put("is_app_user", false)
        .put("is_stranger", person.stranger())
        .put("updated", 1_700_000_000);
  }

  ObjectNode channel(Channel channel) {
    return channel.is(Channel.Kind.DIRECT) ? direct(channel) : room(channel);
  }

  private ObjectNode direct(Channel channel) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", channel.id())
        .put("created", channel.created().getEpochSecond())
        .put("is_archived", false)
        .put("is_im", true)
        .put("is_org_shared", false)
        .put("context_team_id", workspace.teamId())
        .put("user", channel.name());
  }

  private ObjectNode room(Channel channel) {
    boolean shared = !channel.sharedWith().isEmpty();
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("id", channel.id())
            .put("name", channel.name())
            .put("name_normalized", channel.name())
            .put("is_channel", true)
            .put("is_group", false)
            .put("is_im", false)
            .put("is_mpim", false)
            .put("is_private", channel.is(Channel.Kind.PRIVATE))
            .put("created", channel.created().getEpochSecond())
            .put("is_archived", channel.archived())
            .put("is_general", false)
            .put("unlinked", 0)
            .put("is_shared", shared)
            .put("is_org_shared", false)
            .put("is_ext_shared", shared)
            .put("is_pending_ext_shared", false)
            .put("is_member", channel.has(workspace.bot().id()))
            .put("context_team_id", workspace.teamId());
    ArrayNode teams = node.putArray("shared_team_ids").add(workspace.teamId());
    channel.sharedWith().forEach(teams::add);
    node.putObject("topic").put("value", "").put("creator", "").put("last_set", 0);
    node.putObject("purpose").put("value", "").put("creator", "").put("last_set", 0);
    return node.put("num_members", channel.members().size());
  }
}
