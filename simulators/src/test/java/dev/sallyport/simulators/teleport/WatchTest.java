package dev.sallyport.simulators.teleport;

import static dev.sallyport.simulators.teleport.TestCluster.ALICE;
import static dev.sallyport.simulators.teleport.TestCluster.BOB;
import static dev.sallyport.simulators.teleport.TestCluster.CAROL;
import static dev.sallyport.simulators.teleport.TestCluster.PLUGIN;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.teleport.wire.auth.AuthServiceGrpc;
import dev.sallyport.teleport.wire.auth.Event;
import dev.sallyport.teleport.wire.auth.Event.ResourceCase;
import dev.sallyport.teleport.wire.auth.Operation;
import dev.sallyport.teleport.wire.auth.PingRequest;
import dev.sallyport.teleport.wire.auth.Watch;
import dev.sallyport.teleport.wire.types.RequestState;
import dev.sallyport.teleport.wire.types.WatchKind;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class WatchTest {
  private TestCluster cluster = new TestCluster();

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void beginsWithTheConfirmedKindsAndTellsEveryWrite() throws InterruptedException {
    Stream stream = watch();
    Event init = stream.next();
    assertThat(init.getType()).isEqualTo(Operation.INIT);
    assertThat(init.getWatchStatus().getSpec().getKinds(0).getKind()).isEqualTo("access_request");

    cluster.teleport.putRole(RoleBuilder.role("requester").mayRequest("db").threshold(2, 1));
    String id = cluster.pending();
    cluster.teleport.review(id, BOB, RequestState.APPROVED, "");
    cluster.teleport.review(id, CAROL, RequestState.APPROVED, "");
    cluster.teleport.delete(id);

    List<Event> puts = stream.next(3);
    assertThat(puts).extracting(Event::getType).containsOnly(Operation.PUT);
    assertThat(puts)
        .extracting(event -> event.getAccessRequest().getSpec().getState())
        .containsExactly(RequestState.PENDING, RequestState.PENDING, RequestState.APPROVED);
    assertThat(puts)
        .extracting(event -> event.getAccessRequest().getMetadata().getRevision())
        .doesNotHaveDuplicates();
    Event delete = stream.next();
    assertThat(delete.getType()).isEqualTo(Operation.DELETE);
    assertThat(delete.getResourceHeader()).isEqualTo(Wire.header("access_request", "v3", id));
  }

  @Test
  void canBeginWithAnEmptyMessage() throws InterruptedException {
    cluster.close();
    cluster = new TestCluster(options -> options.initWithStatus(false));
    assertThat(watch().next().getSerializedSize()).isZero();
  }

  @Test
  void neverInitializesWhenToldSo() throws InterruptedException {
    cluster.teleport.streams().withoutInit(true);
    Stream stream = watch();
    awaitStreams(1);
    cluster.pending();
    assertThat(stream.next().getType()).isEqualTo(Operation.PUT);
  }

  @Test
  void refusesGlobalForbiddenAndUnknownWatches() {
    assertThat(ended(Watch.getDefaultInstance())).isEqualTo("can't setup global watch");
    assertThat(Stream.of(cluster.client(BOB, "reviewer"), Stream.accessRequests()).end())
        .extracting(Status::getCode, Status::getDescription)
        .containsExactly(
            Status.Code.PERMISSION_DENIED,
            "access denied to perform action \"read\" on \"access_request\"");
    assertThat(
            ended(Watch.newBuilder().addKinds(kind("node")).setAllowPartialSuccess(true).build()))
        .isEqualTo("none of the requested kinds can be watched");
    assertThat(
            ended(
                Watch.newBuilder()
                    .addKinds(kind("access_request").putFilter("color", "red"))
                    .build()))
        .isEqualTo("unknown filter key color");
  }

  @Test
  void confirmsWhatIsAllowedOfSeveralKinds() throws InterruptedException {
    Watch watch =
        Watch.newBuilder()
            .addKinds(kind("access_request"))
            .addKinds(kind("access_monitoring_rule"))
            .setAllowPartialSuccess(true)
            .build();
    Event init = Stream.of(cluster.client(PLUGIN, "plugin"), watch).next();
    assertThat(init.getWatchStatus().getSpec().getKindsList())
        .extracting(WatchKind::getKind)
        .containsExactly("access_request");
  }

  @Test
  void filtersPutsButNotDeletes() throws InterruptedException {
    Watch own = Watch.newBuilder().addKinds(kind("access_request").putFilter("user", BOB)).build();
    Stream stream = Stream.of(cluster.client(BOB, "reviewer"), own);
    stream.next();
    cluster.teleport.delete(cluster.pending());
    cluster.teleport.createRequest(NewRequest.of(BOB, "db"));
    assertThat(stream.next().getType()).isEqualTo(Operation.DELETE);
    assertThat(stream.next().getAccessRequest().getSpec().getUser()).isEqualTo(BOB);
  }

  @Test
  void losesWhatHappensBetweenStreams() throws InterruptedException {
    Stream first = watch();
    first.next();
    cluster.teleport.cutStreams(Status.Code.OK);
    assertThat(first.end().isOk()).isTrue();
    cluster.pending();
    Stream second = watch();
    second.next();
    String id = cluster.pending();
    assertThat(second.next().getAccessRequest().getMetadata().getName()).isEqualTo(id);
  }

  @Test
  void repeatsAndInventsEventsOnDemand() throws InterruptedException {
    Stream stream = watch();
    stream.next();
    String id = cluster.pending();
    Event put = stream.next();
    cluster.teleport.streams().repeat(id);
    assertThat(stream.next()).isEqualTo(put);
    cluster.teleport.deleteSilently(id);
    cluster.teleport.streams().emitDelete(id);
    assertThat(stream.next().getResourceHeader().getMetadata().getName()).isEqualTo(id);
    cluster.teleport.streams().emit(Event.newBuilder().setType(Operation.PUT).build());
    assertThat(stream.next().getResourceCase()).isEqualTo(ResourceCase.RESOURCE_NOT_SET);
    cluster.teleport.streams().mute(true);
    cluster.pending();
    cluster.teleport.streams().mute(false);
    String last = cluster.pending();
    assertThat(stream.next().getAccessRequest().getMetadata().getName()).isEqualTo(last);
  }

  @Test
  void isCutByALockOnTheCaller() throws InterruptedException {
    Stream stream = watch();
    stream.next();
    cluster.teleport.lockUser(PLUGIN);
    assertThat(stream.end().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
  }

  @Test
  void endsWithTheServer() throws InterruptedException {
    Stream stream = watch();
    stream.next();
    cluster.teleport.stop();
    assertThat(stream.end().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    awaitStreams(0);
  }

  @Test
  void bringsAThousandRequestsMadeAtOnceToEveryWatcher() throws InterruptedException {
    List<Stream> streams = IntStream.range(0, 5).mapToObj(n -> watch()).toList();
    for (Stream stream : streams) {
      stream.next();
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int n = 0; n < 1000; n++) {
        threads.execute(cluster::pending);
      }
    }
    List<String> stored = cluster.teleport.requests().stream().map(Wire::id).toList();
    assertThat(stored).hasSize(1000);
    for (Stream stream : streams) {
      assertThat(stream.next(1000))
          .extracting(event -> event.getAccessRequest().getMetadata().getName())
          .containsExactlyInAnyOrderElementsOf(stored);
      assertThat(stream.isQuiet()).isTrue();
    }
  }

  @Test
  void cutsAReaderWhoIsTooSlow() {
    cluster.close();
    cluster = new TestCluster(options -> options.watchBuffer(10));
    SlowReader reader = new SlowReader();
    AuthServiceGrpc.newStub(cluster.client(PLUGIN, "plugin").channel())
        .watchEvents(Stream.accessRequests(), reader);
    awaitStreams(1);
    NewRequest large = NewRequest.of(ALICE, "db").because("x".repeat(4096));
    for (int n = 0; n < 1000; n++) {
      cluster.teleport.createRequest(large);
    }
    awaitStreams(0);
    reader.readOn();
    assertThat(reader.stream.end().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
  }

  /** Asks for nothing until told to. */
  private static final class SlowReader implements ClientResponseObserver<Watch, Event> {
    private final Stream stream = new Stream();
    private @Nullable ClientCallStreamObserver<Watch> call;

    @Override
    public void beforeStart(ClientCallStreamObserver<Watch> started) {
      call = started;
      started.disableAutoRequestWithInitial(0);
    }

    void readOn() {
      requireNonNull(call).request(2000);
    }

    @Override
    public void onNext(Event event) {
      stream.onNext(event);
    }

    @Override
    public void onError(Throwable cause) {
      stream.onError(cause);
    }

    @Override
    public void onCompleted() {
      stream.onCompleted();
    }
  }

  @Test
  void tellsUsersAndRolesToWhoMayReadThem() throws InterruptedException {
    Watch watch = Watch.newBuilder().addKinds(kind("user")).addKinds(kind("role")).build();
    Stream stream = Stream.of(cluster.client(PLUGIN, "plugin"), watch);
    stream.next();
    cluster.teleport.putUser(ALICE, List.of(), Map.of());
    assertThat(stream.next().getUser().getMetadata().getName()).isEqualTo(ALICE);
    cluster.teleport.deleteRole("requester");
    assertThat(stream.next().getResourceHeader().getKind()).isEqualTo("role");
  }

  private Stream watch() {
    TestClient client = cluster.client(PLUGIN, "plugin");
    assertThat(client.auth().ping(PingRequest.getDefaultInstance())).isNotNull();
    return Stream.of(client, Stream.accessRequests());
  }

  private String ended(Watch watch) {
    return String.valueOf(
        Stream.of(cluster.client(PLUGIN, "plugin"), watch).end().getDescription());
  }

  private void awaitStreams(int count) {
    long deadline = System.nanoTime() + 10_000_000_000L;
    while (cluster.teleport.streams().open() != count && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertThat(cluster.teleport.streams().open()).isEqualTo(count);
  }

  private static WatchKind.Builder kind(String kind) {
    return WatchKind.newBuilder().setKind(kind);
  }
}
