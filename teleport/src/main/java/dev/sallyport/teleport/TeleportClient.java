package dev.sallyport.teleport;

import dev.sallyport.teleport.wire.auth.AccessRequestSort;
import dev.sallyport.teleport.wire.auth.AuthServiceGrpc;
import dev.sallyport.teleport.wire.auth.AuthServiceGrpc.AuthServiceBlockingStub;
import dev.sallyport.teleport.wire.auth.GetRoleRequest;
import dev.sallyport.teleport.wire.auth.ListAccessRequestsRequest;
import dev.sallyport.teleport.wire.auth.PingRequest;
import dev.sallyport.teleport.wire.auth.PingResponse;
import dev.sallyport.teleport.wire.auth.RequestID;
import dev.sallyport.teleport.wire.auth.RequestStateSetter;
import dev.sallyport.teleport.wire.auth.Watch;
import dev.sallyport.teleport.wire.types.AccessRequestFilter;
import dev.sallyport.teleport.wire.types.AccessRequestV3;
import dev.sallyport.teleport.wire.types.AccessReviewSubmission;
import dev.sallyport.teleport.wire.types.PluginDataFilter;
import dev.sallyport.teleport.wire.types.PluginDataUpdateParams;
import dev.sallyport.teleport.wire.types.PluginDataV3;
import dev.sallyport.teleport.wire.types.RequestState;
import dev.sallyport.teleport.wire.types.RoleV6;
import dev.sallyport.teleport.wire.types.UserV2;
import dev.sallyport.teleport.wire.types.WatchKind;
import io.grpc.Channel;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Teleport's Auth API as an Access Request plugin needs it. Calls block, each with a deadline, and
 * may run on many threads at once; reads try once more by themselves when no answer came, writes
 * never do. Requires Teleport 16 or newer; nothing is checked at the start, so call {@link #ping}
 * first.
 */
public final class TeleportClient implements AutoCloseable {
  private static final int MAX_PAGE_SIZE = 1000;

  private final Settings settings;
  private final Connection connection;
  private final Calls calls;
  private final Users users;

  TeleportClient(Settings settings) {
    this.settings = settings;
    this.connection = new Connection(settings);
    this.calls = new Calls(connection, settings);
    this.users = new Users(calls, settings.deadline());
  }

  /**
   * Starts building a client.
   *
   * @param address host and port of a Teleport proxy (443, 3080) or an Auth server (3025)
   */
  public static TeleportClientBuilder builder(String address) {
    return new TeleportClientBuilder(address);
  }

  /** The cluster's name, version and features; any identity may ask. */
  public Answer<PingResponse> ping() {
    return read(stub -> stub.ping(PingRequest.getDefaultInstance()));
  }

  /** The identity in use. */
  public Identity identity() {
    return connection.identity();
  }

  /**
   * Reads one request, from the backend and not from a cache. Empty when it is gone <em>or not
   * visible to this identity</em>: Teleport does not tell these apart.
   */
  public Answer<Optional<AccessRequestV3>> accessRequest(String id) {
    requireNonBlank(id, "request id");
    return accessRequests(AccessRequestFilter.newBuilder().setId(id).build(), 100)
        .map(
            found ->
                found.stream()
                    .filter(request -> request.getMetadata().getName().equals(id))
                    .findFirst());
  }

  /**
   * Lists requests, all pages of them, each once. The server answers from a cache that may lag, so
   * what is missing here need not be gone.
   *
   * @param pageSize 1 to 1000; 100 to 200 keep a page below the message limits
   */
  public Answer<List<AccessRequestV3>> accessRequests(AccessRequestFilter filter, int pageSize) {
    if (pageSize < 1 || pageSize > MAX_PAGE_SIZE) {
      throw new IllegalArgumentException("a page holds 1 to 1000 requests, not " + pageSize);
    }
    Answer<List<AccessRequestV3>> listed = Pages.all(start -> page(filter, pageSize, start));
    Answer<List<AccessRequestV3>> answer =
        listed.refusedFor(Reason.UNIMPLEMENTED)
            ? read(stub -> drain(stub.getAccessRequestsV2(filter)))
            : listed;
    return answer.map(TeleportClient::eachOnce);
  }

  private Answer<Pages<AccessRequestV3>> page(AccessRequestFilter filter, int limit, String start) {
    var request =
        ListAccessRequestsRequest.newBuilder()
            .setFilter(filter)
            .setSort(AccessRequestSort.DEFAULT)
            .setLimit(limit)
            .setStartKey(start)
            .build();
    return read(stub -> stub.listAccessRequests(request))
        .map(page -> new Pages<>(page.getAccessRequestsList(), page.getNextKey()));
  }

  private static List<AccessRequestV3> drain(Iterator<AccessRequestV3> stream) {
    var all = new ArrayList<AccessRequestV3>();
    stream.forEachRemaining(all::add);
    return all;
  }

  // A request that changes between two pages may be on both; the later one is the newer.
  private static List<AccessRequestV3> eachOnce(List<AccessRequestV3> requests) {
    var byId = new LinkedHashMap<String, AccessRequestV3>();
    requests.forEach(request -> byId.put(request.getMetadata().getName(), request));
    return List.copyOf(byId.values());
  }

  /**
   * The plugin data on one request, by plugin. Empty when there is none or the request is unknown.
   */
  public Answer<Map<String, Map<String, String>>> pluginData(String requestId) {
    requireNonBlank(requestId, "request id");
    return pluginData(filter().setResource(requestId).build())
        .map(
            found -> {
              var byPlugin = new LinkedHashMap<String, Map<String, String>>();
              found.stream()
                  .filter(data -> data.getMetadata().getName().equals(requestId))
                  .forEach(
                      data ->
                          data.getSpec()
                              .getEntriesMap()
                              .forEach(
                                  (plugin, entry) ->
                                      byPlugin.put(plugin, Map.copyOf(entry.getDataMap()))));
              return Map.copyOf(byPlugin);
            });
  }

  /**
   * One plugin's data on all requests, by request id. Teleport sends it in one message; when that
   * is too large for server or client, the answer is {@link Reason#LIMIT}.
   */
  public Answer<Map<String, Map<String, String>>> allPluginData(String plugin) {
    requireNonBlank(plugin, "plugin");
    return pluginData(filter().setPlugin(plugin).build())
        .map(
            found -> {
              var byRequest = new LinkedHashMap<String, Map<String, String>>();
              for (PluginDataV3 data : found) {
                var entry = data.getSpec().getEntriesMap().get(plugin);
                if (entry != null) {
                  byRequest.put(data.getMetadata().getName(), Map.copyOf(entry.getDataMap()));
                }
              }
              return Map.copyOf(byRequest);
            });
  }

  private Answer<List<PluginDataV3>> pluginData(PluginDataFilter filter) {
    return read(stub -> stub.getPluginData(filter).getPluginDataList());
  }

  private static PluginDataFilter.Builder filter() {
    return PluginDataFilter.newBuilder().setKind(OpenWatch.ACCESS_REQUEST);
  }

  /**
   * Writes plugin data by compare-and-set.
   *
   * @param set values by key; an empty value deletes its key; keys not named stay as they are
   * @param expect what these keys must hold now, an empty value meaning absent; an empty map
   *     expects nothing, it does not mean that there is nothing
   * @return {@link Reason#COMPARE_FAILED} when they hold something else
   */
  public Answer<Done> updatePluginData(
      String requestId, String plugin, Map<String, String> set, Map<String, String> expect) {
    requireNonBlank(requestId, "request id");
    requireNonBlank(plugin, "plugin");
    var update =
        PluginDataUpdateParams.newBuilder()
            .setKind(OpenWatch.ACCESS_REQUEST)
            .setResource(requestId)
            .setPlugin(plugin)
            .putAllSet(set)
            .putAllExpect(expect)
            .build();
    return write(stub -> stub.updatePluginData(update)).map(empty -> Done.DONE);
  }

  /**
   * Submits a review in this identity's own name. Success with the request still pending means that
   * its thresholds are not met yet.
   *
   * @param reason cut to 4096 bytes
   * @param author the identity's user, or empty for just that; Teleport refuses any other name
   * @return the request after the review. A refusal that has several meanings is looked into by
   *     reading the request again.
   */
  public Answer<AccessRequestV3> submitReview(
      String requestId, ProposedState state, String reason, String author) {
    String name = author.isBlank() ? identity().user() : author;
    return submit(
        Reviews.submission(requestId, state, reason, name, false, settings.clock().instant()));
  }

  /**
   * Submits a review as another person, whose own rights then decide; the identity needs {@code
   * submit_for_users}. Teleport 18.11 Enterprise or newer: older servers answer {@link
   * Reason#DENIED}. Otherwise as {@link #submitReview}.
   *
   * @param author the person's user name, who must be stored on the cluster
   */
  public Answer<AccessRequestV3> submitReviewFor(
      String requestId, String author, ProposedState state, String reason) {
    requireNonBlank(author, "author");
    return submit(
        Reviews.submission(requestId, state, reason, author, true, settings.clock().instant()));
  }

  private Answer<AccessRequestV3> submit(AccessReviewSubmission submission) {
    requireNonBlank(submission.getRequestId(), "request id");
    Answer<AccessRequestV3> answer = write(stub -> stub.submitAccessReview(submission));
    if (answer instanceof Answer.Refused<AccessRequestV3>(Reason reason, String text)
        && Reviews.isAmbiguous(reason)
        && accessRequest(submission.getRequestId())
            instanceof Answer.Ok<Optional<AccessRequestV3>>(Optional<AccessRequestV3> request)) {
      return Answer.refused(
          Reviews.explain(reason, request, submission.getReview().getAuthor()), text);
    }
    return answer;
  }

  /**
   * Sets a request's state past its reviews and thresholds; the identity needs {@code
   * access_request: update}.
   *
   * @param reason cut to 4096 bytes
   * @param delegator who decided, for the audit log; may be empty
   */
  public Answer<Done> setState(
      String requestId, RequestState state, String reason, String delegator) {
    requireNonBlank(requestId, "request id");
    var setter =
        RequestStateSetter.newBuilder()
            .setId(requestId)
            .setState(state)
            .setReason(Reviews.cut(reason))
            .setDelegator(delegator)
            .build();
    return write(stub -> stub.setAccessRequestState(setter)).map(empty -> Done.DONE);
  }

  /** Creates a request for these roles; see {@link #createAccessRequest(AccessRequestV3)}. */
  public Answer<AccessRequestV3> createAccessRequest(
      String user, List<String> roles, String reason) {
    var request = AccessRequestV3.newBuilder();
    request.getSpecBuilder().setUser(user).addAllRoles(roles).setRequestReason(Reviews.cut(reason));
    return createAccessRequest(request.build());
  }

  /**
   * Creates a request. Kind, version, state and name are filled in where they are missing (the
   * server gives it another name), and times that are empty or unset are left out.
   *
   * @return the request as the server made it
   */
  public Answer<AccessRequestV3> createAccessRequest(AccessRequestV3 request) {
    AccessRequestV3 complete = NewRequests.complete(request);
    return write(stub -> stub.createAccessRequestV2(complete));
  }

  /** Deletes a request; {@link Reason#NOT_FOUND} when it is gone or not visible. */
  public Answer<Done> deleteAccessRequest(String id) {
    requireNonBlank(id, "request id");
    var request = RequestID.newBuilder().setId(id).build();
    return write(stub -> stub.deleteAccessRequest(request)).map(empty -> Done.DONE);
  }

  /** This identity's own user. */
  public Answer<UserV2> currentUser() {
    return users.current();
  }

  /** A user by name; {@link Reason#NOT_FOUND} for one that is not stored on the cluster. */
  public Answer<UserV2> user(String name) {
    requireNonBlank(name, "user name");
    return users.named(name);
  }

  /**
   * The users who have this value in this trait. Servers that do not know the filter return
   * everyone, so each returned user is checked.
   */
  public Answer<List<UserV2>> usersByTrait(String trait, String value) {
    requireNonBlank(trait, "trait");
    requireNonBlank(value, "trait value");
    return users.byTrait(trait, value);
  }

  /** A role by name; one's own, or any with {@code role: read}. */
  public Answer<RoleV6> role(String name) {
    requireNonBlank(name, "role name");
    var request = GetRoleRequest.newBuilder().setName(name).build();
    return read(stub -> stub.getRole(request));
  }

  /**
   * Watches these kinds, all of which must be allowed; {@link OpenWatch#ACCESS_REQUEST} is
   * delivered.
   */
  public OpenWatch watch(Set<String> kinds, WatchListener listener) {
    return watch(kinds, false, listener);
  }

  /**
   * Watches.
   *
   * @param allowPartialSuccess whether the watch may go on without the kinds that are refused; the
   *     listener is told which were confirmed
   */
  public OpenWatch watch(Set<String> kinds, boolean allowPartialSuccess, WatchListener listener) {
    var request = Watch.newBuilder().setAllowPartialSuccess(allowPartialSuccess);
    kinds.forEach(kind -> request.addKinds(WatchKind.newBuilder().setKind(kind)));
    if (connection.undecided()
        && ping() instanceof Answer.Refused<PingResponse>(Reason reason, String text)) {
      return refusedWatch(kinds, listener, reason, text);
    }
    Optional<Link> acquired = connection.acquire();
    if (acquired.isEmpty()) {
      return refusedWatch(kinds, listener, Reason.UNAVAILABLE, "the client is closed");
    }
    Link link = acquired.get();
    Runnable superseded = listener::onSuperseded;
    link.watchOpened(superseded);
    var watch = new OpenWatch(Set.copyOf(kinds), listener, () -> link.watchEnded(superseded));
    try {
      AuthServiceGrpc.newStub(link.channel()).watchEvents(request.build(), watch.receiver());
      watch.giveUpWithoutInit(settings.initTimeout(), connection.timer());
    } finally {
      link.end();
    }
    return watch;
  }

  private static OpenWatch refusedWatch(
      Set<String> kinds, WatchListener listener, Reason reason, String text) {
    var watch = new OpenWatch(Set.copyOf(kinds), listener, () -> {});
    watch.refuse(reason, text);
    return watch;
  }

  /**
   * Reads the identity now. If it is another one, a new connection is made with it and pinged
   * before it takes over; open watches are told. If it is unusable or gets no answer, the old one
   * stays.
   */
  public Answer<Done> reload() {
    return connection.reload();
  }

  /** Why the last look at the identity failed; empty when it did not. */
  public Optional<String> lastReloadError() {
    return connection.lastReloadError();
  }

  /** Ends all calls and watches. */
  @Override
  public void close() {
    connection.close();
  }

  private <T> Answer<T> read(Function<AuthServiceBlockingStub, T> call) {
    return calls.read(channel -> call.apply(stub(channel)));
  }

  private <T> Answer<T> write(Function<AuthServiceBlockingStub, T> call) {
    return calls.write(
        channel -> stub(channel).ping(PingRequest.getDefaultInstance()),
        channel -> call.apply(stub(channel)));
  }

  private AuthServiceBlockingStub stub(Channel channel) {
    return AuthServiceGrpc.newBlockingStub(channel).withDeadlineAfter(settings.deadline());
  }

  private static void requireNonBlank(String value, String what) {
    if (value.isBlank()) {
      throw new IllegalArgumentException("the " + what + " must not be empty");
    }
  }
}
