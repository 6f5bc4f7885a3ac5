package dev.sallyport.teleport;

import com.google.protobuf.Empty;
import dev.sallyport.teleport.wire.auth.AuthServiceGrpc;
import dev.sallyport.teleport.wire.auth.Event;
import dev.sallyport.teleport.wire.auth.ListAccessRequestsRequest;
import dev.sallyport.teleport.wire.auth.ListAccessRequestsResponse;
import dev.sallyport.teleport.wire.auth.PingRequest;
import dev.sallyport.teleport.wire.auth.PingResponse;
import dev.sallyport.teleport.wire.auth.PluginDataSeq;
import dev.sallyport.teleport.wire.auth.RequestID;
import dev.sallyport.teleport.wire.auth.Watch;
import dev.sallyport.teleport.wire.rules.AccessMonitoringRulesServiceGrpc;
import dev.sallyport.teleport.wire.rules.ListAccessMonitoringRulesWithFilterRequest;
import dev.sallyport.teleport.wire.rules.ListAccessMonitoringRulesWithFilterResponse;
import dev.sallyport.teleport.wire.types.AccessRequestFilter;
import dev.sallyport.teleport.wire.types.AccessRequestV3;
import dev.sallyport.teleport.wire.types.AccessReviewSubmission;
import dev.sallyport.teleport.wire.types.PluginDataFilter;
import dev.sallyport.teleport.wire.types.PluginDataUpdateParams;
import dev.sallyport.teleport.wire.types.UserV2;
import dev.sallyport.teleport.wire.users.ListUsersRequest;
import dev.sallyport.teleport.wire.users.ListUsersResponse;
import dev.sallyport.teleport.wire.users.UsersServiceGrpc;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.ClientAuth;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.net.ssl.SSLPeerUnverifiedException;

/** An Auth server over real mutual TLS whose answers a test sets; it notes who called what. */
final class TestingAuth extends AuthServiceGrpc.AuthServiceImplBase implements AutoCloseable {
  final List<String> calls = new CopyOnWriteArrayList<>();
  final List<Metadata> headers = new CopyOnWriteArrayList<>();
  final List<ListAccessRequestsRequest> lists = new CopyOnWriteArrayList<>();
  final BlockingQueue<StreamObserver<Event>> watches = new LinkedBlockingQueue<>();
  volatile Function<ListAccessRequestsRequest, ListAccessRequestsResponse> list =
      request -> ListAccessRequestsResponse.getDefaultInstance();
  volatile Function<AccessReviewSubmission, AccessRequestV3> review =
      submission -> AccessRequestV3.getDefaultInstance();
  volatile Function<PluginDataFilter, PluginDataSeq> pluginData =
      filter -> PluginDataSeq.getDefaultInstance();
  volatile Function<PluginDataUpdateParams, Empty> update = params -> Empty.getDefaultInstance();
  volatile Function<AccessRequestV3, AccessRequestV3> create = request -> request;
  volatile Function<ListUsersRequest, ListUsersResponse> users =
      request -> ListUsersResponse.getDefaultInstance();
  volatile Function<
          ListAccessMonitoringRulesWithFilterRequest, ListAccessMonitoringRulesWithFilterResponse>
      rules = request -> ListAccessMonitoringRulesWithFilterResponse.getDefaultInstance();
  volatile Function<PingRequest, PingResponse> ping =
      request -> PingResponse.newBuilder().setServerVersion("18.11.0").build();
  volatile List<AccessRequestV3> streamed = List.of();
  volatile boolean silent;

  private final Server server;

  TestingAuth(TestingCluster cluster) {
    this(cluster, 0, ClusterTls.SERVER_NAME);
  }

