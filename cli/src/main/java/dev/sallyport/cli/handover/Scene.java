package dev.sallyport.cli.handover;

import dev.sallyport.cli.config.ModeSwitch;
import dev.sallyport.core.config.Mode;
import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.request.RequestState;
import dev.sallyport.integrations.http.Pause;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/**
 * Where a destination changes hands.
 *
 * @param requests all that Teleport shows now; the pending ones as they stand in its backend
 * @param modes sets the destination's mode
 * @param pause lets time pass
 * @param out what the operator sees
 */
public record Scene(
    String cluster,
    String destination,
    Supplier<List<AccessRequest>> requests,
    ModeSwitch modes,
    InstantSource clock,
    Pause pause,
    PrintWriter out) {
  List<AccessRequest> pending() {
    return requests.get().stream().filter(it -> it.state() == RequestState.PENDING).toList();
  }

  void say(String line) {
    out.println(line);
    out.flush();
  }

  /** Whether those who read the modes will see it. */
  boolean set(Mode mode) {
    ModeSwitch.Done done = modes.set(destination, mode);
    done.lines().forEach(this::say);
    return done.effective();
  }
}
