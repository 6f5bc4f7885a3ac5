package dev.sallyport.teleport;

import dev.sallyport.teleport.wire.auth.AccessRequestSort;
import dev.sallyport.teleport.wire.auth.ListAccessRequestsRequest;
import dev.sallyport.teleport.wire.types.AccessRequestFilter;
import dev.sallyport.teleport.wire.types.AccessRequestV3;
import dev.sallyport.teleport.wire.types.AccessReviewSubmission;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Reading Access Requests, and the look at one that explains a refused review. */
final class Requests {
  private static final int PAGE_SIZE = 100;

  private final AuthCalls auth;

  Requests(AuthCalls auth) {
    this.auth = auth;
  }

  Answer<Optional<AccessRequestV3>> byId(String id) {
    return list(AccessRequestFilter.newBuilder().setId(id).build(), PAGE_SIZE)
        .map(
            found ->
                found.stream()
                    .filter(request -> request.getMetadata().getName().equals(id))
                    .findFirst());
  }

  Answer<List<AccessRequestV3>> list(AccessRequestFilter filter, int pageSize) {
    Answer<List<AccessRequestV3>> listed = Pages.all(start -> page(filter, pageSize, start));
    Answer<List<AccessRequestV3>> answer =
        listed.refusedFor(Reason.UNIMPLEMENTED)
            ? auth.read(stub -> drain(stub.getAccessRequestsV2(filter)))
            : listed;
    return answer.map(Requests::eachOnce);
  }

  private Answer<Pages<AccessRequestV3>> page(AccessRequestFilter filter, int limit, String start) {
    var request =
        ListAccessRequestsRequest.newBuilder()
            .setFilter(filter)
            .setSort(AccessRequestSort.DEFAULT)
            .setLimit(limit)
            .setStartKey(start)
            .build();
    Answer<Pages<AccessRequestV3>> page =
        auth.read(stub -> stub.listAccessRequests(request))
            .map(got -> new Pages<>(got.getAccessRequestsList(), got.getNextKey()));
    // Too much for one message: less of it may fit.
    return limit > 1 && page.refusedFor(Reason.LIMIT)
        ? page(filter, Math.max(1, limit / 8), start)
        : page;
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

  Answer<AccessRequestV3> submit(AccessReviewSubmission submission) {
    Answer<AccessRequestV3> answer = auth.write(stub -> stub.submitAccessReview(submission));
    if (answer instanceof Answer.Refused<AccessRequestV3>(Reason reason, String text)
        && Reviews.isAmbiguous(reason)
        && byId(submission.getRequestId())
            instanceof Answer.Ok<Optional<AccessRequestV3>>(Optional<AccessRequestV3> request)) {
      return Answer.refused(
          Reviews.explain(reason, request, submission.getReview().getAuthor()), text);
    }
    return answer;
  }

  /** Not explained by a look: there is no request to look at. */
  Answer<Done> probe(AccessReviewSubmission submission) {
    Answer<AccessRequestV3> answer = auth.write(stub -> stub.submitAccessReview(submission));
    return answer instanceof Answer.Refused<AccessRequestV3>(Reason reason, String text)
            && reason == Reason.INVALID
            && text.contains(Reviews.NO_REQUEST)
        ? Answer.ok(Done.DONE)
        : answer.map(request -> Done.DONE);
  }
}
