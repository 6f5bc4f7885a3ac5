package dev.sallyport.simulators.pagerduty;

import static java.util.Locale.ROOT;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.Period;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The read-only resources: abilities, users, services and who is on call. */
final class Directory {
  private static final Period FARTHEST_AHEAD = Period.ofDays(90);

  private final Account account;

  /** The owner of the key's mail address; empty for an account key. */
  private final Optional<String> keyOwner;

  Directory(Account account, Optional<String> keyOwner) {
    this.account = account;
    this.keyOwner = keyOwner;
  }

  Answer abilities() {
    ObjectNode body = Representation.object();
    body.putArray("abilities").add("teams").add("urgencies").add("event_rules");
    return Answer.of(200, body);
  }

  /** The fuzzy query looks at names; that it finds mail addresses too is observed behaviour. */
  Answer users(Request request) {
    String query = request.parameter("query").orElse("").toLowerCase(ROOT);
    List<User> found =
        account.users().stream()
            .filter(
                it ->
                    it.name().toLowerCase(ROOT).contains(query)
                        || it.email().toLowerCase(ROOT).contains(query))
            .toList();
    return Paging.page(request, "users", found, Representation::user);
  }

  Answer user(String id) {
    User user = account.user(id).orElseThrow(ApiError::notFound);
    return Answer.of(200, Representation.wrap("user", Representation.user(user)));
  }

  Answer me() {
    User user =
        keyOwner
            .flatMap(account::userByEmail)
            .orElseThrow(() -> ApiError.invalid("This key belongs to no user."));
    return Answer.of(200, Representation.wrap("user", Representation.user(user)));
  }

  Answer services(Request request) {
    Optional<String> name = request.parameter("name").filter(it -> !it.isEmpty());
    String query = request.parameter("query").orElse("").toLowerCase(ROOT);
    List<Service> found =
        account.services().stream()
            .filter(it -> name.map(it.name()::equals).orElse(true))
            .filter(it -> it.name().toLowerCase(ROOT).contains(query))
            .toList();
    return Paging.page(request, "services", found, Representation::service);
  }

  Answer service(String id) {
    Service service = account.service(id).orElseThrow(ApiError::notFound);
    return Answer.of(200, Representation.wrap("service", Representation.service(service)));
  }

  Answer onCalls(Request request) {
    Instant now = account.now();
    Instant since = Times.parameter(request, "since").orElse(now);
    Instant until = Times.parameter(request, "until").orElse(since.isAfter(now) ? since : now);
    if (since.isAfter(until)) {
      throw ApiError.invalid("Until must not be before since.");
    }
    if (until.isAfter(Times.plus(now, FARTHEST_AHEAD))) {
      throw ApiError.invalid("Until must not be more than 90 days ahead.");
    }
    List<OnCall> found =
        account.onCalls().stream()
            .filter(it -> it.overlaps(since, until))
            .filter(it -> asked(request, "user_ids[]", it.user().id()))
            .filter(it -> asked(request, "escalation_policy_ids[]", it.policy().id()))
            .filter(
                it ->
                    asked(
                        request, "schedule_ids[]", it.schedule().map(Schedule::id).orElse("null")))
            .toList();
    boolean earliest = request.parameter("earliest").filter("true"::equals).isPresent();
    return Paging.page(
        request, "oncalls", earliest ? earliest(found) : found, Representation::onCall);
  }

  private static boolean asked(Request request, String parameter, String id) {
    List<String> ids = request.parameters(parameter);
    return ids.isEmpty() || ids.contains(id);
  }

  /** The first entry of each user on each level of each policy. */
  private static List<OnCall> earliest(List<OnCall> found) {
    record Place(User user, Policy policy, int level) {}
    Set<Place> seen = new HashSet<>();
    return found.stream()
        .sorted(Comparator.comparing(it -> it.start().orElse(Instant.MIN)))
        .filter(it -> seen.add(new Place(it.user(), it.policy(), it.level())))
        .toList();
  }
}
