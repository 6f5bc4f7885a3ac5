package dev.sallyport.simulators.teleport;

import com.google.protobuf.Empty;
import dev.sallyport.teleport.wire.auth.AuthServiceGrpc.AuthServiceImplBase;
import dev.sallyport.teleport.wire.auth.Event;
import dev.sallyport.teleport.wire.auth.Features;
import dev.sallyport.teleport.wire.auth.GetRoleRequest;
import dev.sallyport.teleport.wire.auth.GetUserRequest;
import dev.sallyport.teleport.wire.auth.ListAccessRequestsRequest;
import dev.sallyport.teleport.wire.auth.ListAccessRequestsResponse;
import dev.sallyport.teleport.wire.auth.ListResourcesRequest;
import dev.sallyport.teleport.wire.auth.ListResourcesResponse;
import dev.sallyport.teleport.wire.auth.PingRequest;
import dev.sallyport.teleport.wire.auth.PingResponse;
import dev.sallyport.teleport.wire.auth.PluginDataSeq;
import dev.sallyport.teleport.wire.auth.RequestID;
import dev.sallyport.teleport.wire.auth.RequestStateSetter;
import dev.sallyport.teleport.wire.auth.Watch;
import dev.sallyport.teleport.wire.types.AccessRequestFilter;
import dev.sallyport.teleport.wire.types.AccessRequestV3;
import dev.sallyport.teleport.wire.types.AccessReviewSubmission;
import dev.sallyport.teleport.wire.types.PluginDataFilter;
import dev.sallyport.teleport.wire.types.PluginDataUpdateParams;
import dev.sallyport.teleport.wire.types.RoleV6;
import dev.sallyport.teleport.wire.types.UserV2;
import dev.sallyport.teleport.wire.types.WatchKind;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.List;

/** {@code proto.AuthService}, the calls that a plugin uses. */
final class AuthApi extends AuthServiceImplBase {
  private final Cluster cluster;
  private final Calls calls;
  private final RequestCreation creation;
  private final RequestLists lists;
  private final Reviews reviews;
  private final StateChanges states;
  private final PluginDataStore pluginData;
  private final People people;
  private final ResourceLists resources;
  private final WatchAuthorization authorization;

  AuthApi(
      Cluster cluster,
      Calls calls,
      RequestCreation creation,
      Reviews reviews,
      StateChanges states,
      PluginDataStore pluginData,
      ResourceLists resources) {
    this.cluster = cluster;
    this.calls = calls;
    this.creation = creation;
    this.lists = new RequestLists(cluster);
    this.reviews = reviews;
    this.states = states;
    this.pluginData = pluginData;
    this.people = new People(cluster);
    this.resources = resources;
    this.authorization = new WatchAuthorization(cluster);
  }

  @Override
  public void ping(PingRequest request, StreamObserver<PingResponse> answer) {
    String remote = Peers.address();
    TeleportOptions options = cluster.options();
    calls.unary(
        "Ping",
        "",
        answer,
        caller ->
            PingResponse.newBuilder()
                .setClusterName(options.clusterName())
                .setServerVersion(options.serverVersion())
                .setServerFeatures(
                    Features.newBuilder().setAdvancedAccessWorkflows(options.enterprise()))
                .setProxyPublicAddr(options.proxyPublicAddr())
                .setRemoteAddr(remote)
                .build());
  }

  @Override
  public void watchEvents(Watch request, StreamObserver<Event> answer) {
    ServerCallStreamObserver<Event> out = (ServerCallStreamObserver<Event>) answer;
    Stream stream = new Stream();
    out.setOnReadyHandler(stream::drain);
    out.setOnCancelHandler(stream::abandon);
    calls.open(answer, caller -> stream.open(caller, request, out));
  }

  /** Joins the handlers, which have to be set before the call is looked at, to the watcher. */
  private final class Stream {
    private volatile @org.jspecify.annotations.Nullable Watcher watcher;

