package dev.sallyport.teleport;

import dev.sallyport.teleport.wire.auth.AuthServiceGrpc;
import dev.sallyport.teleport.wire.auth.PingRequest;
import dev.sallyport.teleport.wire.auth.PingResponse;
import dev.sallyport.teleport.wire.auth.Watch;
import dev.sallyport.teleport.wire.types.WatchKind;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Opens watches. */
final class Watches {
  private final Connection connection;
  private final AuthCalls auth;
  private final Duration initTimeout;

  Watches(Connection connection, AuthCalls auth, Duration initTimeout) {
    this.connection = connection;
    this.auth = auth;
    this.initTimeout = initTimeout;
  }

  OpenWatch open(Set<String> kinds, boolean allowPartialSuccess, WatchListener listener) {
    var request = Watch.newBuilder().setAllowPartialSuccess(allowPartialSuccess);
    kinds.forEach(kind -> request.addKinds(WatchKind.newBuilder().setKind(kind)));
    if (connection.undecided()
        && auth.read(stub -> stub.ping(PingRequest.getDefaultInstance()))
            instanceof Answer.Refused<PingResponse>(Reason reason, String text)) {
      return refused(kinds, listener, reason, text);
    }
    Optional<Link> acquired = connection.acquire();
    if (acquired.isEmpty()) {
      return refused(kinds, listener, Reason.UNAVAILABLE, "the client is closed");
    }
    return open(acquired.get(), Set.copyOf(kinds), request.build(), listener);
  }

  private OpenWatch open(Link link, Set<String> kinds, Watch request, WatchListener listener) {
    Runnable superseded = listener::onSuperseded;
    link.watchOpened(superseded);
    var watch = new OpenWatch(kinds, listener, () -> link.watchEnded(superseded));
    try {
      AuthServiceGrpc.newStub(link.channel()).watchEvents(request, watch.receiver());
      watch.giveUpWithoutInit(initTimeout, connection.timer());
    } finally {
      link.end();
    }
    return watch;
  }

  private static OpenWatch refused(
      Set<String> kinds, WatchListener listener, Reason reason, String text) {
    var watch = new OpenWatch(Set.copyOf(kinds), listener, () -> {});
    watch.refuse(reason, text);
    return watch;
  }
}
