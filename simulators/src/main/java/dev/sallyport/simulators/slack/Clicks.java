package dev.sallyport.simulators.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/** Turns clicks into signed {@code block_actions} (Slack, block_actions payload). */
final class Clicks {
  private final Workspace workspace;
  private final Representation representation;
  private final ResponseUrls responseUrls;

  Clicks(Workspace workspace, Representation representation, ResponseUrls responseUrls) {
    this.workspace = workspace;
    this.representation = representation;
    this.responseUrls = responseUrls;
  }

  Delivery sign(Click click, String signingSecret) {
    String body = "payload=" + URLEncoder.encode(payload(click).toString(), StandardCharsets.UTF_8);
    String timestamp = Long.toString(workspace.now().plus(click.skew()).getEpochSecond());
    String signature =
        Signature.of(
            click.secret().orElse(signingSecret),
            timestamp,
            body.getBytes(StandardCharsets.US_ASCII));
    return new Delivery(click.user(), click.ts(), timestamp, signature, body);
  }

  private ObjectNode payload(Click click) {
    Member member = workspace.member(click.user()).orElseThrow(() -> unknown("person", click));
    Channel channel =
        workspace
            .channel(click.channel())
            .filter(it -> workspace.seenBy(it, member))
            .orElseThrow(() -> unknown("channel of that person", click));
    Post post =
        channel.everything().stream()
            .filter(it -> it.ts().equals(click.ts()))
            .filter(it -> it.ephemeralTo().filter(to -> !to.equals(click.user())).isEmpty())
            .findFirst()
            .orElseThrow(() -> unknown("message", click));
    ObjectNode payload = JsonNodeFactory.instance.objectNode().put("type", "block_actions");
    who(payload, click, member);
    where(payload, channel, post);
    payload.set("state", State.of(post, click.typed()));
    payload.put("response_url", responseUrls.open(post, click.user()));
    payload.putArray("actions").add(action(click, post));
    return payload;
  }

  private void who(ObjectNode payload, Click click, Member member) {
    payload
        .putObject("user")
        .put("id", member.id())
        .put("username", member.person().username())
        .put("name", member.person().username())
        .put("team_id", member.team());
    payload.put("api_app_id", click.app().orElse(Workspace.APP));
    payload.put("token", "verification-token-not-real");
    payload.put("trigger_id", triggerId());
    switch (click.team()) {
      case Click.Team.Ours() -> team(payload, workspace.teamId(), workspace.domain());
      case Click.Team.None() -> payload.putNull("team");
      case Click.Team.Foreign(String id) -> team(payload, id, "elsewhere");
    }
    payload.putNull("enterprise");
    payload.put("is_enterprise_install", click.team() instanceof Click.Team.None);
  }

  private static void team(ObjectNode payload, String id, String domain) {
    payload.putObject("team").put("id", id).put("domain", domain);
  }

  private void where(ObjectNode payload, Channel channel, Post post) {
    boolean ephemeral = post.ephemeralTo().isPresent();
    ObjectNode container =
        payload
            .putObject("container")
            .put("type", "message")
            .put("message_ts", post.ts())
            .put("channel_id", channel.id())
            .put("is_ephemeral", ephemeral);
    post.threadTs().ifPresent(it -> container.put("thread_ts", it));
    payload.putObject("channel").put("id", channel.id()).put("name", name(channel));
    if (!ephemeral) {
      payload.set("message", representation.message(post, false));
    }
  }

  /** Slack hides the names of channels that are not public. */
  private static String name(Channel channel) {
    return switch (channel.kind()) {
      case PUBLIC -> channel.name();
      case PRIVATE -> "privategroup";
      case DIRECT -> "directmessage";
    };
  }

  private ObjectNode action(Click click, Post post) {
    for (JsonNode block : post.content().blocks()) {
      Optional<JsonNode> found = Optional.of(block.path("accessory")).filter(it -> is(it, click));
      for (JsonNode element : block.path("elements")) {
        found = found.or(() -> Optional.of(element).filter(it -> is(it, click)));
      }
      if (found.isPresent()) {
        ObjectNode action = found.get().deepCopy();
        action.put("block_id", block.path("block_id").asText());
        return action.put("action_ts", workspace.timestamps().next());
      }
    }
    throw unknown("button", click);
  }

  private static boolean is(JsonNode element, Click click) {
    return element.path("type").asText().equals("button")
        && element.path("action_id").asText().equals(click.actionId());
  }

  private String triggerId() {
    return workspace.now().toEpochMilli() + ".1." + UUID.randomUUID().toString().replace("-", "");
  }

  private static IllegalArgumentException unknown(String what, Click click) {
    return new IllegalArgumentException(
        "no such "
            + what
            + ": "
            + click.user()
            + " in "
            + click.channel()
            + " at "
            + click.ts()
            + " on "
            + click.actionId());
  }
}
