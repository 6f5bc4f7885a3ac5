package dev.sallyport.simulators.teleport;

import dev.sallyport.teleport.wire.auth.Event;
import dev.sallyport.teleport.wire.auth.Operation;
import dev.sallyport.teleport.wire.types.AccessRequestV3;
import dev.sallyport.teleport.wire.types.RoleV6;
import dev.sallyport.teleport.wire.types.UserV2;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * What the cluster stores. Every use happens inside {@link #locked}, so that events leave in the
 * order of the writes.
 */
final class Cluster {
  static final String BOT_LABEL = "teleport.internal/bot";

  private final ReentrantLock lock = new ReentrantLock();
  private final TeleportOptions options;
  private final RequestIds ids;
  private final ListCache cache;
  private final Watches watches = new Watches();
  private final Map<String, RoleV6> roles = new TreeMap<>();
  private final NavigableMap<String, UserV2> users = new TreeMap<>();
  private final Set<String> lockedUsers = new HashSet<>();
  private final NavigableMap<String, AccessRequestV3> requests = new TreeMap<>();

  Cluster(TeleportOptions options) {
    this.options = options;
    this.ids = new RequestIds(options.clock());
    this.cache = new ListCache(options.clock());
  }

  <T> T locked(Supplier<T> use) {
    lock.lock();
    try {
      return use.get();
    } finally {
      lock.unlock();
    }
  }

  void locked(Runnable use) {
    lock.lock();
    try {
      use.run();
    } finally {
      lock.unlock();
    }
  }

  TeleportOptions options() {
    return options;
  }

  Instant now() {
    return options.clock().instant();
  }

  ListCache cache() {
    return cache;
  }

  Watches watches() {
    return watches;
  }

  String newId() {
    return ids.next();
  }

  void putRole(RoleV6 role) {
    RoleV6 stored =
        role.toBuilder()
            .setKind("role")
            .setMetadata(
                role.getMetadata().toBuilder().setNamespace("default").setRevision(revision()))
            .build();
    roles.put(role.getMetadata().getName(), stored);
    watches.publish(Event.newBuilder().setType(Operation.PUT).setRole(stored).build());
  }

  void deleteRole(String name) {
    roles.remove(name);
    watches.publish(deletion("role", "v7", name));
  }

  Optional<RoleV6> role(String name) {
    return Optional.ofNullable(roles.get(name));
  }

  /** The stored roles of these names; a name without a role grants nothing. */
  List<RoleV6> roles(List<String> names) {
    return names.stream().map(this::role).flatMap(Optional::stream).toList();
  }

  void putUser(UserV2 user) {
    UserV2 stored =
        user.toBuilder()
            .setKind("user")
            .setVersion("v2")
            .setMetadata(
                user.getMetadata().toBuilder().setNamespace("default").setRevision(revision()))
            .build();
    users.put(user.getMetadata().getName(), stored);
    watches.publish(Event.newBuilder().setType(Operation.PUT).setUser(stored).build());
  }

  void deleteUser(String name) {
    users.remove(name);
    watches.publish(deletion("user", "v2", name));
    watches.cut(name, Refusals.denied("access denied").getStatus());
  }

  Optional<UserV2> user(String name) {
    return Optional.ofNullable(users.get(name));
  }

  Collection<UserV2> usersFrom(String name) {
    return users.tailMap(name, true).values();
  }

  boolean isBot(String name) {
    return user(name).filter(user -> user.getMetadata().containsLabels(BOT_LABEL)).isPresent();
  }

  void lockUser(String name) {
    lockedUsers.add(name);
    watches.cut(
        name,
        Refusals.denied("lock targeting User:\"%s\" is in force".formatted(name)).getStatus());
  }

  void unlockUser(String name) {
    lockedUsers.remove(name);
  }

  boolean isLocked(String name) {
    return lockedUsers.contains(name);
  }

  /** Stores the request under a new revision and tells the watchers. */
  AccessRequestV3 putRequest(AccessRequestV3 request) {
    AccessRequestV3.Builder revised = request.toBuilder();
    revised.getMetadataBuilder().setRevision(revision());
    AccessRequestV3 stored = Wire.complete(revised.build());
    requests.put(Wire.id(stored), stored);
    cache.write(Wire.id(stored), Optional.of(stored));
    watches.publish(put(stored));
    return stored;
  }

  /** Removes the request; the event is the caller's choice. */
  boolean removeRequest(String id) {
    cache.write(id, Optional.empty());
    return requests.remove(id) != null;
  }

  Optional<AccessRequestV3> request(String id) {
    return Optional.ofNullable(requests.get(id));
  }

  List<AccessRequestV3> requests() {
    return List.copyOf(requests.values());
  }

  boolean isOver(AccessRequestV3 request) {
    return Wire.objectExpiry(request).filter(end -> !end.isAfter(now())).isPresent();
  }

  static Event put(AccessRequestV3 request) {
    return Event.newBuilder().setType(Operation.PUT).setAccessRequest(request).build();
  }

  static Event deletion(String kind, String version, String name) {
    return Event.newBuilder()
        .setType(Operation.DELETE)
        .setResourceHeader(Wire.header(kind, version, name))
        .build();
  }

  static Event deletion(String id) {
    return deletion(Wire.ACCESS_REQUEST, "v3", id);
  }

  private static String revision() {
    return UUID.randomUUID().toString();
  }
}
