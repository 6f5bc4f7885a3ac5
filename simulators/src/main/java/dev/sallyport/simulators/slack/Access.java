package dev.sallyport.simulators.slack;

/** What the bot may see and do in which channel. */
final class Access {
  private final Workspace workspace;
  private final Tokens tokens;

  Access(Workspace workspace, Tokens tokens) {
    this.workspace = workspace;
    this.tokens = tokens;
  }

  Tokens tokens() {
    return tokens;
  }

  /** A channel that the bot can see; a private one without the bot does not exist for it. */
  Channel visible(String id) {
    return workspace
        .channel(id)
        .filter(it -> it.is(Channel.Kind.PUBLIC) || it.has(workspace.bot().id()))
        .orElseThrow(() -> SlackError.of("channel_not_found"));
  }

  /** A channel that the bot may post to: an id, a name, or a person's id. */
  Channel writable(String target) {
    if (target.startsWith("U") || target.startsWith("W")) {
      return direct(target);
    }
    Channel channel = visible(byName(target));
    if (channel.archived()) {
      throw SlackError.of("is_archived");
    }
    if (!channel.has(workspace.bot().id()) && !tokens.has("chat:write.public")) {
      throw SlackError.of("not_in_channel");
    }
    return channel;
  }

  /** One of the scopes {@code channels:x}, {@code groups:x} and {@code im:x}. */
  void require(Channel channel, String right) {
    tokens.require(
        switch (channel.kind()) {
              case PUBLIC -> "channels:";
              case PRIVATE -> "groups:";
              case DIRECT -> "im:";
            }
            + right);
  }

  /** A channel whose messages the bot may read. */
  Channel readable(String id) {
    Channel channel = visible(id);
    require(channel, "history");
    if (!channel.has(workspace.bot().id())) {
      throw SlackError.of("not_in_channel");
    }
    return channel;
  }

  private Channel direct(String user) {
    Member member =
        workspace
            .member(user)
            .filter(it -> !it.person().deleted())
            .orElseThrow(() -> SlackError.of("channel_not_found"));
    if (member.bot()) {
      throw SlackError.of("cannot_dm_bot");
    }
    return workspace.openDirect(user);
  }

  private String byName(String target) {
    String name = target.startsWith("#") ? target.substring(1) : target;
    return workspace.channels().stream()
        .filter(it -> it.is(Channel.Kind.PUBLIC) && it.name().equals(name))
        .map(Channel::id)
        .findFirst()
        .orElse(target);
  }
}
