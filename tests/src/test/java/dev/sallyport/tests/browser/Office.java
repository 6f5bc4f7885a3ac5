package dev.sallyport.tests.browser;

import dev.sallyport.cli.local.LocalLoop;
import dev.sallyport.cli.local.SimulatedWorld;
import dev.sallyport.core.signal.Signal;
import dev.sallyport.simulators.teleport.NewRequest;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What {@code ./sallyport local} runs: Alice asks, Bob reviews, and both look at Slack. */
final class Office implements AutoCloseable {
  private final Queue<Signal> said = new ConcurrentLinkedQueue<>();
  private final SimulatedWorld world;
  private final LocalLoop loop;

  private Office(SimulatedWorld world) {
    this.world = world;
    this.loop = world.run(world.settings("the test", world::config, said::add));
  }

  static Office open(Path directory) {
    return new Office(SimulatedWorld.start(directory));
  }

  SimulatedWorld world() {
    return world;
  }

  /** Alice asks for a role; returns the request's id. */
  String ask(String reason) {
    return world
        .teleport()
        .createRequest(NewRequest.of(SimulatedWorld.ALICE, "editor").because(reason));
  }

  /** The page of a person who looks at the channel that hears of requests. */
  URI channelAs(String user) {
    return world.slack().pageUrl().resolve("/?as=" + user + "&in=" + world.channel());
  }

  /** What Teleport holds: the request's state, and each review as author, proposal and reason. */
  Decided decided(String id) {
    var request = world.teleport().request(id).orElseThrow().getSpec();
    return new Decided(
        request.getState().name(),
        request.getReviewsList().stream()
            .map(it -> it.getAuthor() + " " + it.getProposedState() + " " + it.getReason())
            .toList());
  }

  /** How a request stands at Teleport. */
  record Decided(String state, List<String> reviews) {}

  /** How many clicks Slack brought to the request URL, or tried to. */
  long clicks() {
    return world.slack().journal().count(call -> call.operation().equals("interaction"));
  }

  /** Nothing takes clicks any more. */
  void stop() {
    loop.close();
  }

  @Override
  public void close() {
    loop.close();
    world.close();
  }

  @Override
  public String toString() {
    return String.join("\n", said.stream().map(Signal::toString).toList());
  }
}
