package dev.sallyport.teleport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.teleport.wire.auth.Event;
import dev.sallyport.teleport.wire.auth.Operation;
import dev.sallyport.teleport.wire.types.AccessRequestV3;
import dev.sallyport.teleport.wire.types.WatchKind;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class OpenWatchTest {
  private static final TestingCluster CLUSTER = TestingCluster.create();
  private static final Set<String> REQUESTS = Set.of(OpenWatch.ACCESS_REQUEST);

  private final Identity identity = CLUSTER.identity("bot-plugin");
  private final TestingAuth auth = new TestingAuth(CLUSTER);
  private final TestingListener listener = new TestingListener();

  @AfterEach
  void stop() {
    auth.close();
  }

  private TeleportClient client(Duration initTimeout) {
    return TeleportClient.builder(auth.address())
        .identity(() -> identity)
        .connectionUpgrade(ConnectionUpgrade.OFF)
        .initTimeout(initTimeout)
        .build();
  }

  private StreamObserver<Event> stream() throws InterruptedException {
    var stream = auth.watches.poll(15, TimeUnit.SECONDS);
    assertThat(stream).as("a watch reached the server").isNotNull();
    return stream;
  }

  private String end() throws InterruptedException, ExecutionException, TimeoutException {
    String end = listener.end.get(15, TimeUnit.SECONDS);
    assertThat(listener.ends).hasValue(1);
    return end;
  }

  private static Event init() {
    var event = Event.newBuilder().setType(Operation.INIT);
    event
        .getWatchStatusBuilder()
        .getSpecBuilder()
        .addKinds(WatchKind.newBuilder().setKind("confirmed"));
    return event.build();
  }

  private static Event put(String id) {
    var event = Event.newBuilder().setType(Operation.PUT);
    event.getAccessRequestBuilder().getMetadataBuilder().setName(id);
    return event.build();
  }

  private static Event delete(String kind, String id) {
    var event = Event.newBuilder().setType(Operation.DELETE);
    event.getResourceHeaderBuilder().setKind(kind).getMetadataBuilder().setName(id);
    return event.build();
  }

  @Test
  void bringsWhatHappensAndSkipsWhatHasNoResource() throws Exception {
    try (var client = client(Duration.ofSeconds(15));
        var _ = client.watch(REQUESTS, listener)) {
      var stream = stream();
      stream.onNext(init());
      stream.onNext(put("a"));
      stream.onNext(Event.getDefaultInstance());
      stream.onNext(Event.newBuilder().setType(Operation.PUT).build());
      stream.onNext(Event.newBuilder().setType(Operation.DELETE).build());
      stream.onNext(Event.newBuilder().setTypeValue(77).build());
      stream.onNext(delete("role", "r"));
      stream.onNext(delete("access_request", "b"));
      stream.onCompleted();

      assertThat(end()).isEqualTo("UNAVAILABLE the server ended the watch");
      assertThat(listener.heard).containsExactly("init confirmed", "put a", "delete b");
    }
  }

  @Test
  void takesAnEmptyInitForAllKinds() throws Exception {
    try (var client = client(Duration.ofSeconds(15));
        var watch = client.watch(REQUESTS, listener)) {
      stream().onNext(Event.getDefaultInstance());
      Waiting.until(() -> !listener.heard.isEmpty());

      assertThat(listener.heard).containsExactly("init access_request");
      assertThat(watch).isNotNull();
    }
    assertThat(end()).startsWith("UNAVAILABLE");
  }

  @Test
  void endsWithoutAnInit() throws Exception {
    try (var client = client(Duration.ofMillis(200));
        var _ = client.watch(REQUESTS, listener)) {
      assertThat(end()).isEqualTo("UNAVAILABLE no INIT within 200 ms");
      assertThat(listener.heard).isEmpty();
    }
  }

  @Test
  void livesOnAfterTheTimeForTheInit() throws Exception {
    try (var client = client(Duration.ofMillis(300));
        var _ = client.watch(REQUESTS, listener)) {
      var stream = stream();
      stream.onNext(init());
      long until = System.nanoTime() + Duration.ofMillis(600).toNanos();
      Waiting.until(() -> System.nanoTime() > until);
      stream.onNext(put("a"));
      Waiting.until(() -> listener.heard.contains("put a"));

      assertThat(listener.ends).hasValue(0);
    }
  }

  @Test
  void endsWhenAnythingElseComesFirst() throws Exception {
    try (var client = client(Duration.ofSeconds(15));
        var _ = client.watch(REQUESTS, listener)) {
      stream().onNext(put("a"));

      assertThat(end()).contains("the first event was PUT instead of INIT");
      assertThat(listener.heard).isEmpty();
    }
  }

  @Test
  void tellsWhyTheServerRefusesOrEnds() throws Exception {
    try (var client = client(Duration.ofSeconds(15));
        var _ = client.watch(Set.of(), listener)) {
      assertThat(end()).startsWith("DENIED").contains("can't setup global watch");
    }
  }

  @Test
  void tellsOfACutOnce() throws Exception {
    try (var client = client(Duration.ofSeconds(15));
        var _ = client.watch(REQUESTS, listener)) {
      var stream = stream();
      stream.onNext(init());
      stream.onError(Status.ABORTED.withDescription("slow").asRuntimeException());

      assertThat(end()).isEqualTo("UNAVAILABLE ABORTED: slow");
    }
    assertThat(listener.ends).hasValue(1);
  }

  @Test
  void aListenerThatThrowsEndsItsWatch() throws Exception {
    WatchListener broken =
        new WatchListener() {
          @Override
          public void onInit(Set<String> confirmedKinds) {
            throw new IllegalStateException("broken");
          }

          @Override
          public void onPut(AccessRequestV3 request) {}

          @Override
          public void onDelete(String requestId) {}

          @Override
          public void onEnd(Reason reason, String text) {
            listener.onEnd(reason, text);
          }
        };
    try (var client = client(Duration.ofSeconds(15));
        var _ = client.watch(REQUESTS, broken)) {
      stream().onNext(init());

      assertThat(end()).startsWith("UNAVAILABLE");
    }
  }

  @Test
  void closingTellsTheListener() throws Exception {
    try (var client = client(Duration.ofSeconds(15))) {
      client.watch(REQUESTS, listener).close();

      assertThat(end()).isEqualTo("UNAVAILABLE closed by its owner");
    }
  }

  @Test
  void endsAtOnceOnAClosedClient() throws Exception {
    var client = client(Duration.ofSeconds(15));
    client.close();
    client.watch(REQUESTS, listener).close();

    assertThat(end()).isEqualTo("UNAVAILABLE the client is closed");
  }
}
