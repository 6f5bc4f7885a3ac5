package dev.sallyport.simulators.teleport;

import dev.sallyport.teleport.wire.auth.RequestStateSetter;
import dev.sallyport.teleport.wire.types.AccessRequestSpecV3;
import dev.sallyport.teleport.wire.types.AccessRequestV3;
import dev.sallyport.teleport.wire.types.Metadata;
import dev.sallyport.teleport.wire.types.PromotedAccessList;
import dev.sallyport.teleport.wire.types.RequestState;
import java.util.List;

/** What changes or ends a request without a review (Teleport: lib/auth). */
final class StateChanges {
  private final Cluster cluster;

  StateChanges(Cluster cluster) {
    this.cluster = cluster;
  }

  void set(Caller caller, RequestStateSetter setter) {
    Rights rights = new Rights(cluster, caller);
    rights.require(Wire.ACCESS_REQUEST, "update");
    rights.requireMfa();
    if (setter.getState() == RequestState.PROMOTED) {
      throw Refusals.invalid("state promoted can be only set when promoting to access list");
    }
    if (setter.getId().isEmpty()) {
      throw Refusals.invalid("missing request ID");
    }
    AccessRequestV3 request =
        cluster
            .request(setter.getId())
            .filter(rights::sees)
            .orElseThrow(
                () ->
                    Refusals.notFound(
                        "cannot set state of access request \"%s\" (not found)"
                            .formatted(setter.getId())));
    if (request.getSpec().getUser().equals(caller.name())) {
      throw Refusals.denied(
          "directly updating the state of your own access requests is not permitted");
    }
    if (setter.getState() == RequestState.NONE) {
      throw Refusals.invalid("missing request state");
    }
    change(request, setter);
  }

  private void change(AccessRequestV3 request, RequestStateSetter setter) {
    RequestState state = setter.getState();
    if (request.getSpec().getState() == RequestState.DENIED) {
      if (state == RequestState.DENIED) {
        return;
      }
      throw Refusals.invalid(
          "cannot set request-state \"%s\" (already denied)".formatted(state.name()));
    }
    AccessRequestSpecV3.Builder spec = request.getSpec().toBuilder().setState(state);
    Metadata.Builder metadata = request.getMetadata().toBuilder();
    spec.setResolveReason(setter.getReason()).setResolveAnnotations(setter.getAnnotations());
    if (setter.getRolesCount() > 0) {
      narrow(request, setter, spec);
    }
    if (setter.hasAssumeStartTime()) {
      spec.setAssumeStartTime(setter.getAssumeStartTime());
    }
    if (state == RequestState.APPROVED) {
      Wire.accessExpiry(request)
          .ifPresent(end -> RequestCreation.setObjectExpiry(cluster, spec, metadata, end));
    }
    cluster.putRequest(request.toBuilder().setMetadata(metadata).setSpec(spec).build());
  }

  private static void narrow(
      AccessRequestV3 request, RequestStateSetter setter, AccessRequestSpecV3.Builder spec) {
    if (setter.getState() != RequestState.APPROVED) {
      throw Refusals.invalid("cannot override roles when setting state: " + setter.getState());
    }
    if (!request.getSpec().getRolesList().containsAll(setter.getRolesList())) {
      throw Refusals.invalid("roles must be a subset of the roles requested");
    }
    spec.clearRoles().addAllRoles(setter.getRolesList());
  }

  /** Ends the request in an access list. */
  void promote(String id, String accessList, String title) {
    AccessRequestV3 request = existing(id, "promote");
    AccessRequestSpecV3.Builder spec =
        request.getSpec().toBuilder()
            .setState(RequestState.PROMOTED)
            .setAccessList(PromotedAccessList.newBuilder().setName(accessList).setTitle(title));
    Metadata.Builder metadata = request.getMetadata().toBuilder();
    Wire.accessExpiry(request)
        .ifPresent(end -> RequestCreation.setObjectExpiry(cluster, spec, metadata, end));
    cluster.putRequest(request.toBuilder().setMetadata(metadata).setSpec(spec).build());
  }

  void delete(Caller caller, String id) {
    Rights rights = new Rights(cluster, caller);
    rights.require(Wire.ACCESS_REQUEST, "delete");
    rights.requireMfa();
    AccessRequestV3 request = existing(id, "delete");
    cluster.removeRequest(Wire.id(request));
    cluster.watches().publish(Cluster.deletion(id));
  }

  /** Removes what has passed its end, as the server's own service does. */
  List<String> expireDue() {
    List<String> over = cluster.requests().stream().filter(cluster::isOver).map(Wire::id).toList();
    for (String id : over) {
      cluster.removeRequest(id);
      cluster.watches().publish(Cluster.deletion(id));
    }
    return over;
  }

  private AccessRequestV3 existing(String id, String action) {
    return cluster
        .request(id)
        .orElseThrow(
            () ->
                Refusals.notFound(
                    "cannot %s access request \"%s\" (not found)".formatted(action, id)));
  }
}
