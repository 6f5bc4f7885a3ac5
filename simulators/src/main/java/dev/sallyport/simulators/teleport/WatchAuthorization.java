package dev.sallyport.simulators.teleport;

import dev.sallyport.teleport.wire.auth.Event;
import dev.sallyport.teleport.wire.auth.Operation;
import dev.sallyport.teleport.wire.auth.Watch;
import dev.sallyport.teleport.wire.types.Metadata;
import dev.sallyport.teleport.wire.types.WatchKind;
import dev.sallyport.teleport.wire.types.WatchStatusSpec;
import dev.sallyport.teleport.wire.types.WatchStatusV1;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Which of the kinds asked for a watch confirms (Teleport: lib/auth, WatchEvents). */
final class WatchAuthorization {
  private static final Set<String> KINDS =
      Set.of(Wire.ACCESS_REQUEST, "user", "role", "access_monitoring_rule");
  private static final Set<String> FILTER_KEYS = Set.of("id", "user", "state");

  private final Cluster cluster;

  WatchAuthorization(Cluster cluster) {
    this.cluster = cluster;
  }

  List<WatchKind> confirm(Caller caller, Watch watch) {
    if (watch.getKindsCount() == 0) {
      throw Refusals.denied("can't setup global watch");
    }
    Rights rights = new Rights(cluster, caller);
    List<WatchKind> confirmed = new ArrayList<>();
    for (WatchKind kind : watch.getKindsList()) {
      requireKnownFilter(kind);
      try {
        requireRead(rights, caller, kind);
        confirmed.add(kind);
      } catch (StatusRuntimeException refused) {
        if (!watch.getAllowPartialSuccess()) {
          throw refused;
        }
      }
    }
    if (confirmed.isEmpty()) {
      throw Refusals.invalid("none of the requested kinds can be watched");
    }
    return confirmed;
  }

  Event init(List<WatchKind> confirmed) {
    if (!cluster.options().initWithStatus()) {
      return Event.getDefaultInstance();
    }
    return Event.newBuilder()
        .setType(Operation.INIT)
        .setWatchStatus(
            WatchStatusV1.newBuilder()
                .setKind("watch_status")
                .setVersion("v1")
                .setMetadata(Metadata.newBuilder().setName("watch-status").setNamespace("default"))
                .setSpec(WatchStatusSpec.newBuilder().addAllKinds(confirmed)))
        .build();
  }

  private static void requireKnownFilter(WatchKind kind) {
    if (!kind.getKind().equals(Wire.ACCESS_REQUEST)) {
      return;
    }
    for (String key : kind.getFilterMap().keySet()) {
      if (!FILTER_KEYS.contains(key)) {
        throw Refusals.invalid("unknown filter key " + key);
      }
    }
  }

  private static void requireRead(Rights rights, Caller caller, WatchKind kind) {
    boolean own =
        kind.getKind().equals(Wire.ACCESS_REQUEST)
            && caller.name().equals(kind.getFilterOrDefault("user", ""));
    if (!own) {
      rights.require(kind.getKind(), "read");
    }
    if (!KINDS.contains(kind.getKind())) {
      throw Refusals.invalid(
          "watching object kind \"%s\" is not supported".formatted(kind.getKind()));
    }
  }
}
