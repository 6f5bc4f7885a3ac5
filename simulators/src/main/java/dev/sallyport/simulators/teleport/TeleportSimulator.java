package dev.sallyport.simulators.teleport;

import dev.sallyport.simulators.fault.Faults;
import dev.sallyport.simulators.fault.Journal;
import dev.sallyport.teleport.wire.types.AccessRequestV3;
import dev.sallyport.teleport.wire.types.Metadata;
import dev.sallyport.teleport.wire.types.RequestState;
import dev.sallyport.teleport.wire.types.RoleV6;
import dev.sallyport.teleport.wire.types.UserSpecV2;
import dev.sallyport.teleport.wire.types.UserV2;
import io.grpc.BindableService;
import io.grpc.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A Teleport Auth Service on 127.0.0.1 with mutual TLS and authorities of its own, as plugins of
 * versions 16 to 19 meet it (Teleport: api/client/proto, lib/auth, lib/authz, lib/services). The
 * methods here act as an operator on the Auth host; over gRPC every call is authorized by the
 * caller's certificate. Refusals are thrown as {@link io.grpc.StatusRuntimeException} with the
 * server's code and text. Thread-safe.
 *
 * <p>Two liberties: a request that the builtin Admin creates keeps the system annotations that were
 * sent, beside those of the requester's roles; and a role name without a stored role grants
 * nothing, where Teleport refuses the caller.
 */
public final class TeleportSimulator implements AutoCloseable {
  private static final Duration IDENTITY_LIFE = Duration.ofHours(24);

  private final TeleportOptions options;
  private final Cluster cluster;
  private final Faults faults = new Faults();
  private final Journal journal;
  private final Inventory inventory;
  private final MonitoringRules monitoringRules;
  private final RequestControl requests;
  private final Authority users;
  private final List<Authority> hosts = new CopyOnWriteArrayList<>();
  private final Identities identities;
  private final ServerKey serverKey;
  private final AuthServer server;
  private final int port;
  private final Fronts fronts;
  private final String hostId = UUID.randomUUID().toString();

  private TeleportSimulator(TeleportOptions options) {
    this.options = options;
    this.cluster = new Cluster(options);
    this.journal = new Journal(options.clock());
    this.inventory = new Inventory(cluster);
    this.users = new Authority(options.clusterName());
    this.hosts.add(new Authority(options.clusterName()));
    this.identities = new Identities(options.clusterName(), users);
    this.serverKey =
        new ServerKey(hostId + "." + options.clusterName(), serverNames(), hosts.getFirst());
    Calls calls = new Calls(cluster, faults, journal);
    this.monitoringRules = new MonitoringRules(cluster, calls);
    this.requests = new RequestControl(cluster, admin());
    this.server =
        new AuthServer(
            options.port(),
            serverKey,
            users,
            new Peers(options.serverVersion()),
            services(
                requests.api(calls, new ResourceLists(cluster, inventory)),
                new UsersApi(cluster, calls)));
    this.port = server.port();
    this.fronts = new Fronts(options, port);
  }

  private List<BindableService> services(BindableService... always) {
    List<BindableService> all = new ArrayList<>(List.of(always));
    if (options.monitoringRulesKnown()) {
      all.add(monitoringRules);
    }
    return all;
  }

  public static TeleportSimulator start(TeleportOptions options) {
    return new TeleportSimulator(options);
  }

  /** Where the Auth Service listens, {@code 127.0.0.1:port}. */
  public String address() {
    return "127.0.0.1:" + port;
  }

  public int port() {
    return port;
  }

  /** Where a proxy with TLS routing listens; started at the first call. */
  public String proxyAddress() {
    return "127.0.0.1:" + fronts.proxy().port();
  }

  /**
   * Where a load balancer listens that ends TLS in front of the proxy, so that clients have to
   * upgrade the connection; started at the first call. Its certificate, by {@link #publicCaPem}, is
   * for {@code localhost} and the host of the public address.
   */
  public String upgradeAddress() {
    return "localhost:" + fronts.upgrade().port();
  }

