package dev.sallyport.cli.local;

import dev.sallyport.core.config.Config;
import dev.sallyport.core.config.ConfigReader;
import dev.sallyport.core.config.LiveModes;
import dev.sallyport.core.signal.Signals;
import dev.sallyport.integrations.opsgenie.OpsgenieDestination;
import dev.sallyport.integrations.pagerduty.PagerDutyDestination;
import dev.sallyport.integrations.slack.SlackDestination;
import dev.sallyport.simulators.opsgenie.OpsgenieOptions;
import dev.sallyport.simulators.opsgenie.OpsgenieSimulator;
import dev.sallyport.simulators.pagerduty.PagerDutyOptions;
import dev.sallyport.simulators.pagerduty.PagerDutySimulator;
import dev.sallyport.simulators.pagerduty.Subscription;
import dev.sallyport.simulators.slack.SlackOptions;
import dev.sallyport.simulators.slack.SlackSimulator;
import dev.sallyport.simulators.teleport.TeleportOptions;
import dev.sallyport.simulators.teleport.TeleportSimulator;
import dev.sallyport.workers.Access;
import dev.sallyport.workers.Vendors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** A small company to try things on: a Teleport, a PagerDuty, a Slack, a few people and roles. */
public final class SimulatedWorld implements AutoCloseable {
  /** The cluster's name. */
  public static final String CLUSTER = "teleport.example.com";

  /** The service that hears of requests. */
  public static final String NOTIFICATIONS = "Teleport Access Request Notifications";

  /** The service whose people may get {@code demo-role} while they are on call. */
  public static final String CRITICAL = "My Critical Service";

  /** Somebody who asks for access. */
  public static final String ALICE = "alice@example.com";

  /** Somebody who may review. */
  public static final String BOB = "bob@example.com";

  private static final Duration EXPIRE_EVERY = Duration.ofMillis(250);

  /** The schedule whose people may get {@code database} while they are on call. */
  public static final String DATABASE = "Database On Call";

  static final String OPSGENIE_KEY = "simulated-opsgenie-key";
  static final String JSM_USER = "sallyport@example.com";
  static final String JSM_TOKEN = "simulated-jsm-token";
  static final String PAGERDUTY_KEY = "simulated-pagerduty-key";
  static final String PAGERDUTY_USER = "sallyport@example.com";
  static final String SLACK_TOKEN = "xoxb-simulated-slack-token";

  /** What Slack signs with at first, and what is stored. */
  public static final String SLACK_SIGNING_SECRET = "simulated-slack-signing-secret";

  private final TeleportSimulator teleport;
  private final PagerDutySimulator pagerduty;
  private final OpsgenieSimulator opsgenie;
  private final SlackSimulator slack;
  private final Path directory;
  private final Thread expirer = Thread.ofVirtual().name("expirer").unstarted(this::expire);
  private final Company company;
  private volatile Optional<Subscription> subscription = Optional.empty();
  private volatile String signingSecrets = SLACK_SIGNING_SECRET;
  private volatile boolean closed;

  private SimulatedWorld(
      TeleportSimulator teleport,
      PagerDutySimulator pagerduty,
      OpsgenieSimulator opsgenie,
      SlackSimulator slack,
      Path directory) {
    this.teleport = teleport;
    this.pagerduty = pagerduty;
    this.opsgenie = opsgenie;
    this.slack = slack;
    this.directory = directory;
    this.company = Company.settle(teleport, pagerduty, opsgenie, slack);
  }

  /** Where the systems listen; 0 for a free port. */
  public record Ports(int teleport, int pagerduty, int opsgenie, int slack) {}

  /** Starts all systems on free ports. */
  public static SimulatedWorld start(Path directory) {
    return start(directory, new Ports(0, 0, 0, 0));
  }

  /**
   * Starts all systems on loopback.
   *
   * @param directory where identity files are written, readable for this user alone
   */
  public static SimulatedWorld start(Path directory, Ports ports) {
    TeleportSimulator teleport =
        TeleportSimulator.start(
            TeleportOptions.builder().clusterName(CLUSTER).port(ports.teleport()).build());
    PagerDutySimulator pagerduty =
        PagerDutySimulator.start(
            PagerDutyOptions.defaults()
                .withPort(ports.pagerduty())
                .withAccountKey(PAGERDUTY_KEY)
                .withDeliveries());
    OpsgenieSimulator opsgenie =
        OpsgenieSimulator.start(
            OpsgenieOptions.defaults()
                .withPort(ports.opsgenie())
                .withApiKey(OPSGENIE_KEY)
                .withJsmApiKey(OPSGENIE_KEY)
                .withApiToken(JSM_USER, JSM_TOKEN));
    SlackSimulator slack =
        SlackSimulator.start(
            SlackOptions.defaults()
                .withPort(ports.slack())
                .withToken(SLACK_TOKEN)
                .withSigningSecret(SLACK_SIGNING_SECRET));
    SimulatedWorld world = new SimulatedWorld(teleport, pagerduty, opsgenie, slack, directory);
    PrivateFile.write(
        world.identity(),
        teleport.identityFile("bot-" + Company.SALLYPORT, List.of(Company.SALLYPORT)));
    PrivateFile.write(world.admin(), teleport.adminIdentity());
    world.expirer.start();
    return world;
  }

