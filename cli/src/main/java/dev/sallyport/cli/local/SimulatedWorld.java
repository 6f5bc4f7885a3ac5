package dev.sallyport.cli.local;

import dev.sallyport.core.config.ConfigReader;
import dev.sallyport.core.signal.Signals;
import dev.sallyport.integrations.pagerduty.PagerDutyDestination;
import dev.sallyport.integrations.slack.SlackDestination;
import dev.sallyport.simulators.pagerduty.PagerDutyOptions;
import dev.sallyport.simulators.pagerduty.PagerDutySimulator;
import dev.sallyport.simulators.slack.Person;
import dev.sallyport.simulators.slack.SlackOptions;
import dev.sallyport.simulators.slack.SlackSimulator;
import dev.sallyport.simulators.teleport.RoleBuilder;
import dev.sallyport.simulators.teleport.TeleportOptions;
import dev.sallyport.simulators.teleport.TeleportSimulator;
import dev.sallyport.workers.Access;
import dev.sallyport.workers.Vendors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

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

  static final String PAGERDUTY_KEY = "simulated-pagerduty-key";
  static final String PAGERDUTY_USER = "sallyport@example.com";
  static final String SLACK_TOKEN = "xoxb-simulated-slack-token";

  /** What Slack signs with at first, and what is stored. */
  public static final String SLACK_SIGNING_SECRET = "simulated-slack-signing-secret";

  private final TeleportSimulator teleport;
  private final PagerDutySimulator pagerduty;
  private final SlackSimulator slack;
  private final Path directory;
  private final Thread expirer = Thread.ofVirtual().name("expirer").unstarted(this::expire);
  private String critical = "";
  private String channel = "";
  private String alice = "";
  private String bob = "";
  private volatile String signingSecrets = SLACK_SIGNING_SECRET;
  private volatile boolean closed;

  private SimulatedWorld(
      TeleportSimulator teleport,
      PagerDutySimulator pagerduty,
      SlackSimulator slack,
      Path directory) {
    this.teleport = teleport;
    this.pagerduty = pagerduty;
    this.slack = slack;
    this.directory = directory;
  }

  /**
   * Starts all systems on loopback.
   *
   * @param directory where identity files are written, readable for this user alone
   * @param teleportPort 0 for a free one, likewise the others
   */
  public static SimulatedWorld start(
      Path directory, int teleportPort, int pagerdutyPort, int slackPort) {
    TeleportSimulator teleport =
        TeleportSimulator.start(
            TeleportOptions.builder().clusterName(CLUSTER).port(teleportPort).build());
    PagerDutySimulator pagerduty =
        PagerDutySimulator.start(
            PagerDutyOptions.defaults().withPort(pagerdutyPort).withAccountKey(PAGERDUTY_KEY));
    SlackSimulator slack =
        SlackSimulator.start(
            SlackOptions.defaults()
                .withPort(slackPort)
                .withToken(SLACK_TOKEN)
                .withSigningSecret(SLACK_SIGNING_SECRET));
    SimulatedWorld world = new SimulatedWorld(teleport, pagerduty, slack, directory);
    world.settle();
    world.expirer.start();
    return world;
  }

  private void settle() {
    teleport.putRole(
        RoleBuilder.role("editor-requester")
            .mayRequest("editor")
            .annotation("pagerduty_notify_service", NOTIFICATIONS));
    teleport.putRole(
        RoleBuilder.role("demo-role-requester")
            .mayRequest("demo-role")
            .annotation("pagerduty_notify_service", NOTIFICATIONS)
            .annotation("pagerduty_services", CRITICAL));
    teleport.putRole(RoleBuilder.role("reviewer").mayReview("editor", "demo-role"));
    teleport.putRole(
        RoleBuilder.role("sallyport")
            .rule("access_request", "list", "read")
            .rule("access_plugin_data", "list", "read", "update")
            .rule("user", "list", "read")
            .rule("role", "list", "read")
            .mayReview("demo-role")
            .maySubmitFor(BOB));
    alice = slack.addUser(Person.named("Alice").withEmail(ALICE));
    bob = slack.addUser(Person.named("Bob").withEmail(BOB));
    channel = slack.addChannel("access-requests");
    slack.invite(channel, alice, bob);
    slack.inviteBot(channel);
    teleport.putUser(
        ALICE,
        List.of("editor-requester", "demo-role-requester"),
        Map.of("slack_uid", List.of(alice)));
    teleport.putUser(BOB, List.of("reviewer"), Map.of("slack_uid", List.of(bob)));
    teleport.putBot("sallyport", List.of("sallyport"));
    write(identity(), teleport.identityFile("bot-sallyport", List.of("sallyport")));
    write(admin(), teleport.adminIdentity());
    pagerduty.addUser("Sallyport", PAGERDUTY_USER);
    pagerduty.addUser("Alice", ALICE);
    pagerduty.addUser("Bob", BOB);
    pagerduty.addService(NOTIFICATIONS);
    critical = pagerduty.addService(CRITICAL);
  }

  /** From now on somebody is on call for {@link #CRITICAL}, on the first level. */
  public void putOnCall(String user) {
    pagerduty.putOnCall(user, critical, 1);
  }

  /** Requests expire by themselves, as they do at a real Teleport. */
  private void expire() {
    while (!closed) {
      teleport.expireDue();
      LockSupport.parkNanos(EXPIRE_EVERY.toNanos());
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.deleteIfExists(file);
      if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public TeleportSimulator teleport() {
    return teleport;
  }

  public PagerDutySimulator pagerduty() {
    return pagerduty;
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
    return channel;
  }

  /** {@link #ALICE}'s Slack user id. */
  public String aliceOnSlack() {
    return alice;
  }

  /** {@link #BOB}'s Slack user id. */
  public String bobOnSlack() {
    return bob;
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
        SlackDestination.NAME, slack.url().toString());
  }

  /** {@link #config()} as a file, for other commands to find. */
  public Path configFile() {
    Path file = directory.resolve("simulated.toml");
    write(file, config());
    return file;
  }

  /** The configuration that fits. */
  public String config() {
    return """
    [teleport]
    cluster = "%s"
    addr = "%s"
    identity = "%s"
    connection_upgrade = "off"

    [modes]
    auto_approval = "on"

    [pagerduty]
    api_key = "%s"
    user_email = "%s"

    [slack]
    token = "%s"
    team_id = "%s"
    app_id = "%s"

    [role_to_recipients]
    "*" = ["%s"]

    [[auto_approval.allow]]
    services = ["%s"]
    roles = ["demo-role"]
    max_level = 1
    """
        .formatted(
            CLUSTER,
            teleport.address(),
            identity().toAbsolutePath().toString().replace("\\", "\\\\"),
            PAGERDUTY_KEY,
            PAGERDUTY_USER,
            SLACK_TOKEN,
            slack.teamId(),
            slack.appId(),
            channel,
            CRITICAL);
  }

  /**
   * A loop over this world. Where to find its systems, and as whom, is this world's, whatever the
   * text says.
   *
   * @param name of the configuration, for messages
   * @param text reads the configuration, at first and again for the modes
   */
  public LocalLoop.Settings settings(String name, Supplier<String> text, Signals signals) {
    return new LocalLoop.Settings(
        ConfigReader.local(name, text.get())
            .reaching(teleport.address(), Optional.of(identity().toString())),
        () -> ConfigReader.local(name, text.get()).modes(),
        new Vendors(
            new Access(() -> PAGERDUTY_KEY, Optional.of(pagerduty.url())),
            new Access(() -> SLACK_TOKEN, Optional.of(slack.url())),
            () -> signingSecrets),
        signals);
  }

  /** Starts the loop, and has Slack deliver what people press to it. */
  public LocalLoop run(LocalLoop.Settings settings) {
    LocalLoop loop = LocalLoop.start(settings);
    loop.webhooks()
        .ifPresent(url -> slack.setRequestUrl(url.resolve("/webhooks/slack/interactions")));
    return loop;
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(expirer);
    slack.close();
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
