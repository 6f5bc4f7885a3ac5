package dev.sallyport.cli;

import dev.sallyport.cli.config.ModeSwitch;
import dev.sallyport.cli.handover.Scene;
import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.integrations.http.Pause;
import dev.sallyport.integrations.teleport.WireRequest;
import dev.sallyport.teleport.wire.types.RequestState;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** An installation as the scene of a handover. */
final class Handovers {
  private Handovers() {}

  static Scene scene(Installation installation, String destination, PrintWriter out) {
    return new Scene(
        installation.config().teleport().cluster(),
        destination,
        () -> requests(installation),
        new ModeSwitch(installation.store(), Pause.sleeping()),
        InstantSource.system(),
        Pause.sleeping(),
        out);
  }

  /** A list may lag, so each that may still change is read by its id. */
  private static List<AccessRequest> requests(Installation installation) {
    return Teleport.all(installation.teleport()).stream()
        .flatMap(
            it ->
                it.getSpec().getState() == RequestState.PENDING
                    ? installation.wiring().requests().find(it.getMetadata().getName()).stream()
                    : Stream.of(WireRequest.of(it)))
        .toList();
  }
}
