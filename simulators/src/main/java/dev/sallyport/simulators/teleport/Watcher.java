package dev.sallyport.simulators.teleport;

import dev.sallyport.teleport.wire.auth.Event;
import dev.sallyport.teleport.wire.types.AccessRequestV3;
import dev.sallyport.teleport.wire.types.WatchKind;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;

/** One open stream with its bounded buffer: who reads too slowly is cut. */
final class Watcher {
  private final String caller;
  private final List<WatchKind> kinds;
  private final ServerCallStreamObserver<Event> out;
  private final int limit;
  private final Consumer<Watcher> onEnd;
  private final Queue<Event> buffer = new ArrayDeque<>();
  private boolean ended;

  Watcher(
      String caller,
      List<WatchKind> kinds,
      ServerCallStreamObserver<Event> out,
      int limit,
      Consumer<Watcher> onEnd) {
    this.caller = caller;
    this.kinds = kinds;
    this.out = out;
    this.limit = limit;
    this.onEnd = onEnd;
  }

  String caller() {
    return caller;
  }

  void offer(Event event) {
    if (kinds.stream().anyMatch(kind -> wants(kind, event))) {
      send(event);
    }
  }

  synchronized void send(Event event) {
    if (ended) {
      return;
    }
    if (buffer.size() >= limit) {
      end(Status.UNAVAILABLE.withDescription("watcher closed: buffer overflow"));
      return;
    }
    buffer.add(event);
    drain();
  }

  /** Writes as much as the connection takes. */
  synchronized void drain() {
    while (!ended && out.isReady() && !buffer.isEmpty()) {
      out.onNext(buffer.remove());
    }
  }

  synchronized void end(Status status) {
    if (ended) {
      return;
    }
    ended = true;
    buffer.clear();
    onEnd.accept(this);
    if (status.isOk()) {
      out.onCompleted();
    } else {
      out.onError(status.asRuntimeException());
    }
  }

  /** The client has gone. */
  synchronized void abandon() {
    ended = true;
    buffer.clear();
    onEnd.accept(this);
  }

  /** Filters apply to PUT only: a DELETE has no spec to look at. */
  private static boolean wants(WatchKind kind, Event event) {
    return switch (event.getResourceCase()) {
      case RESOURCE_HEADER -> kind.getKind().equals(event.getResourceHeader().getKind());
      case ACCESS_REQUEST ->
          kind.getKind().equals(Wire.ACCESS_REQUEST)
              && fits(kind.getFilterMap(), event.getAccessRequest());
      case USER -> kind.getKind().equals("user");
      case ROLE -> kind.getKind().equals("role");
      case WATCH_STATUS, RESOURCE_NOT_SET -> false;
    };
  }

  private static boolean fits(Map<String, String> filter, AccessRequestV3 request) {
    return fits(filter.get("id"), Wire.id(request))
        && fits(filter.get("user"), request.getSpec().getUser())
        && fits(filter.get("state"), request.getSpec().getState().name());
  }

  private static boolean fits(@org.jspecify.annotations.Nullable String wanted, String value) {
    return wanted == null || wanted.isEmpty() || wanted.equals(value);
  }
}
