package dev.sallyport.tests.fault;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.config.Config;
import dev.sallyport.core.config.ConfigReader;
import dev.sallyport.core.config.Mode;
import dev.sallyport.core.signal.Signal;
import dev.sallyport.simulators.fault.Fault;
import dev.sallyport.simulators.pagerduty.PagerDutyOptions;
import dev.sallyport.simulators.pagerduty.PagerDutySimulator;
import dev.sallyport.simulators.teleport.TeleportOptions;
import dev.sallyport.simulators.teleport.TeleportSimulator;
import dev.sallyport.teleport.Identity;
import dev.sallyport.teleport.TeleportClient;
import dev.sallyport.workers.Access;
import dev.sallyport.workers.Surroundings;
import dev.sallyport.workers.Vendors;
import dev.sallyport.workers.Wiring;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A Teleport, a PagerDuty, the queues between the functions, and the functions themselves. */
final class World implements AutoCloseable {
  static final String CLUSTER = "teleport.example.com";
  static final String SERVICE = "Teleport Access Request Notifications";
  static final String OTHER_SERVICE = "Database Operations";
  static final String FALLBACK_SERVICE = "Security Operations";
  static final String CRITICAL = "My Critical Service";
  static final String ALICE = "alice@example.com";
  static final String BOB = "bob@example.com";
  static final String DAVE = "dave@example.com";

  /** Always on call for {@link #CRITICAL}. */
  static final String CAROL = "carol@example.com";

  static final String BOT = "bot-sallyport";
  static final String KEY = "simulated-pagerduty-key";

  static final String USER = "sallyport@example.com";
  private static final Duration LONGEST_SETTLING = Duration.ofHours(12);
  private static final int MOST_DELIVERIES = 2000;

  final VirtualClock clock = new VirtualClock();
  final Trap trap = new Trap();
  final VirtualMail mail = new VirtualMail(clock, trap);
  final TeleportSimulator teleport;
  final PagerDutySimulator pagerduty;
  private final Map<String, String> services;
  final Map<String, Mode> modes;
  volatile String storedKey = KEY;
  final AtomicInteger keyReads = new AtomicInteger();
  volatile boolean onCallIsDown;
  volatile boolean pagerdutyIsDown;

  private final List<Signal> signals = Collections.synchronizedList(new ArrayList<>());
  private final Config config;
  private final TeleportClient admin;
  private TeleportClient client;
  private Functions functions;
  private int deliveries;

  private World(Path identity, String pagerdutyLines) {
    teleport =
        TeleportSimulator.start(
            TeleportOptions.builder().clusterName(CLUSTER).clock(clock).build());
    pagerduty =
        PagerDutySimulator.start(PagerDutyOptions.defaults().withClock(clock).withAccountKey(KEY));
    services = Company.settle(teleport, pagerduty);
    teleport.writeIdentity(identity, BOT, List.of(Company.OWN_ROLE));
    config =
        ConfigReader.local(
            "sallyport.toml", Company.config(teleport.address(), identity, pagerdutyLines));
    modes = new HashMap<>(config.modes());
    trap.into(teleport.faults());
    trap.into(pagerduty.faults());
    pagerduty
        .faults()
        .always(
            call -> pagerdutyIsDown || (onCallIsDown && call.operation().equals("GET /oncalls")),
            new Fault.Refuse(503, "out of order"));
    String adminIdentity = teleport.adminIdentity();
    admin = Wiring.teleport(config).identity(() -> Identity.parse(adminIdentity)).build();
    client = Wiring.teleport(config).build();
    functions = freshFunctions();
  }

  /** A fresh world with the usual people, roles and services. */
  static World start(Path identity) {
    return start(identity, "user_email = \"" + USER + "\"");
  }

  /**
   * @param identity the file to hold the functions' identity
   * @param pagerdutyLines the section {@code [pagerduty]}
   */
  static World start(Path identity, String pagerdutyLines) {
    return new World(identity, pagerdutyLines);
  }

  /** The id of a service. */
  String service(String name) {
    return Optional.ofNullable(services.get(name)).orElseThrow();
  }

  private Functions freshFunctions() {
    return new Functions(
        new Wiring(
            config,
            part -> Optional.ofNullable(modes.get(part)).orElseThrow(),
            client,
            mail,
            new Vendors(
                new Access(this::readKey, Optional.of(pagerduty.url())),
                new Access(() -> "", Optional.empty()),
                () -> ""),
            Surroundings.inTurn(signals::add, clock, clock::forward)));
  }

  private String readKey() {
    keyReads.incrementAndGet();
    return storedKey;
  }

  /** Another start of the functions, with a cold memory but the connections of before. */
  void coldStart() {
    functions = freshFunctions();
  }

  /** What was in memory is lost, connections included. */
  void restart() {
    client.close();
    client = Wiring.teleport(config).build();
    functions = freshFunctions();
    trap.revive();
  }

  /** Handles all messages, moving the clock to each next one, until no queue holds any. */
  void settle() {
    settle(LONGEST_SETTLING);
    if (!mail.isEmpty()) {
      throw new IllegalStateException("messages are left after " + LONGEST_SETTLING);
    }
  }

  /** Handles what can be handled within this time, and lets all of it pass. */
  void settle(Duration length) {
    Instant end = clock.instant().plus(length);
    deliveries = 0;
    while (true) {
      Optional<VirtualMail.Received> received = mail.receive();
      if (received.isPresent()) {
        deliver(received.get());
        continue;
      }
      Optional<Instant> next = mail.nextVisible().filter(at -> !at.isAfter(end));
      if (next.isEmpty()) {
        break;
      }
      clock.forwardTo(next.get());
    }
    if (length.compareTo(LONGEST_SETTLING) < 0) {
      clock.forwardTo(end);
    }
  }

  private void deliver(VirtualMail.Received received) {
    if (++deliveries > MOST_DELIVERIES) {
      throw new IllegalStateException("more than " + MOST_DELIVERIES + " deliveries: no end");
    }
    trap.arm(true);
    try {
      boolean done = functions.handle(received);
      if (!trap.dead() && done) {
        mail.delete(received);
      }
    } catch (Unavailable lostOnTheWayToTheQueue) {
      // The message comes back by itself.
    } finally {
      trap.arm(false);
    }
    if (trap.dead()) {
      restart();
    }
  }

  /** Runs the sweep as its schedule does; what fails is run again by Lambda, twice at most. */
  void sweep() {
    for (int tries = 0; tries < 3; tries++) {
      trap.arm(true);
      try {
        functions.sweep();
        if (!trap.dead()) {
          return;
        }
      } catch (Unavailable e) {
        // Tried again.
      } finally {
        trap.arm(false);
      }
      if (trap.dead()) {
        restart();
      }
    }
  }

  /** The builtin Admin's client. */
  TeleportClient admin() {
    return admin;
  }

  List<Signal> signals() {
    synchronized (signals) {
      return List.copyOf(signals);
    }
  }

  /** The names of the alarms so far. */
  List<String> alarms() {
    return signals().stream()
        .filter(signal -> signal.level() == Signal.Level.ALARM)
        .map(Signal::event)
        .toList();
  }

  void forgetSignals() {
    signals.clear();
  }

  @Override
  public void close() {
    client.close();
    admin.close();
    pagerduty.close();
    teleport.close();
  }
}
