package dev.sallyport.simulators.teleport;

import dev.sallyport.teleport.wire.auth.RequestStateSetter;
import dev.sallyport.teleport.wire.types.AccessRequestV3;
import dev.sallyport.teleport.wire.types.AccessReview;
import dev.sallyport.teleport.wire.types.AccessReviewSubmission;
import dev.sallyport.teleport.wire.types.RequestState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an operator on the Auth host does with requests, in process. */
final class RequestControl {
  private final Cluster cluster;
  private final Caller admin;
  private final RequestCreation creation;
  private final Reviews reviews;
  private final StateChanges states;
  private final PluginDataStore pluginData;

  RequestControl(Cluster cluster, Caller admin) {
    this.cluster = cluster;
    this.admin = admin;
    this.creation = new RequestCreation(cluster);
    this.reviews = new Reviews(cluster);
    this.states = new StateChanges(cluster);
    this.pluginData = new PluginDataStore(cluster);
  }

  AuthApi api(Calls calls, ResourceLists resources) {
    return new AuthApi(cluster, calls, creation, reviews, states, pluginData, resources);
  }

  String create(NewRequest request) {
    return cluster.locked(() -> Wire.id(creation.store(request.toWire(cluster.now()), true)));
  }

  void put(AccessRequestV3 request) {
    cluster.locked(() -> cluster.putRequest(request));
  }

  void set(String id, RequestState state, String reason) {
    RequestStateSetter setter =
        RequestStateSetter.newBuilder().setId(id).setState(state).setReason(reason).build();
    cluster.locked(() -> states.set(admin, setter));
  }

  AccessRequestV3 review(String id, String author, RequestState state, String reason) {
    AccessReviewSubmission submission =
        AccessReviewSubmission.newBuilder()
            .setRequestId(id)
            .setReview(
                AccessReview.newBuilder()
                    .setAuthor(author)
                    .setProposedState(state)
                    .setReason(reason))
            .build();
    return cluster.locked(
        () ->
            cluster.user(author).isPresent()
                ? reviews.submit(admin, submission)
                : reviews.submitUnbound(submission));
  }

  void promote(String id, String accessList, String title) {
    cluster.locked(() -> states.promote(id, accessList, title));
  }

  void delete(String id) {
    cluster.locked(() -> states.delete(admin, id));
  }

  boolean deleteSilently(String id) {
    return cluster.locked(() -> cluster.removeRequest(id));
  }

  List<String> expireDue() {
    return cluster.locked(states::expireDue);
  }

  List<AccessRequestV3> all() {
    return cluster.locked(cluster::requests);
  }

  Optional<AccessRequestV3> one(String id) {
    return cluster.locked(() -> cluster.request(id));
  }

  Map<String, Map<String, String>> pluginData(String id) {
    return cluster.locked(() -> pluginData.entries(id));
  }

  Instant now() {
    return cluster.now();
  }
}
