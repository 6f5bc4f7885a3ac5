package dev.sallyport.simulators.pagerduty;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Everything an account holds. Whoever calls holds the account's lock. */
final class Account {
  private final InstantSource clock;
  private final Ids ids = new Ids();
  private final List<User> users = new ArrayList<>();
  private final List<Policy> policies = new ArrayList<>();
  private final List<Service> services = new ArrayList<>();
  private final List<Schedule> schedules = new ArrayList<>();
  private final List<OnCall> onCalls = new ArrayList<>();
  private final List<LiveIncident> incidents = new ArrayList<>();
  private final Subscriptions subscriptions = new Subscriptions(ids);
  private final Outbox outbox;

  Account(InstantSource clock) {
    this.clock = clock;
    outbox = new Outbox(clock, new Events(ids), subscriptions);
  }

  Instant now() {
    return clock.instant();
  }

  User addUser(String name, String email) {
    if (userByEmail(email).isPresent()) {
      throw new IllegalArgumentException("the account already has the user " + email);
    }
    User user = new User(ids.shortId(), name, email);
    users.add(user);
    return user;
  }

  Policy addPolicy(String name) {
    Policy policy = new Policy(ids.shortId(), name);
    policies.add(policy);
    return policy;
  }

  Service addService(String name, Policy policy) {
    if (services.stream().anyMatch(it -> it.name().equalsIgnoreCase(name))) {
      throw new IllegalArgumentException("the account already has the service " + name);
    }
    Service service = new Service(ids.shortId(), name, policy);
    services.add(service);
    return service;
  }

  Schedule addSchedule(String name) {
    Schedule schedule = new Schedule(ids.shortId(), name);
    schedules.add(schedule);
    return schedule;
  }

  void putOnCall(OnCall onCall) {
    onCalls.add(onCall);
  }

  void clearOnCall() {
    onCalls.clear();
  }

  Optional<LiveIncident> openIncident(Service service, String key) {
    return incidents.stream()
        .filter(it -> it.open() && it.service().equals(service) && it.key().equals(key))
        .findFirst();
  }

  /** Creates an incident; one created by its own assignee is born acknowledged. */
  LiveIncident create(LiveIncident.Draft draft, User creator) {
    LiveIncident incident =
        new LiveIncident(ids, outbox, incidents.size() + 1L, draft, creator, now());
    incidents.add(incident);
    if (draft.assignees().contains(creator)) {
      incident.move(Status.ACKNOWLEDGED, "", creator, now());
    }
    return incident;
  }

  static String freshKey() {
    return UUID.randomUUID().toString().replace("-", "");
  }

  List<User> users() {
    return users;
  }

  List<Service> services() {
    return services;
  }

  List<OnCall> onCalls() {
    return onCalls;
  }

  List<LiveIncident> incidents() {
    return incidents;
  }

  Subscriptions subscriptions() {
    return subscriptions;
  }

  Outbox outbox() {
    return outbox;
  }

  Optional<User> user(String id) {
    return users.stream().filter(it -> it.id().equals(id)).findFirst();
  }

  Optional<User> userByEmail(String email) {
    return users.stream().filter(it -> it.email().equalsIgnoreCase(email)).findFirst();
  }

  Optional<Policy> policy(String id) {
    return policies.stream().filter(it -> it.id().equals(id)).findFirst();
  }

  Optional<Service> service(String id) {
    return services.stream().filter(it -> it.id().equals(id)).findFirst();
  }

  Optional<Schedule> schedule(String id) {
    return schedules.stream().filter(it -> it.id().equals(id)).findFirst();
  }

  Optional<LiveIncident> incident(String id) {
    return incidents.stream().filter(it -> it.id().equals(id)).findFirst();
  }
}
