package dev.sallyport.simulators.teleport;

import dev.sallyport.teleport.wire.types.AccessRequestSpecV3;
import dev.sallyport.teleport.wire.types.AccessRequestV3;
import dev.sallyport.teleport.wire.types.Metadata;
import dev.sallyport.teleport.wire.types.RequestState;
import dev.sallyport.teleport.wire.types.ResourceID;
import dev.sallyport.teleport.wire.types.RoleV6;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How a request comes to be: what the server overwrites, and what the requester's roles contribute
 * (Teleport: lib/services, access request validation).
 */
final class RequestCreation {
  private static final Duration PENDING_LIFE = Duration.ofDays(7);
  private static final Duration LONGEST_ACCESS = Duration.ofDays(14);
  private static final Duration SESSION = Duration.ofHours(12);
  private static final int REASON_BYTES = 4096;
  private static final int RESOURCES = 300;
  private static final int RESOURCE_BYTES = 2048;

  private final Cluster cluster;

  RequestCreation(Cluster cluster) {
    this.cluster = cluster;
  }

  AccessRequestV3 create(Caller caller, AccessRequestV3 sent) {
    Rights rights = new Rights(cluster, caller);
    RequestState state = sent.getSpec().getState();
    boolean pending = state == RequestState.NONE || state == RequestState.PENDING;
    if (!pending || !sent.getSpec().getUser().equals(caller.name())) {
      rights.require(Wire.ACCESS_REQUEST, "create");
      rights.requireMfa();
    } else if (rights.denies(Wire.ACCESS_REQUEST, "create")) {
      throw Refusals.missingRule(Wire.ACCESS_REQUEST, "create");
    }
    String user = sent.getSpec().getUser();
    if (cluster.user(user).isEmpty()) {
      throw Refusals.notFound("user \"" + user + "\" not found");
    }
    for (String role : sent.getSpec().getRolesList()) {
      if (grants(user).stream().noneMatch(granting -> mayRequest(granting, role))) {
        throw Refusals.invalid("user \"%s\" can not request role \"%s\"".formatted(user, role));
      }
    }
    return store(sent, caller.admin());
  }

  /** Stores without asking whether the requester may ask. */
  AccessRequestV3 store(AccessRequestV3 sent, boolean keepAnnotations) {
    checkSizes(sent.getSpec());
    AccessRequestSpecV3.Builder spec = sent.getSpec().toBuilder();
    List<String> roles = List.copyOf(new TreeSet<>(spec.getRolesList()));
    spec.clearRoles().addAllRoles(roles).clearReviews().clearThresholds();
    spec.clearRoleThresholdMapping();
    if (spec.getState() == RequestState.NONE) {
      spec.setState(RequestState.PENDING);
    }
    List<RoleV6> granting =
        grants(spec.getUser()).stream()
            .filter(role -> roles.stream().anyMatch(wanted -> mayRequest(role, wanted)))
            .toList();
    Map<String, List<String>> annotations = annotations(spec.getUser(), granting);
    if (keepAnnotations) {
      annotations.putAll(Labels.map(spec.getSystemAnnotations()));
    }
    spec.setSystemAnnotations(Labels.of(annotations));
    Thresholds.assign(spec, granting);
    suggest(spec, granting);
    Metadata.Builder metadata = Metadata.newBuilder().setName(cluster.newId());
    setTimes(spec, metadata);
    AccessRequestV3 request =
        Wire.complete(
            sent.toBuilder()
                .setMetadata(
                    metadata
                        .setDescription(sent.getMetadata().getDescription())
                        .putAllLabels(sent.getMetadata().getLabelsMap()))
                .setSpec(spec)
                .build());
    return spec.getDryRun() ? request : cluster.putRequest(request);
  }

