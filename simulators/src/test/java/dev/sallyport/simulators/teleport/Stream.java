package dev.sallyport.simulators.teleport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.teleport.wire.auth.AuthServiceGrpc;
import dev.sallyport.teleport.wire.auth.Event;
import dev.sallyport.teleport.wire.auth.Watch;
import dev.sallyport.teleport.wire.types.WatchKind;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An open watch: its events as they come, and how it ended. */
final class Stream implements StreamObserver<Event> {
  private final LinkedBlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final CompletableFuture<Status> end = new CompletableFuture<>();

  static Stream of(TestClient client, Watch watch) {
    Stream stream = new Stream();
    AuthServiceGrpc.newStub(client.channel()).watchEvents(watch, stream);
    return stream;
  }

  static Watch accessRequests() {
    return Watch.newBuilder().addKinds(WatchKind.newBuilder().setKind("access_request")).build();
  }

  Event next() throws InterruptedException {
    Event event = events.poll(10, TimeUnit.SECONDS);
    assertThat(event).as("an event within 10 s").isNotNull();
    return event == null ? Event.getDefaultInstance() : event;
  }

  List<Event> next(int count) throws InterruptedException {
    List<Event> found = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      found.add(next());
    }
    return found;
  }

  boolean isQuiet() {
    return events.isEmpty();
  }

  Status end() {
    return end.orTimeout(10, TimeUnit.SECONDS).join();
  }

  @Override
  public void onNext(Event event) {
    events.add(event);
  }

  @Override
  public void onError(Throwable cause) {
    end.complete(Status.fromThrowable(cause));
  }

  @Override
  public void onCompleted() {
    end.complete(Status.OK);
  }
}
