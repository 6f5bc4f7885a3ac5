package dev.sallyport.simulators.teleport;

import dev.sallyport.teleport.wire.auth.AccessRequestSort;
import dev.sallyport.teleport.wire.auth.ListAccessRequestsRequest;
import dev.sallyport.teleport.wire.auth.ListAccessRequestsResponse;
import dev.sallyport.teleport.wire.types.AccessRequestFilter;
import dev.sallyport.teleport.wire.types.AccessRequestScope;
import dev.sallyport.teleport.wire.types.AccessRequestSpecV3;
import dev.sallyport.teleport.wire.types.AccessRequestV3;
import dev.sallyport.teleport.wire.types.RequestState;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Reads of requests: by id from the store, lists from the cache. What a caller may not see is left
 * out without an error (Teleport: lib/auth).
 */
final class RequestLists {
  private static final int DEFAULT_LIMIT = 1000;
  private static final int MAX_LIMIT = 16_000;

  private final Cluster cluster;

  RequestLists(Cluster cluster) {
    this.cluster = cluster;
  }

  List<AccessRequestV3> all(Caller caller, AccessRequestFilter filter) {
    return visible(caller, filter).toList();
  }

  ListAccessRequestsResponse page(Caller caller, ListAccessRequestsRequest query) {
    int limit = query.getLimit() == 0 ? DEFAULT_LIMIT : query.getLimit();
    if (limit < 0 || limit > MAX_LIMIT) {
      throw Refusals.invalid("page size of %d is too large".formatted(limit));
    }
    boolean plain = query.getSort() == AccessRequestSort.DEFAULT && !query.getDescending();
    if (!plain && !cluster.cache().isHealthy()) {
      throw Refusals.invalid(
          "access request sorting is not available while the cache is unhealthy");
    }
    Function<AccessRequestV3, String> key = key(query.getSort());
    Comparator<String> order =
        query.getDescending() ? Comparator.reverseOrder() : Comparator.naturalOrder();
    List<AccessRequestV3> rest =
        visible(caller, query.getFilter())
            .filter(
                request ->
                    query.getStartKey().isEmpty()
                        || order.compare(key.apply(request), query.getStartKey()) >= 0)
            .sorted(Comparator.comparing(key, order))
            .limit(limit + 1L)
            .toList();
    ListAccessRequestsResponse.Builder page = ListAccessRequestsResponse.newBuilder();
    if (rest.size() > limit) {
      page.setNextKey(key.apply(rest.getLast()));
      rest = rest.subList(0, limit);
    }
    return page.addAllAccessRequests(rest).build();
  }

  private Stream<AccessRequestV3> visible(Caller caller, AccessRequestFilter filter) {
    Rights rights = new Rights(cluster, caller);
    rights.requireNoDenialOfReading();
    Stream<AccessRequestV3> found =
        filter.getId().isEmpty()
            ? cluster.cache().requests().stream().filter(request -> !cluster.isOver(request))
            : cluster.request(filter.getId()).stream();
    return found
        .filter(request -> fits(filter, request.getSpec()))
        .filter(request -> inScope(filter.getScope(), caller.name(), request.getSpec()))
        .filter(request -> speaksOf(filter.getSearchKeywordsList(), request))
        .filter(rights.seesEveryRequest() ? request -> true : seen(rights));
  }

  private static Predicate<AccessRequestV3> seen(Rights rights) {
    return rights::sees;
  }

  private static boolean fits(AccessRequestFilter filter, AccessRequestSpecV3 spec) {
    return (filter.getUser().isEmpty() || filter.getUser().equals(spec.getUser()))
        && (filter.getState() == RequestState.NONE || filter.getState() == spec.getState());
  }

  private static boolean inScope(
      AccessRequestScope scope, String caller, AccessRequestSpecV3 spec) {
    boolean own = spec.getUser().equals(caller);
    boolean reviewed =
        spec.getReviewsList().stream().anyMatch(review -> review.getAuthor().equals(caller));
    return switch (scope) {
      case MY_REQUESTS -> own;
      case NEEDS_REVIEW -> !own && !reviewed && spec.getState() == RequestState.PENDING;
      case REVIEWED -> !own && reviewed;
      case DEFAULT, UNRECOGNIZED -> true;
    };
  }

  private static boolean speaksOf(List<String> keywords, AccessRequestV3 request) {
    AccessRequestSpecV3 spec = request.getSpec();
    String text =
        String.join(
                "\n",
                Wire.id(request),
                spec.getUser(),
                spec.getState().name(),
                spec.getRequestReason(),
                spec.getResolveReason(),
                String.join("\n", spec.getRolesList()),
                String.join("\n", spec.getSuggestedReviewersList()))
            .toLowerCase(Locale.ROOT);
    return keywords.stream().allMatch(word -> text.contains(word.toLowerCase(Locale.ROOT)));
  }

  private static Function<AccessRequestV3, String> key(AccessRequestSort sort) {
    return switch (sort) {
      case DEFAULT -> Wire::id;
      case CREATED ->
          request ->
              "%019d.%09d/%s"
                  .formatted(
                      request.getSpec().getCreated().getSeconds(),
                      request.getSpec().getCreated().getNanos(),
                      Wire.id(request));
      case STATE -> request -> request.getSpec().getState() + "/" + Wire.id(request);
      case USER -> request -> request.getSpec().getUser() + "/" + Wire.id(request);
      case UNRECOGNIZED -> throw Refusals.invalid("unsupported access request sort index");
    };
  }
}
