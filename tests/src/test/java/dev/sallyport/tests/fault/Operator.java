package dev.sallyport.tests.fault;

import dev.sallyport.cli.config.FileStore;
import dev.sallyport.cli.config.ModeSwitch;
import dev.sallyport.cli.handover.HandingBack;
import dev.sallyport.cli.handover.Scene;
import dev.sallyport.cli.handover.TakingOver;
import dev.sallyport.core.config.ModeText;
import dev.sallyport.core.event.Events;
import dev.sallyport.core.notice.Inheritance.Standing;
import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.simulators.teleport.NewRequest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;

/** Who takes a destination over from a Go plugin and hands it back, at a world's. */
final class Operator {
  static final Duration PATIENCE = Duration.ofMinutes(4);

  /** All that were asked for. */
  final List<Story> stories = new ArrayList<>();

  /** What they have seen. */
  final StringWriter out = new StringWriter();

  /** Happens once, when the queue is looked at. */
  final AtomicReference<Runnable> drained = new AtomicReference<>(() -> {});

  /** Happens once, when requests are listed. */
  final AtomicReference<Runnable> listed = new AtomicReference<>(() -> {});

  final Path file;
  private final World world;
  private final String destination;

  /** In whose configuration the destination is in shadow. */
  Operator(World world, String destination, Path directory) {
    this.world = world;
    this.destination = destination;
    this.file = directory.resolve("sallyport.toml");
    try {
      Files.writeString(file, "[modes]\n" + destination + " = \"shadow\" # for now\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    readModes();
  }

  private void readModes() {
    try {
      world.modes.putAll(new ModeText("", Files.readString(file)).read());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Scene scene() {
    return new Scene(
        World.CLUSTER,
        destination,
        this::requests,
        new ModeSwitch(new FileStore(file), this::pass),
        world.clock,
        this::pass,
        new PrintWriter(out, true));
  }

  private List<AccessRequest> requests() {
    listed.getAndSet(() -> {}).run();
    return stories.stream().flatMap(it -> it.live().stream()).toList();
  }

  /** The functions learn of a mode and work, while the operator waits. */
  private void pass(Duration length) {
    readModes();
    world.settle(length);
  }

  /** Somebody asks; the poller has not seen it yet. */
  Story hears(NewRequest request) {
    Story story = new Story(world);
    story.createUnnoticed(request);
    stories.add(story);
    return story;
  }

  TakingOver takingOver(Events requests) {
    return new TakingOver(
        scene(),
        world.wiring().inheritance(destination),
        world.wiring().reclaim(destination),
        requests);
  }

  TakingOver takingOver() {
    return takingOver(world.mail.to("requests"));
  }

  HandingBack handingBack() {
    return handingBack(
        () -> {
          drained.getAndSet(() -> {}).run();
          return world.mail.queue(destination).isEmpty() ? 0 : 1;
        });
  }

  /**
   * @param waiting how many messages the queue holds
   */
  HandingBack handingBack(IntSupplier waiting) {
    return new HandingBack(
        scene(),
        world.wiring().handback(destination),
        world.wiring().leftovers(destination),
        waiting);
  }

  Standing standing(Story story) {
    return world.wiring().inheritance(destination).of(story.live().orElseThrow()).standing();
  }
}