  TestingAuth(TestingCluster cluster, int port, String dnsName) {
    KeyPair keys = TestingCa.ec();
    X509Certificate certificate = cluster.hostCa().server(keys, dnsName);
    try {
      var tls =
          SslContextBuilder.forServer(keys.getPrivate(), certificate)
              .sslProvider(SslProvider.JDK)
              .clientAuth(ClientAuth.REQUIRE)
              .trustManager(ClusterTls.trusting(List.of(cluster.userCa().certificate())))
              .applicationProtocolConfig(ClusterTls.alpn(List.of("h2")))
              .build();
      this.server =
          NettyServerBuilder.forPort(port)
              .sslContext(tls)
              .permitKeepAliveTime(60, TimeUnit.SECONDS)
              .permitKeepAliveWithoutCalls(true)
              .maxInboundMessageSize(32 << 20)
              .addService(this)
              .addService(new TestingUsers())
              .addService(new TestingRules())
              .intercept(new Notes())
              .build()
              .start();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  int port() {
    return server.getPort();
  }

  String address() {
    return "localhost:" + port();
  }

  static RuntimeException refuse(Status.Code code, String text) {
    return code.toStatus().withDescription(text).asRuntimeException();
  }

  private <Q, R> void answer(Function<Q, R> function, Q request, StreamObserver<R> out) {
    if (silent) {
      return;
    }
    try {
      out.onNext(function.apply(request));
      out.onCompleted();
    } catch (StatusRuntimeException e) {
      out.onError(e);
    }
  }

  @Override
  public void ping(PingRequest request, StreamObserver<PingResponse> out) {
    answer(ping, request, out);
  }

  @Override
  public void listAccessRequests(
      ListAccessRequestsRequest request, StreamObserver<ListAccessRequestsResponse> out) {
    lists.add(request);
    answer(list, request, out);
  }

  @Override
  public void getAccessRequestsV2(
      AccessRequestFilter request, StreamObserver<AccessRequestV3> out) {
    streamed.forEach(out::onNext);
    out.onCompleted();
  }

  @Override
  public void submitAccessReview(
      AccessReviewSubmission request, StreamObserver<AccessRequestV3> out) {
    answer(review, request, out);
  }

  @Override
  public void getPluginData(PluginDataFilter request, StreamObserver<PluginDataSeq> out) {
    answer(pluginData, request, out);
  }

  @Override
  public void updatePluginData(PluginDataUpdateParams request, StreamObserver<Empty> out) {
    answer(update, request, out);
  }

  @Override
  public void createAccessRequestV2(AccessRequestV3 request, StreamObserver<AccessRequestV3> out) {
    answer(create, request, out);
  }

  @Override
  public void deleteAccessRequest(RequestID request, StreamObserver<Empty> out) {
    answer(
        id -> {
          throw refuse(Status.Code.NOT_FOUND, "cannot delete access request \"x\" (not found)");
        },
        request,
        out);
  }

  @Override
  public void getCurrentUser(Empty request, StreamObserver<UserV2> out) {
    var user = UserV2.newBuilder();
    user.getMetadataBuilder().setName("from the older call");
    answer(empty -> user.build(), request, out);
  }

  @Override
  public void watchEvents(Watch request, StreamObserver<Event> out) {
    if (request.getKindsCount() == 0) {
      out.onError(refuse(Status.Code.PERMISSION_DENIED, "can't setup global watch"));
    } else {
      watches.add(out);
    }
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  private final class TestingUsers extends UsersServiceGrpc.UsersServiceImplBase {
    @Override
    public void listUsers(ListUsersRequest request, StreamObserver<ListUsersResponse> out) {
      answer(users, request, out);
    }
  }

  private final class TestingRules
      extends AccessMonitoringRulesServiceGrpc.AccessMonitoringRulesServiceImplBase {
    @Override
    public void listAccessMonitoringRulesWithFilter(
        ListAccessMonitoringRulesWithFilterRequest request,
        StreamObserver<ListAccessMonitoringRulesWithFilterResponse> out) {
      answer(rules, request, out);
    }
  }

  private final class Notes implements ServerInterceptor {
    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, R> call, Metadata metadata, ServerCallHandler<Q, R> next) {
      headers.add(metadata);
      try {
        var session =
            Objects.requireNonNull(call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION));
        var peer = (X509Certificate) session.getPeerCertificates()[0];
        String user = CertificateNames.subject(peer, "CN").getFirst();
        calls.add(user + " " + call.getMethodDescriptor().getFullMethodName());
      } catch (SSLPeerUnverifiedException e) {
        throw new IllegalStateException(e);
      }
      return next.startCall(call, metadata);
    }
  }
}