  /** The authority of the load balancer's certificate, which stands for a public one. */
  public String publicCaPem() {
    return Identities.authoritiesPem(List.of(fronts.upgrade().authority().certificate()));
  }

  public TeleportOptions options() {
    return options;
  }

  public Faults faults() {
    return faults;
  }

  public Journal journal() {
    return journal;
  }

  /** The switches of the open watch streams. */
  public StreamFaults streams() {
    return new StreamFaults(cluster);
  }

  /** Nodes, apps, databases and the like. */
  public Inventory inventory() {
    return inventory;
  }

  /** Ends every open watch stream; OK ends them in the orderly way. */
  public void cutStreams(Status.Code code) {
    streams().cut(code);
  }

  /** Lists show what was stored this long ago by the clock. Reads by id stay fresh. */
  public void lagLists(Duration behind) {
    cluster.locked(() -> cluster.cache().lag(behind));
  }

  /** Lists show what is stored now, until {@link #lagLists} is called. Reads by id stay fresh. */
  public void freezeLists() {
    cluster.locked(() -> cluster.cache().freeze());
  }

  /** An unhealthy cache refuses every order of lists but the default. */
  public void healthyCache(boolean healthy) {
    cluster.locked(() -> cluster.cache().healthy(healthy));
  }

  /** Closes every connection and refuses new ones until {@link #restart}. State stays. */
  public void stop() {
    server.stop(() -> streams().cut(Status.Code.UNAVAILABLE));
  }

  /** Listens again on the same port, as after a restart of Auth. */
  public void restart() {
    server.restart(port);
  }

  /** Stores a role. Refuses Enterprise's fields on Community Edition. */
  public void putRole(RoleV6 role) {
    RoleCheck.check(role, options.enterprise());
    cluster.locked(() -> cluster.putRole(role));
  }

  public void putRole(RoleBuilder role) {
    putRole(role.build());
  }

  public void deleteRole(String name) {
    cluster.locked(() -> cluster.deleteRole(name));
  }

  /** Stores an Access Monitoring Rule as it is, in place of one of that name. */
  public void putMonitoringRule(MonitoringRuleBuilder rule) {
    monitoringRules.put(rule.build());
  }

  public void deleteMonitoringRule(String name) {
    monitoringRules.delete(name);
  }

  public void putUser(String name, List<String> roles, Map<String, List<String>> traits) {
    cluster.locked(() -> cluster.putUser(user(name, roles, traits, Map.of())));
  }

  /** Stores the user {@code bot-<name>}; its certificates carry the roles it acts with. */
  public void putBot(String name, List<String> roles) {
    cluster.locked(
        () ->
            cluster.putUser(user("bot-" + name, roles, Map.of(), Map.of(Cluster.BOT_LABEL, name))));
  }

  /** Refuses the user's calls from now on and cuts the user's streams. */
  public void deleteUser(String name) {
    cluster.locked(() -> cluster.deleteUser(name));
  }

  /** Refuses the user's calls until unlocked, and cuts the user's streams. */
  public void lockUser(String name) {
    cluster.locked(() -> cluster.lockUser(name));
  }

  public void unlockUser(String name) {
    cluster.locked(() -> cluster.unlockUser(name));
  }

  /** An identity that is valid for 24 h of real time. Stores the user if there is none. */
  public String identityFile(String user, List<String> roles) {
    Instant now = Instant.now();
    return identityFile(
        user, roles, KeyKind.EC_P256, now.minusSeconds(60), now.plus(IDENTITY_LIFE));
  }

  /** An identity with these dates in real time. Stores the user if there is none. */
  public String identityFile(
      String user, List<String> roles, KeyKind kind, Instant notBefore, Instant notAfter) {
    cluster.locked(
        () -> {
          if (cluster.user(user).isEmpty() && !roles.contains(Caller.ADMIN_ROLE)) {
            cluster.putUser(user(user, roles, Map.of(), Map.of()));
          }
        });
    return identities.file(user, roles, kind, notBefore, notAfter, hostCertificates());
  }