    Watcher open(Caller caller, Watch request, ServerCallStreamObserver<Event> out) {
      List<WatchKind> confirmed = authorization.confirm(caller, request);
      Watcher opened =
          new Watcher(
              caller.name(),
              confirmed,
              out,
              cluster.options().watchBuffer(),
              watched -> cluster.watches().remove(watched));
      watcher = opened;
      if (!cluster.watches().isWithoutInit()) {
        opened.send(authorization.init(confirmed));
      }
      cluster.watches().add(opened);
      if (out.isCancelled()) {
        opened.abandon();
      }
      return opened;
    }

    void drain() {
      Watcher opened = watcher;
      if (opened != null) {
        opened.drain();
      }
    }

    void abandon() {
      Watcher opened = watcher;
      if (opened != null) {
        opened.abandon();
      }
    }
  }

  @Override
  public void listAccessRequests(
      ListAccessRequestsRequest request, StreamObserver<ListAccessRequestsResponse> answer) {
    calls.unary(
        "ListAccessRequests",
        request.getFilter().getId(),
        answer,
        caller -> lists.page(caller, request));
  }

  @Override
  public void getAccessRequestsV2(
      AccessRequestFilter request, StreamObserver<AccessRequestV3> answer) {
    calls.stream(
        "GetAccessRequestsV2", request.getId(), answer, caller -> lists.all(caller, request));
  }

  @Override
  public void createAccessRequestV2(
      AccessRequestV3 request, StreamObserver<AccessRequestV3> answer) {
    calls.unary("CreateAccessRequestV2", "", answer, caller -> creation.create(caller, request));
  }

  @Override
  public void submitAccessReview(
      AccessReviewSubmission request, StreamObserver<AccessRequestV3> answer) {
    calls.unary(
        "SubmitAccessReview",
        request.getRequestId(),
        answer,
        caller -> reviews.submit(caller, request));
  }

  @Override
  public void setAccessRequestState(RequestStateSetter request, StreamObserver<Empty> answer) {
    calls.unary(
        "SetAccessRequestState",
        request.getId(),
        answer,
        caller -> {
          states.set(caller, request);
          return Empty.getDefaultInstance();
        });
  }

  @Override
  public void deleteAccessRequest(RequestID request, StreamObserver<Empty> answer) {
    calls.unary(
        "DeleteAccessRequest",
        request.getId(),
        answer,
        caller -> {
          states.delete(caller, request.getId());
          return Empty.getDefaultInstance();
        });
  }

  @Override
  public void getPluginData(PluginDataFilter request, StreamObserver<PluginDataSeq> answer) {
    calls.unary(
        "GetPluginData", request.getResource(), answer, caller -> pluginData.get(caller, request));
  }

  @Override
  public void updatePluginData(PluginDataUpdateParams request, StreamObserver<Empty> answer) {
    calls.unary(
        "UpdatePluginData",
        request.getResource(),
        answer,
        caller -> {
          pluginData.update(caller, request);
          return Empty.getDefaultInstance();
        });
  }

  @Override
  public void getUser(GetUserRequest request, StreamObserver<UserV2> answer) {
    calls.unary("GetUser", "", answer, caller -> people.user(caller, request.getName()));
  }

  @Override
  public void getCurrentUser(Empty request, StreamObserver<UserV2> answer) {
    calls.unary("GetCurrentUser", "", answer, caller -> people.user(caller, caller.name()));
  }

  @Override
  public void getRole(GetRoleRequest request, StreamObserver<RoleV6> answer) {
    calls.unary("GetRole", "", answer, caller -> people.role(caller, request.getName()));
  }

  @Override
  public void listResources(
      ListResourcesRequest request, StreamObserver<ListResourcesResponse> answer) {
    calls.unary(
        "ListResources",
        request.getResourceType(),
        answer,
        caller -> resources.page(caller, request));
  }
}
