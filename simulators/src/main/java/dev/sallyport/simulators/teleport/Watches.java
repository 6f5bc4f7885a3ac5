package dev.sallyport.simulators.teleport;

import dev.sallyport.teleport.wire.auth.Event;
import io.grpc.Status;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The open streams, and the switches that make them misbehave. */
final class Watches {
  private final List<Watcher> open = new CopyOnWriteArrayList<>();
  private volatile boolean withoutInit;
  private volatile boolean muted;

  void add(Watcher watcher) {
    open.add(watcher);
  }

  void remove(Watcher watcher) {
    open.remove(watcher);
  }

  int count() {
    return open.size();
  }

  /** Sends to every stream that asked for it. */
  void publish(Event event) {
    if (!muted) {
      open.forEach(watcher -> watcher.offer(event));
    }
  }

  /** Sends to every stream, whatever it asked for. */
  void force(Event event) {
    open.forEach(watcher -> watcher.send(event));
  }

  /** Ends every stream; OK ends it in the orderly way. */
  void cut(Status status) {
    open.forEach(watcher -> watcher.end(status));
  }

  void cut(String caller, Status status) {
    open.stream()
        .filter(watcher -> watcher.caller().equals(caller))
        .forEach(watcher -> watcher.end(status));
  }

  void withoutInit(boolean on) {
    withoutInit = on;
  }

  boolean isWithoutInit() {
    return withoutInit;
  }

  void mute(boolean on) {
    muted = on;
  }
}