  private void setTimes(AccessRequestSpecV3.Builder spec, Metadata.Builder metadata) {
    Instant now = cluster.now();
    Instant asked =
        Wire.instant(spec.hasMaxDuration(), spec.getMaxDuration())
            .or(() -> Wire.instant(spec.hasExpires(), spec.getExpires()))
            .orElse(now.plus(SESSION));
    Instant end = min(asked, now.plus(LONGEST_ACCESS));
    if (!end.isAfter(now)) {
      throw Refusals.invalid("invalid access request expiry: in the past");
    }
    Wire.instant(spec.hasAssumeStartTime(), spec.getAssumeStartTime())
        .filter(start -> !start.isBefore(end) || start.isAfter(now.plus(PENDING_LIFE)))
        .ifPresent(
            start -> {
              throw Refusals.invalid("invalid assume start time");
            });
    Instant longest = min(now.plus(PENDING_LIFE), end);
    Instant objectEnd =
        Wire.instant(spec.hasResourceExpiry(), spec.getResourceExpiry()).orElse(longest);
    if (objectEnd.isAfter(longest)) {
      throw Refusals.invalid("access request cannot stay pending for longer than allowed");
    }
    spec.setCreated(Wire.time(now)).setExpires(Wire.time(end)).setMaxDuration(Wire.time(end));
    spec.setSessionTtl(Wire.time(min(end, now.plus(SESSION))));
    setObjectExpiry(
        cluster, spec, metadata, spec.getState() == RequestState.APPROVED ? end : objectEnd);
  }

  /** In ResourceExpiry, or in the metadata as older servers do. */
  static void setObjectExpiry(
      Cluster cluster, AccessRequestSpecV3.Builder spec, Metadata.Builder metadata, Instant end) {
    if (cluster.options().expiryInMetadata()) {
      spec.clearResourceExpiry();
      metadata.setExpires(Wire.time(end));
    } else {
      spec.setResourceExpiry(Wire.time(end));
    }
  }

  private List<RoleV6> grants(String user) {
    return cluster
        .user(user)
        .map(stored -> cluster.roles(stored.getSpec().getRolesList()))
        .orElse(List.of())
        .stream()
        .filter(role -> role.getSpec().getAllow().hasRequest())
        .toList();
  }

  static boolean mayRequest(RoleV6 role, String wanted) {
    return Globs.matchesAny(role.getSpec().getAllow().getRequest().getRolesList(), wanted)
        && !Globs.matchesAny(role.getSpec().getDeny().getRequest().getRolesList(), wanted);
  }

  private Map<String, List<String>> annotations(String user, List<RoleV6> granting) {
    Map<String, TreeSet<String>> allowed = new TreeMap<>();
    for (RoleV6 role : granting) {
      Labels.map(role.getSpec().getAllow().getRequest().getAnnotations())
          .forEach(
              (key, values) -> allowed.computeIfAbsent(key, k -> new TreeSet<>()).addAll(values));
    }
    List<String> all =
        cluster
            .user(user)
            .map(stored -> List.copyOf(stored.getSpec().getRolesList()))
            .orElse(List.of());
    for (RoleV6 role : cluster.roles(all)) {
      Labels.map(role.getSpec().getDeny().getRequest().getAnnotations())
          .forEach((key, values) -> allowed.getOrDefault(key, new TreeSet<>()).removeAll(values));
    }
    Map<String, List<String>> annotations = new TreeMap<>();
    allowed.forEach(
        (key, values) -> {
          if (!values.isEmpty()) {
            annotations.put(key, List.copyOf(values));
          }
        });
    return annotations;
  }

  private static void suggest(AccessRequestSpecV3.Builder spec, List<RoleV6> granting) {
    if (spec.getSuggestedReviewersCount() == 0) {
      granting.stream()
          .flatMap(
              role -> role.getSpec().getAllow().getRequest().getSuggestedReviewersList().stream())
          .distinct()
          .forEach(spec::addSuggestedReviewers);
    }
  }

  /** The limit is one of bytes, not of characters. */
  static void checkReason(String reason) {
    if (reason.getBytes(StandardCharsets.UTF_8).length > REASON_BYTES) {
      throw Refusals.invalid("access request reason is too long, max " + REASON_BYTES + " bytes");
    }
  }

  private static void checkSizes(AccessRequestSpecV3 spec) {
    checkReason(spec.getRequestReason());
    int bytes =
        spec.getRequestedResourceIdsList().stream().mapToInt(ResourceID::getSerializedSize).sum();
    if (spec.getRequestedResourceIdsCount() > RESOURCES || bytes > RESOURCE_BYTES) {
      throw Refusals.invalid("access request exceeds maximum length of requested resources");
    }
  }

  private static Instant min(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }
}
