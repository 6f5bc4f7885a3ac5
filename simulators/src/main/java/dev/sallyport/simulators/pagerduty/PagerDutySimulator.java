package dev.sallyport.simulators.pagerduty;

import com.sun.net.httpserver.HttpServer;
import dev.sallyport.simulators.fault.Faults;
import dev.sallyport.simulators.fault.Journal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A PagerDuty account that answers REST API v2 calls over plain HTTP on 127.0.0.1, by PagerDuty's
 * public REST documentation. A switched {@code Refuse} answers that status in PagerDuty's error
 * body and rate-limit headers; with an empty message it answers the bare status, with neither.
 *
 * <p>Users may be named by id or mail address; an on-call target is a service or an escalation
 * policy. A name or id that the account does not hold is an {@link IllegalArgumentException}.
 */
public final class PagerDutySimulator implements AutoCloseable {
  private final Account account;
  private final Set<String> keys = ConcurrentHashMap.newKeySet();
  private final RateLimit rateLimit;
  private final Faults faults = new Faults();
  private final Journal journal;
  private final HttpServer server;
  private final Lookup lookup;
  private final Gestures gestures;
  private final Deliveries deliveries;
  private final Webhooks webhooks;
  private final Courier courier;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private PagerDutySimulator(PagerDutyOptions options) throws IOException {
    account = new Account(options.clock());
    rateLimit = new RateLimit(options.clock());
    journal = new Journal(options.clock());
    keys.add(options.apiKey());
    Routes routes =
        new Routes(
            new Directory(account, options.keyOwner()),
            new Incidents(account, options.keyOwner()),
            new SubscriptionsApi(account));
    deliveries = new Deliveries(faults, journal);
    webhooks = new Webhooks(account, deliveries);
    courier = new Courier(webhooks);
    lookup = new Lookup(account);
    gestures = new Gestures(account);
    server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), options.port()), 0);
    server.setExecutor(threads);
    server.createContext("/", new Front(account, routes, keys, rateLimit, faults, journal));
    server.createContext(PageFront.PATH, new PageFront(account, gestures));
  }

  /** Starts an empty account. */
  public static PagerDutySimulator start(PagerDutyOptions options) {
    try {
      PagerDutySimulator simulator = new PagerDutySimulator(options);
      simulator.server.start();
      if (options.delivers()) {
        simulator.courier.start();
      }
      return simulator;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on 127.0.0.1:" + options.port(), e);
    }
  }

  /** The base of the API, without a slash at the end. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The page on which people read and act. */
  public URI pageUrl() {
    return url().resolve(PageFront.PATH);
  }

  /** What the account tells others. */
  public Webhooks webhooks() {
    return webhooks;
  }

  public Faults faults() {
    return faults;
  }

  public Journal journal() {
    return journal;
  }

  /** Accepts one more API key, of the same kind as the first. */
  public void acceptKey(String apiKey) {
    keys.add(apiKey);
  }

  /** Answers 401 to this key from now on. */
  public void revokeKey(String apiKey) {
    keys.remove(apiKey);
  }

  /** Answers 429 beyond this many requests in a minute of the clock; 960 at the start. */
  public void setRateLimit(int perMinute) {
    rateLimit.set(perMinute);
  }

  /** Adds a user and returns the id. */
  public String addUser(String name, String email) {
    synchronized (account) {
      return account.addUser(name, email).id();
    }
  }

  /** Adds an escalation policy and returns the id. */
  public String addEscalationPolicy(String name) {
    synchronized (account) {
      return account.addPolicy(name).id();
    }
  }

  /** Adds a service with an escalation policy of its own and returns the service's id. */
  public String addService(String name) {
    synchronized (account) {
      return account.addService(name, account.addPolicy(name + " policy")).id();
    }
  }

  /** Adds a service under an existing escalation policy and returns the service's id. */
  public String addService(String name, String escalationPolicyId) {
    synchronized (account) {
      return account.addService(name, lookup.policy(escalationPolicyId)).id();
    }
  }

  /** The id of the escalation policy of a service. */
  public String escalationPolicyOf(String serviceId) {
    synchronized (account) {
      return lookup.policy(serviceId).id();
    }
  }

  /** Adds a schedule and returns the id. */
  public String addSchedule(String name) {
    synchronized (account) {
      return account.addSchedule(name).id();
    }
  }

  /** Puts a user on a level of a policy for good: no schedule, no start, no end. */
  public void putOnCall(String user, String target, int level) {
    put(user, target, level, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Gives a user a shift of a schedule, from start until before end. */
  public void putOnCall(
      String user, String target, int level, String scheduleId, Instant start, Instant end) {
    put(user, target, level, Optional.of(scheduleId), Optional.of(start), Optional.of(end));
  }

  private void put(
      String user,
      String target,
      int level,
      Optional<String> scheduleId,
      Optional<Instant> start,
      Optional<Instant> end) {
    synchronized (account) {
      Optional<Schedule> schedule = scheduleId.map(lookup::schedule);
      account.putOnCall(
          new OnCall(lookup.user(user), lookup.policy(target), level, schedule, start, end));
    }
  }

  /** Takes everybody off call. */
  public void clearOnCall() {
    synchronized (account) {
      account.clearOnCall();
    }
  }

  /** A person acknowledges an incident on PagerDuty's website. */
  public void acknowledgeAs(String user, String incidentId) {
    gestures.move(user, incidentId, Status.ACKNOWLEDGED);
  }

  /** A person resolves an incident on PagerDuty's website. */
  public void resolveAs(String user, String incidentId) {
    gestures.move(user, incidentId, Status.RESOLVED);
  }

  /** A person writes a note on PagerDuty's website; returns the note's id. */
  public String noteAs(String user, String incidentId, String content) {
    return gestures.note(user, incidentId, content);
  }

  /** All incidents, oldest first. */
  public List<Incident> incidents() {
    synchronized (account) {
      return account.incidents().stream().map(LiveIncident::snapshot).toList();
    }
  }

  /** Stops listening and cuts every connection. */
  @Override
  public void close() {
    courier.close();
    deliveries.close();
    server.stop(0);
    threads.shutdownNow();
  }
}
