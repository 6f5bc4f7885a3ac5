package dev.sallyport.simulators.teleport;

import dev.sallyport.teleport.wire.types.AccessRequestKind;
import dev.sallyport.teleport.wire.types.AccessRequestSpecV3;
import dev.sallyport.teleport.wire.types.AccessRequestV3;
import dev.sallyport.teleport.wire.types.ResourceID;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An Access Request to be made.
 *
 * @param annotations in addition to those that the requester's roles contribute
 * @param resources as {@code /cluster/kind/name[/sub]}
 * @param ttl how long the access lasts, at most 14 days; 12 hours when empty
 * @param pendingTtl how long the request may stay pending; 7 days when empty
 */
public record NewRequest(
    String user,
    List<String> roles,
    String reason,
    Map<String, List<String>> annotations,
    List<String> resources,
    List<String> suggestedReviewers,
    Optional<Duration> ttl,
    Optional<Duration> pendingTtl,
    Optional<Instant> assumeStart,
    AccessRequestKind kind) {

  public NewRequest {
    roles = List.copyOf(roles);
    annotations = Map.copyOf(annotations);
    resources = List.copyOf(resources);
    suggestedReviewers = List.copyOf(suggestedReviewers);
  }

  public static NewRequest of(String user, String... roles) {
    return new NewRequest(
        user,
        List.of(roles),
        "",
        Map.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        AccessRequestKind.SHORT_TERM);
  }

  public NewRequest because(String text) {
    return new NewRequest(
        user,
        roles,
        text,
        annotations,
        resources,
        suggestedReviewers,
        ttl,
        pendingTtl,
        assumeStart,
        kind);
  }

  /** Adds a system annotation. */
  public NewRequest annotated(String name, String... values) {
    Map<String, List<String>> more = new TreeMap<>(annotations);
    more.put(name, List.of(values));
    return new NewRequest(
        user,
        roles,
        reason,
        more,
        resources,
        suggestedReviewers,
        ttl,
        pendingTtl,
        assumeStart,
        kind);
  }

  /** Adds resources, each {@code /cluster/kind/name[/sub]}. */
  public NewRequest to(String... paths) {
    List<String> more = new ArrayList<>(resources);
    more.addAll(List.of(paths));
    return new NewRequest(
        user,
        roles,
        reason,
        annotations,
        more,
        suggestedReviewers,
        ttl,
        pendingTtl,
        assumeStart,
        kind);
  }

  public NewRequest suggesting(String... reviewers) {
    return new NewRequest(
        user,
        roles,
        reason,
        annotations,
        resources,
        List.of(reviewers),
        ttl,
        pendingTtl,
        assumeStart,
        kind);
  }

  public NewRequest lasting(Duration length) {
    return new NewRequest(
        user,
        roles,
        reason,
        annotations,
        resources,
        suggestedReviewers,
        Optional.of(length),
        pendingTtl,
        assumeStart,
        kind);
  }

  public NewRequest pendingFor(Duration length) {
    return new NewRequest(
        user,
        roles,
        reason,
        annotations,
        resources,
        suggestedReviewers,
        ttl,
        Optional.of(length),
        assumeStart,
        kind);
  }

  public NewRequest startingAt(Instant start) {
    return new NewRequest(
        user,
        roles,
        reason,
        annotations,
        resources,
        suggestedReviewers,
        ttl,
        pendingTtl,
        Optional.of(start),
        kind);
  }

  public NewRequest ofKind(AccessRequestKind which) {
    return new NewRequest(
        user,
        roles,
        reason,
        annotations,
        resources,
        suggestedReviewers,
        ttl,
        pendingTtl,
        assumeStart,
        which);
  }

  AccessRequestV3 toWire(Instant now) {
    AccessRequestSpecV3.Builder spec =
        AccessRequestSpecV3.newBuilder()
            .setUser(user)
            .addAllRoles(roles)
            .setRequestReason(reason)
            .setSystemAnnotations(Labels.of(annotations))
            .addAllSuggestedReviewers(suggestedReviewers)
            .setRequestKind(kind);
    resources.forEach(path -> spec.addRequestedResourceIds(resource(path)));
    ttl.ifPresent(length -> spec.setExpires(Wire.time(now.plus(length))));
    pendingTtl.ifPresent(length -> spec.setResourceExpiry(Wire.time(now.plus(length))));
    assumeStart.ifPresent(start -> spec.setAssumeStartTime(Wire.time(start)));
    return AccessRequestV3.newBuilder().setSpec(spec).build();
  }

  private static ResourceID resource(String path) {
    String[] parts = path.split("/", 5);
    if (parts.length < 4 || !parts[0].isEmpty()) {
      throw new IllegalArgumentException(
          "resource \"" + path + "\" is not /cluster/kind/name[/sub]");
    }
    return ResourceID.newBuilder()
        .setClusterName(parts[1])
        .setKind(parts[2])
        .setName(parts[3])
        .setSubResourceName(parts.length > 4 ? parts[4] : "")
        .build();
  }
}
