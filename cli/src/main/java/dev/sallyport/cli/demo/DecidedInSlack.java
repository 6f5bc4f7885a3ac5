package dev.sallyport.cli.demo;

import dev.sallyport.cli.local.SimulatedWorld;
import dev.sallyport.simulators.slack.Message;
import dev.sallyport.simulators.slack.Pressed;
import java.util.Map;
import java.util.Optional;

/** Somebody presses a button in Slack, and Teleport shows their review. */
record DecidedInSlack(SimulatedWorld world, Timeline timeline) {
  void play() {
    timeline.chapter("A person decides in Slack");
    Observed asked = Observed.ask(world, timeline, "editor", "change the banner");
    String id = asked.id();
    timeline.see(
        () -> message(world.channel(), id),
        it -> "slack      #access-requests: " + it.text(),
        "the message in the channel");
    timeline.see(
        () -> message(world.aliceOnSlack(), id),
        it -> "slack      " + SimulatedWorld.ALICE + " hears: " + it.text(),
        "the requester's copy");
    message(world.channel(), id).ifPresent(message -> press(message, asked));
  }

  private void press(Message message, Observed asked) {
    String id = asked.id();
    Pressed pressed =
        world
            .slack()
            .press(
                world.bobOnSlack(),
                message.channel(),
                message.ts(),
                "deny_button",
                Map.of("reason_input", "not before the release"));
    if (!pressed.accepted()) {
      timeline.missed("slack takes the click: " + pressed.reason());
      return;
    }
    timeline.did("slack      " + SimulatedWorld.BOB + " presses Deny: not before the release");
    asked.seeDenied(timeline);
    timeline.see(
        () ->
            world.slack().ephemerals(world.bobOnSlack()).stream()
                .filter(it -> it.text().contains("recorded"))
                .findFirst(),
        it -> "slack      only " + SimulatedWorld.BOB + " sees: " + it.text(),
        "the answer to the one who pressed");
    timeline.see(
        () -> message(world.channel(), id).filter(it -> reacted(it, "x")),
        it -> "slack      the message is edited, without buttons, and marked ❌: " + it.text(),
        "the message edited");
    timeline.see(
        () ->
            world.slack().messages(directChannel()).stream()
                .filter(it -> it.text().contains("denied") && it.threadTs().isEmpty())
                .filter(it -> !it.ts().equals(message(world.aliceOnSlack(), id).orElseThrow().ts()))
                .findFirst(),
        it -> "slack      " + SimulatedWorld.ALICE + " hears: " + it.text(),
        "the requester told of the outcome");
  }

  private static boolean reacted(Message message, String emoji) {
    return message.reactions().stream().anyMatch(reaction -> reaction.name().equals(emoji));
  }

  private String directChannel() {
    return world.slack().directChannel(world.aliceOnSlack());
  }

  /** The announcement to a channel or a person. */
  private Optional<Message> message(String to, String id) {
    String channel = to.startsWith("U") ? directChannel() : to;
    return world.slack().messages(channel).stream()
        .filter(it -> it.threadTs().isEmpty() && it.words().contains(id))
        .findFirst();
  }
}