  /** From now on somebody is on call for {@link #CRITICAL}, on the first level. */
  public void putOnCall(String user) {
    pagerduty.putOnCall(user, company.critical(), 1);
  }

  /** From now on somebody is on call at Opsgenie for {@link #DATABASE}. */
  public void putOnCallForDatabase(String user) {
    opsgenie.setOnCall(DATABASE, user);
  }

  /** Requests expire by themselves, as they do at a real Teleport. */
  private void expire() {
    while (!closed) {
      teleport.expireDue();
      LockSupport.parkNanos(EXPIRE_EVERY.toNanos());
    }
  }

  public TeleportSimulator teleport() {
    return teleport;
  }

  public PagerDutySimulator pagerduty() {
    return pagerduty;
  }

  public OpsgenieSimulator opsgenie() {
    return opsgenie;
  }

  public SlackSimulator slack() {
    return slack;
  }

  /**
   * Stores what Slack's deliveries are verified with, as a secret store would hold it: one secret,
   * or several as JSON. With which one Slack signs is the simulator's matter.
   */
  public void storeSigningSecrets(String stored) {
    signingSecrets = stored;
  }

  /** The Slack channel that hears of requests, by id. */
  public String channel() {
    return company.channel();
  }

  /** {@link #ALICE}'s Slack user id. */
  public String aliceOnSlack() {
    return company.alice();
  }

  /** {@link #BOB}'s Slack user id. */
  public String bobOnSlack() {
    return company.bob();
  }

  /** Sallyport's own identity. */
  public Path identity() {
    return directory.resolve("simulated-sallyport.pem");
  }

  /** The identity that {@code request} acts with. */
  public Path admin() {
    return directory.resolve("simulated-admin.pem");
  }

  /** Where the vendors are, by name. */
  public Map<String, String> vendors() {
    return Map.of(
        PagerDutyDestination.NAME, pagerduty.url().toString(),
        OpsgenieDestination.NAME, opsgenie.url().toString(),
        SlackDestination.NAME, slack.url().toString());
  }

  /** {@link #config()} as a file, for other commands to find. */
  public Path configFile() {
    Path file = directory.resolve("simulated.toml");
    PrivateFile.write(file, config());
    return file;
  }

  /** The configuration that fits. */
  public String config() {
    return WorldConfig.text(this, company.channel());
  }

  /**
   * A loop over this world. Where to find its systems, and as whom, is this world's, whatever the
   * text says.
   *
   * @param name of the configuration, for messages
   * @param text reads the configuration, at first and again for the modes
   */
  public LocalLoop.Settings settings(String name, Supplier<String> text, Signals signals) {
    Config config = ConfigReader.local(name, text.get());
    return new LocalLoop.Settings(
        config.reaching(teleport.address(), Optional.of(identity().toString())),
        () -> LiveModes.under(config, name, text.get()),
        Vendors.none()
            .withPagerDuty(
                new Access(() -> PAGERDUTY_KEY, Optional.of(pagerduty.url())), this::webhookSecret)
            .withOpsgenie(
                new Access(() -> OPSGENIE_KEY, Optional.of(opsgenie.url())),
                () -> JSM_USER + ":" + JSM_TOKEN)
            .withSlack(
                new Access(() -> SLACK_TOKEN, Optional.of(slack.url())), () -> signingSecrets),
        signals);
  }

  private String webhookSecret() {
    return subscription
        .map(Subscription::secret)
        .orElseThrow(() -> new IllegalStateException("PagerDuty has no subscription yet"));
  }

  /**
   * Starts the loop, and has Slack and PagerDuty deliver to it what people do there.
   *
   * @param watchers see every call to the queues
   */
  public LocalLoop run(LocalLoop.Settings settings, ExecutionInterceptor... watchers) {
    LocalLoop loop = LocalLoop.start(settings, watchers);
    loop.webhooks().ifPresent(this::deliverTo);
    return loop;
  }

  private void deliverTo(URI webhooks) {
    slack.setRequestUrl(webhooks.resolve(LocalLoop.SLACK_WEBHOOK));
    subscription =
        Optional.of(
            pagerduty
                .webhooks()
                .subscribe(
                    webhooks.resolve(LocalLoop.PAGERDUTY_WEBHOOK),
                    "incident.annotated",
                    "incident.resolved"));
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(expirer);
    slack.close();
    opsgenie.close();
    pagerduty.close();
    teleport.close();
    try {
      Files.deleteIfExists(identity());
      Files.deleteIfExists(admin());
      Files.deleteIfExists(directory.resolve("simulated.toml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
