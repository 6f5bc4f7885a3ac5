package dev.sallyport.simulators.teleport;

import dev.sallyport.teleport.wire.auth.Event;
import io.grpc.Status;

/**
 * The switches of the open watch streams. Events that nobody was connected for are lost, as on the
 * real server.
 */
public final class StreamFaults {
  private final Cluster cluster;

  StreamFaults(Cluster cluster) {
    this.cluster = cluster;
  }

  /** How many streams are open. */
  public int open() {
    return cluster.watches().count();
  }

  /** Ends every open stream with this code; OK ends them in the orderly way. */
  public void cut(Status.Code code) {
    cluster.locked(
        () -> cluster.watches().cut(Status.fromCode(code).withDescription("watcher closed")));
  }

  /** While on, new streams never get their INIT. */
  public void withoutInit(boolean on) {
    cluster.watches().withoutInit(on);
  }

  /** While on, open streams miss every event. */
  public void mute(boolean on) {
    cluster.watches().mute(on);
  }

  /** Sends the request's PUT once more, with the same revision. */
  public void repeat(String id) {
    cluster.locked(
        () ->
            cluster
                .request(id)
                .ifPresent(request -> cluster.watches().publish(Cluster.put(request))));
  }

  /** Sends a DELETE, whether or not there is or was such a request. */
  public void emitDelete(String id) {
    cluster.locked(() -> cluster.watches().publish(Cluster.deletion(id)));
  }

  /** Sends any event to every stream, whatever it asked for. */
  public void emit(Event event) {
    cluster.locked(() -> cluster.watches().force(event));
  }
}