  /** Writes an identity that is valid for 24 h of real time, as one file. */
  public void writeIdentity(Path file, String user, List<String> roles) {
    try {
      Files.writeString(file, identityFile(user, roles), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  /** The builtin Admin, as {@code tctl} on the Auth host. */
  public String adminIdentity() {
    return identityFile(admin().name(), admin().roles());
  }

  /** The host authorities' certificates as PEM, in the order of their making. */
  public String hostAuthoritiesPem() {
    return Identities.authoritiesPem(hostCertificates());
  }

  /** Identities made from now on trust a second host authority too (phase update_clients). */
  public void addHostCa() {
    hosts.add(new Authority(options.clusterName()));
  }

  /** New handshakes show a certificate of the newest host authority (phase update_servers). */
  public void serveFromNewestHostCa() {
    serverKey.certifyBy(hosts.getLast());
  }

  /** Replaces the host authority at once: identities made before no longer trust the server. */
  public void rotateHostCa() {
    addHostCa();
    serveFromNewestHostCa();
  }

  /**
   * Creates a request without asking whether the user may make it, and returns its id. Roles of the
   * user that allow requesting contribute annotations and thresholds; without one a single approval
   * or denial decides.
   */
  public String createRequest(NewRequest request) {
    return requests.create(request);
  }

  /** Stores any request as it is, under a new revision: resolved ones, ones with unset times. */
  public void putRequest(AccessRequestV3 request) {
    requests.put(request);
  }

  public void approve(String id, String reason) {
    requests.set(id, RequestState.APPROVED, reason);
  }

  public void deny(String id, String reason) {
    requests.set(id, RequestState.DENIED, reason);
  }

  /**
   * Submits a review as the builtin Admin does for an author. A stored author needs the rights; one
   * that is not stored stands for a machine of the cluster and may review anything.
   */
  public AccessRequestV3 review(String id, String author, RequestState state, String reason) {
    return requests.review(id, author, state, reason);
  }

  public void promote(String id, String accessList, String title) {
    requests.promote(id, accessList, title);
  }

  public void delete(String id) {
    requests.delete(id);
  }

  /** Deletes without an event; {@link StreamFaults#emitDelete} may follow late, or never. */
  public boolean deleteSilently(String id) {
    return requests.deleteSilently(id);
  }

  /** Deletes the requests whose end has passed by the clock, and returns their ids. */
  public List<String> expireDue() {
    return requests.expireDue();
  }

  public List<AccessRequestV3> requests() {
    return requests.all();
  }

  public Optional<AccessRequestV3> request(String id) {
    return requests.one(id);
  }

  /** What plugins have stored about the request: plugin name, key, value. */
  public Map<String, Map<String, String>> pluginData(String id) {
    return requests.pluginData(id);
  }

  @Override
  public void close() {
    stop();
    server.close();
    fronts.close();
  }

  private Caller admin() {
    return Caller.of(hostId + "." + options.clusterName(), List.of(Caller.ADMIN_ROLE));
  }

  private List<String> serverNames() {
    return List.of(
        "teleport.cluster.local",
        "*.teleport.cluster.local",
        hex() + ".teleport.cluster.local",
        hostId);
  }

  private String hex() {
    return HexFormat.of().formatHex(options.clusterName().getBytes(StandardCharsets.UTF_8));
  }

  private List<X509Certificate> hostCertificates() {
    return hosts.stream().map(Authority::certificate).toList();
  }

  private static UserV2 user(
      String name,
      List<String> roles,
      Map<String, List<String>> traits,
      Map<String, String> labels) {
    return UserV2.newBuilder()
        .setMetadata(Metadata.newBuilder().setName(name).putAllLabels(labels))
        .setSpec(UserSpecV2.newBuilder().addAllRoles(roles).setTraits(Labels.of(traits)))
        .build();
  }
}
