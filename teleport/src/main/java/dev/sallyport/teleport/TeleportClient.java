package dev.sallyport.teleport;

import dev.sallyport.teleport.wire.auth.GetRoleRequest;
import dev.sallyport.teleport.wire.auth.PingRequest;
import dev.sallyport.teleport.wire.auth.PingResponse;
import dev.sallyport.teleport.wire.auth.RequestID;
import dev.sallyport.teleport.wire.auth.RequestStateSetter;
import dev.sallyport.teleport.wire.rules.AccessMonitoringRule;
import dev.sallyport.teleport.wire.types.AccessRequestFilter;
import dev.sallyport.teleport.wire.types.AccessRequestV3;
import dev.sallyport.teleport.wire.types.RequestState;
import dev.sallyport.teleport.wire.types.RoleV6;
import dev.sallyport.teleport.wire.types.UserV2;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
  private final AuthCalls auth;
  private final Requests requests;
  private final PluginData pluginData;
  private final Users users;
  private final MonitoringRules monitoringRules;
  private final ResourceNames resourceNames;
  private final Watches watches;

  TeleportClient(Settings settings) {
    this.settings = settings;
    this.connection = new Connection(settings);
    var calls = new Calls(connection, settings);
    this.auth = new AuthCalls(calls, settings.deadline());
    this.requests = new Requests(auth);
    this.pluginData = new PluginData(auth);
    this.users = new Users(calls, settings.deadline());
    this.monitoringRules = new MonitoringRules(calls, settings.deadline());
    this.resourceNames = new ResourceNames(auth);
    this.watches = new Watches(connection, auth, settings.initTimeout());
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
    return auth.read(stub -> stub.ping(PingRequest.getDefaultInstance()));
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
    return requests.byId(id);
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
    return requests.list(filter, pageSize);
  }

  /**
   * The plugin data on one request, by plugin. Empty when there is none or the request is unknown.
   */
  public Answer<Map<String, Map<String, String>>> pluginData(String requestId) {
    requireNonBlank(requestId, "request id");
    return pluginData.on(requestId);
  }

  /**
   * One plugin's data on all requests, by request id. Teleport sends it in one message; when that
   * is too large for server or client, the answer is {@link Reason#LIMIT}.
   */
  public Answer<Map<String, Map<String, String>>> allPluginData(String plugin) {
    requireNonBlank(plugin, "plugin");
    return pluginData.of(plugin);
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
    return pluginData.update(requestId, plugin, set, expect);
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
    requireNonBlank(requestId, "request id");
    String name = author.isBlank() ? identity().user() : author;
    Instant now = settings.clock().instant();
    return requests.submit(Reviews.submission(requestId, state, reason, name, false, now));
  }

  /**
   * Submits a review as another person, whose own rights then decide; the identity needs {@code
   * submit_for_users}. Teleport 18.11 Enterprise or newer: older servers answer {@link
   * Reason#NOT_ON_BEHALF}. Otherwise as {@link #submitReview}.
   *
   * @param author the person's user name, who must be stored on the cluster
   */
  public Answer<AccessRequestV3> submitReviewFor(
      String requestId, String author, ProposedState state, String reason) {
    requireNonBlank(requestId, "request id");
    requireNonBlank(author, "author");
    Instant now = settings.clock().instant();
    return requests.submit(Reviews.submission(requestId, state, reason, author, true, now));
  }

  /**
   * Asks whether a review as this person could be submitted at all, by submitting one without a
   * request: Teleport looks at the rights first and at the request after. Nothing is changed.
   *
   * @param author the user name of somebody who is stored on the cluster and may review something
   * @return the refusal that a real review would meet
   */
  public Answer<Done> probeReviewFor(String author) {
    requireNonBlank(author, "author");
    Instant now = settings.clock().instant();
    return requests.probe(Reviews.submission("", ProposedState.DENIED, "", author, true, now));
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
    return auth.write(stub -> stub.setAccessRequestState(setter)).map(empty -> Done.DONE);
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
    return auth.write(stub -> stub.createAccessRequestV2(complete));
  }

  /** Deletes a request; {@link Reason#NOT_FOUND} when it is gone or not visible. */
  public Answer<Done> deleteAccessRequest(String id) {
    requireNonBlank(id, "request id");
    var request = RequestID.newBuilder().setId(id).build();
    return auth.write(stub -> stub.deleteAccessRequest(request)).map(empty -> Done.DONE);
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

  /**
   * The Access Monitoring Rules about a kind of resource whose notification bears this name, all
   * pages of them. The identity needs {@code access_monitoring_rule: list, read}; without it the
   * answer is {@link Reason#DENIED}, and from servers that are too old to know such rules {@link
   * Reason#UNIMPLEMENTED}. Conditions and schedules are as they were written, nothing is evaluated.
   *
   * @param subject {@code access_request}
   * @param notificationName a plugin's name: {@code slack}, {@code pagerduty}, …
   */
  public Answer<List<AccessMonitoringRule>> accessMonitoringRules(
      String subject, String notificationName) {
    requireNonBlank(subject, "subject");
    requireNonBlank(notificationName, "notification name");
    return monitoringRules.about(subject, notificationName);
  }

  /** A role by name; one's own, or any with {@code role: read}. */
  public Answer<RoleV6> role(String name) {
    requireNonBlank(name, "role name");
    var request = GetRoleRequest.newBuilder().setName(name).build();
    return auth.read(stub -> stub.getRole(request));
  }

  /**
   * Names that people know resources of this cluster by, by the resources' ids; a resource without
   * one, or that this identity may not reach, is absent. A node's is its hostname, one from Okta
   * has the name it has there, any other its description. They are as their owners wrote them, and
   * nothing proves them: show the id beside what matters.
   *
   * <p>Teleport lets every identity list, and shows it what its roles' labels reach, and the roles
   * under {@code search_as_roles} and {@code preview_as_roles}. Lists of more than 500 matches for
   * 50 ids are not read to their end.
   *
   * @param kind {@code node}, {@code app}, {@code db}, {@code kube_cluster}, {@code
   *     windows_desktop} or {@code user_group}, as in an Access Request; another is {@link
   *     Reason#UNIMPLEMENTED}, without a call
   * @param ids those longer than 256 characters are not looked for
   */
  public Answer<Map<String, String>> resourceNames(String kind, Collection<String> ids) {
    return resourceNames.find(kind, ids);
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
    return watches.open(kinds, allowPartialSuccess, listener);
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

  private static void requireNonBlank(String value, String what) {
    if (value.isBlank()) {
      throw new IllegalArgumentException("the " + what + " must not be empty");
    }
  }
}
