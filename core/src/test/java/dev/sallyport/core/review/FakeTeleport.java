package dev.sallyport.core.review;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.request.RequestState;
import dev.sallyport.core.testing.Crash;
import dev.sallyport.core.testing.FakeRequests;
import dev.sallyport.core.testing.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Users, and reviews in their names: one per person, and so many approvals decide. */
final class FakeTeleport implements People, PersonalReviews {
  final List<Person> users = new ArrayList<>();
  final List<String> submissions = new ArrayList<>();
  private final Crash crash;
  private final FakeRequests requests;
  private final List<Map.Entry<String, RequestState>> reviews = new ArrayList<>();
  int approvalsNeeded = 1;
  int answersToLose;
  boolean down;
  Optional<Submitted> refusal = Optional.empty();
  Runnable beforeSubmit = () -> {};

  FakeTeleport(Crash crash, FakeRequests requests) {
    this.crash = crash;
    this.requests = requests;
  }

  void user(String name, Map<String, List<String>> traits) {
    users.add(new Person(name, traits, false));
  }

  @Override
  public List<Person> withTrait(String trait, String value) {
    crash.point();
    check();
    return users.stream().filter(user -> user.trait(trait).contains(value)).toList();
  }

  @Override
  public Optional<Person> named(String name) {
    crash.point();
    check();
    return users.stream().filter(user -> user.name().equals(name)).findFirst();
  }

  @Override
  public Submitted submit(String requestId, String author, Verdict verdict, String reason) {
    crash.point();
    beforeSubmit.run();
    check();
    if (refusal.isPresent()) {
      return refusal.get();
    }
    if (reviews.stream().anyMatch(review -> review.getKey().equals(author))) {
      return new Submitted.AlreadyReviewed();
    }
    if (settled() != RequestState.PENDING) {
      return new Submitted.AlreadyResolved("already " + settled());
    }
    submissions.add(author + " " + verdict + " " + reason);
    review(author, verdict.proposed());
    if (answersToLose > 0) {
      answersToLose--;
      throw new Unavailable("the answer to the review was lost");
    }
    crash.point();
    return new Submitted.Recorded(now());
  }

  /** Reviews as somebody in the browser would. */
  void review(String author, RequestState proposed) {
    reviews.add(Map.entry(author, proposed));
    requests.is(now());
  }

  private int missing() {
    return (int)
        Math.max(
            0,
            approvalsNeeded
                - reviews.stream()
                    .filter(review -> review.getValue() == RequestState.APPROVED)
                    .count());
  }

  private RequestState settled() {
    if (reviews.stream().anyMatch(review -> review.getValue() == RequestState.DENIED)) {
      return RequestState.DENIED;
    }
    return missing() == 0 ? RequestState.APPROVED : RequestState.PENDING;
  }

  private AccessRequest now() {
    Sample request =
        Sample.request().missing(missing()).state(settled()).revision("r" + reviews.size());
    reviews.forEach(review -> request.review(review.getKey(), review.getValue()));
    return request.build();
  }

  private void check() {
    if (down) {
      throw new Unavailable("Teleport does not answer");
    }
  }

  @Override
  public Probe probe(String user) {
    return new Probe.CanReview();
  }
}
