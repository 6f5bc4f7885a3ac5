package dev.sallyport.cli;

import dev.sallyport.cli.config.ModeSwitch;
import dev.sallyport.cli.handover.Scene;
import dev.sallyport.cli.local.Refusal;
import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.teleport.wire.types.RequestState;
import dev.sallyport.workers.SqsMail;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** An installation as the scene of a handover. */
final class Handovers {
  private Handovers() {}

  static Scene scene(Installation installation, String destination, PrintWriter out) {
    return new Scene(
        installation.config().teleport().cluster(),
        destination,
        () -> pending(installation),
        new ModeSwitch(installation.store(), Handovers::pause),
        InstantSource.system(),
        Handovers::pause,
        out);
  }

  /**
   * The queues.
   *
   * @throws Refusal where none are at hand
   */
  static SqsMail queues(Installation installation) {
    return installation
        .queues()
        .orElseThrow(
            () ->
                new Refusal(
                    "no queue is at hand: run this beside ./sallyport local, or with --stack"));
  }

  /** A list may lag, so each is read by its id. */
  private static List<AccessRequest> pending(Installation installation) {
    return Teleport.all(installation.teleport()).stream()
        .filter(it -> it.getSpec().getState() == RequestState.PENDING)
        .flatMap(it -> installation.wiring().requests().find(it.getMetadata().getName()).stream())
        .filter(it -> it.state() == dev.sallyport.core.request.RequestState.PENDING)
        .toList();
  }

  private static void pause(Duration length) {
    long end = System.nanoTime() + length.toNanos();
    while (System.nanoTime() < end && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }
}
