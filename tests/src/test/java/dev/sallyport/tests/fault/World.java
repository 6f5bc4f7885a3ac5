package dev.sallyport.tests.fault;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.config.Config;
import dev.sallyport.core.config.ConfigReader;
import dev.sallyport.core.config.Mode;
import dev.sallyport.core.delivery.RawBody;
import dev.sallyport.core.signal.Signal;
import dev.sallyport.simulators.fault.Fault;
import dev.sallyport.simulators.opsgenie.OpsgenieOptions;
import dev.sallyport.simulators.opsgenie.OpsgenieSimulator;
import dev.sallyport.simulators.pagerduty.Delivery;
import dev.sallyport.simulators.pagerduty.PagerDutyOptions;
import dev.sallyport.simulators.pagerduty.PagerDutySimulator;
import dev.sallyport.simulators.pagerduty.Subscription;
import dev.sallyport.simulators.slack.Click;
import dev.sallyport.simulators.slack.RateLimits;
import dev.sallyport.simulators.slack.SlackOptions;
import dev.sallyport.simulators.slack.SlackSimulator;
import dev.sallyport.simulators.teleport.TeleportOptions;
import dev.sallyport.simulators.teleport.TeleportSimulator;
import dev.sallyport.teleport.Identity;
import dev.sallyport.teleport.TeleportClient;
import dev.sallyport.tests.SteppedClock;
import dev.sallyport.webhooks.Webhooks;
import dev.sallyport.workers.Access;
import dev.sallyport.workers.Surroundings;
import dev.sallyport.workers.Vendors;
import dev.sallyport.workers.Wiring;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;

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
  static final String OPSGENIE_KEY = "simulated-opsgenie-key";
  private static final String JSM_TOKEN = "simulated-jsm-token";
  private static final String JSM_LOGIN = "sallyport@example.com:" + JSM_TOKEN;

  /** A schedule at Opsgenie. */
  static final String SCHEDULE = "Database On Call";

  static final String TOKEN = "xoxb-simulated-slack-token";
  static final String SIGNING_SECRET = "simulated-slack-signing-secret";
  private static final String[] HISTORY = {"channels:history", "groups:history", "im:history"};
  private static final Duration LONGEST_SETTLING = Duration.ofHours(12);
  private static final int MOST_DELIVERIES = 2000;
  private static final int MOST_PRESSES = 5;

  /** It begins now, since certificates live in real time. */
  final SteppedClock clock = new SteppedClock(Instant.now());

  final Trap trap = new Trap();
  final VirtualMail mail = new VirtualMail(clock, trap);
  final TeleportSimulator teleport;
  final PagerDutySimulator pagerduty;
  final OpsgenieSimulator opsgenie;
  final SlackSimulator slack;
  final String channel;
  private final Map<String, String> onSlack;
  private Optional<Subscription> subscription = Optional.empty();
  private final Map<String, String> services;
  final Map<String, Mode> modes;
  volatile String storedKey = KEY;
  final AtomicInteger keyReads = new AtomicInteger();
  volatile boolean onCallIsDown;
  volatile boolean pagerdutyIsDown;
  volatile boolean slackIsDown;

  private final List<Signal> signals = Collections.synchronizedList(new ArrayList<>());
  private final Config config;
  private final TeleportClient admin;
  private TeleportClient client;
  private Functions functions;
  private Wiring wiring;
  private int deliveries;

  private World(Path identity, Function<World, String> destinations, boolean history) {
    teleport =
        TeleportSimulator.start(
            TeleportOptions.builder().clusterName(CLUSTER).clock(clock).build());
    pagerduty =
        PagerDutySimulator.start(PagerDutyOptions.defaults().withClock(clock).withAccountKey(KEY));
    opsgenie =
        OpsgenieSimulator.start(
            OpsgenieOptions.defaults()
                .withClock(clock)
                .withApiKey(OPSGENIE_KEY)
                .withJsmApiKey(OPSGENIE_KEY)
                .withApiToken(USER, JSM_TOKEN));
    SlackOptions options =
        SlackOptions.defaults()
            .withClock(clock)
            .withToken(TOKEN)
            .withSigningSecret(SIGNING_SECRET)
            .withRateLimits(RateLimits.OFF);
    slack = SlackSimulator.start(history ? options.withMoreScopes(HISTORY) : options);
    channel = slack.addChannel("access-requests");
    slack.inviteBot(channel);
    onSlack = Company.settle(slack);
    services = Company.settle(teleport, pagerduty, onSlack);
    Company.settle(opsgenie);
    teleport.writeIdentity(identity, BOT, List.of(Company.OWN_ROLE));
    config =
        ConfigReader.local(
            "sallyport.toml",
            Company.config(teleport.address(), identity, destinations.apply(this)));
    modes = new HashMap<>(config.modes());
    trap.into(teleport.faults());
    trap.into(pagerduty.faults());
    trap.into(opsgenie.faults());
    trap.into(slack.faults());
    pagerduty
        .faults()
        .always(
            call -> pagerdutyIsDown || (onCallIsDown && call.operation().equals("GET /oncalls")),
            new Fault.Refuse(503, "out of order"));
    slack.faults().always(_ -> slackIsDown, new Fault.Refuse(503, "out of order"));
    String adminIdentity = teleport.adminIdentity();
    admin = Wiring.teleport(config).identity(() -> Identity.parse(adminIdentity)).build();
    client = Wiring.teleport(config).build();
    wiring = freshWiring();
    functions = new Functions(config, wiring);
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
    return new World(identity, _ -> "[pagerduty]\n" + pagerdutyLines, false);
  }

  /** A world that is told on Slack alone. */
  static World onSlack(Path identity, boolean history) {
    return new World(
        identity, world -> Company.slackLines(world.slack, world.channel, history), history);
  }

  /** A world that is told at Opsgenie alone. */
  static World onOpsgenie(Path identity) {
    return new World(identity, _ -> "[opsgenie]\n", false);
  }

  /** A world that is told at JSM Operations alone. */
  static World onJsm(Path identity) {
    return new World(
        identity,
        _ ->
            "[opsgenie]\nkind = \"jsm\"\n[opsgenie.jsm]\ncloud_id = \""
                + OpsgenieOptions.defaults().cloudId()
                + "\"\n",
        false);
  }

  /** A world where people decide by notes on incidents. */
  static World withNotes(Path identity) {
    World world =
        new World(
            identity,
            _ ->
                "[pagerduty]\nuser_email = \""
                    + USER
                    + "\"\n[review.pagerduty]\napprove_roles = [\"editor\"]\n",
            false);
    world.subscription =
        Optional.of(
            world
                .pagerduty
                .webhooks()
                .subscribe(
                    URI.create("http://127.0.0.1:9/webhooks/pagerduty"),
                    "incident.annotated",
                    "incident.resolved"));
    return world;
  }

  /** The Slack id of somebody. */
  String slackId(String user) {
    return Optional.ofNullable(onSlack.get(user)).orElseThrow();
  }

  /** The id of a service. */
  String service(String name) {
    return Optional.ofNullable(services.get(name)).orElseThrow();
  }

  private Functions freshFunctions() {
    wiring = freshWiring();
    return new Functions(config, wiring);
  }

  private Wiring freshWiring() {
    return freshWiring(client);
  }

  /** From now on each function acts with an identity of its own, until the next start. */
  void split(TeleportClient decide, TeleportClient notify, TeleportClient review) {
    functions =
        new Functions(config, freshWiring(decide), freshWiring(notify), freshWiring(review));
  }

  /** A client of somebody, by an identity file's text. */
  TeleportClient clientOf(String identityFile) {
    return Wiring.teleport(config).identity(() -> Identity.parse(identityFile)).build();
  }

  private Wiring freshWiring(TeleportClient teleportClient) {
    return new Wiring(
        config,
        part -> Optional.ofNullable(modes.get(part)).orElseThrow(),
        teleportClient,
        mail,
        Vendors.none()
            .withPagerDuty(
                new Access(this::readKey, Optional.of(pagerduty.url())),
                () -> subscription.map(Subscription::secret).orElse(""))
            .withOpsgenie(
                new Access(() -> OPSGENIE_KEY, Optional.of(opsgenie.url())), () -> JSM_LOGIN)
            .withSlack(new Access(() -> TOKEN, Optional.of(slack.url())), () -> SIGNING_SECRET),
        Surroundings.inTurn(signals::add, clock, clock::forward));
  }

  /** What the functions are made of. */
  Wiring wiring() {
    return wiring;
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
      Optional<Delivery> webhook = pagerduty.webhooks().take();
      if (webhook.isPresent()) {
        deliver(webhook.get());
        continue;
      }
      Optional<Instant> next =
          Stream.concat(mail.nextVisible().stream(), pagerduty.webhooks().nextDue().stream())
              .min(Comparator.naturalOrder())
              .filter(at -> !at.isAfter(end));
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
    countDelivery();
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

  /** PagerDuty delivers, and comes again where it is not answered well. */
  private void deliver(Delivery webhook) {
    countDelivery();
    trap.arm(true);
    int status;
    try {
      status = pagerdutyDoor().handle(call(webhook)).status();
    } finally {
      trap.arm(false);
    }
    boolean died = trap.dead();
    pagerduty.webhooks().answered(webhook, died ? 0 : status);
    if (died) {
      restart();
    }
  }

  private void countDelivery() {
    if (++deliveries > MOST_DELIVERIES) {
      throw new IllegalStateException("more than " + MOST_DELIVERIES + " deliveries: no end");
    }
  }

  /** Somebody presses a button, once more where Slack shows that it was not taken, as people do. */
  void press(Click click) {
    for (int tries = 0; tries < MOST_PRESSES; tries++) {
      trap.arm(true);
      int status;
      try {
        status = door().handle(call(slack.sign(click))).status();
      } finally {
        trap.arm(false);
      }
      boolean died = trap.dead();
      if (died) {
        restart();
      }
      if (status == 200 && !died) {
        return;
      }
      clock.forward(Duration.ofSeconds(5));
    }
    throw new IllegalStateException("the click is never taken");
  }

  private Webhooks door() {
    return new Webhooks(
        () -> SIGNING_SECRET, delivery -> mail.deliver("slack", delivery), signals::add, clock);
  }

  private Webhooks pagerdutyDoor() {
    return Webhooks.pagerduty(
        () -> subscription.orElseThrow().secret(),
        delivery -> mail.deliver("pagerduty", delivery),
        signals::add,
        clock);
  }

  private static dev.sallyport.webhooks.Call call(dev.sallyport.simulators.slack.Delivery click) {
    return call("/webhooks/slack/interactions", click.headers(), click.bytes());
  }

  private static dev.sallyport.webhooks.Call call(Delivery webhook) {
    return call("/webhooks/pagerduty", webhook.headers(), webhook.bytes());
  }

  private static dev.sallyport.webhooks.Call call(
      String path, Map<String, String> headers, byte[] body) {
    Map<String, String> lower = new HashMap<>();
    headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
    return new dev.sallyport.webhooks.Call("POST", path, lower, RawBody.of(body), "192.0.2.1");
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
    slack.close();
    opsgenie.close();
    pagerduty.close();
    teleport.close();
  }
}
