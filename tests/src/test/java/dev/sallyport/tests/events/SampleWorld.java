package dev.sallyport.tests.events;

import dev.sallyport.core.config.Config;
import dev.sallyport.core.config.ConfigReader;
import dev.sallyport.core.config.Mode;
import dev.sallyport.core.event.Events;
import dev.sallyport.core.event.Inbox;
import dev.sallyport.core.event.RequestEvent;
import dev.sallyport.core.signal.Signal;
import dev.sallyport.simulators.opsgenie.OpsgenieOptions;
import dev.sallyport.simulators.opsgenie.OpsgenieSimulator;
import dev.sallyport.simulators.pagerduty.PagerDutyOptions;
import dev.sallyport.simulators.pagerduty.PagerDutySimulator;
import dev.sallyport.simulators.slack.Person;
import dev.sallyport.simulators.slack.SlackOptions;
import dev.sallyport.simulators.slack.SlackSimulator;
import dev.sallyport.simulators.teleport.NewRequest;
import dev.sallyport.simulators.teleport.RoleBuilder;
import dev.sallyport.simulators.teleport.TeleportOptions;
import dev.sallyport.simulators.teleport.TeleportSimulator;
import dev.sallyport.teleport.TeleportClient;
import dev.sallyport.teleport.wire.types.AccessRequestV3;
import dev.sallyport.workers.Access;
import dev.sallyport.workers.Mail;
import dev.sallyport.workers.Surroundings;
import dev.sallyport.workers.Vendors;
import dev.sallyport.workers.Wiring;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The company that the samples come from, shortly after Alice has asked. */
final class SampleWorld implements AutoCloseable {
  static final String REQUEST = "01995f3c-8a2b-7c31-9d4e-5f60718293a4";
  static final String CLUSTER = "example.com";
  static final String SECRET = "test-secret-not-real";
  static final String ALICE = "alice@example.com";
  static final String BOB = "bob@example.com";
  static final String CHANNEL = "C0REQUESTS";
  private static final String SERVICE = "Teleport Access Request Notifications";
  private static final String SCHEDULE = "Platform On Call";
  private static final String KEY = "simulated-pagerduty-key";
  private static final String OPSGENIE_KEY = "simulated-opsgenie-key";
  private static final String TOKEN = "xoxb-simulated-not-real";
  private static final String USER = "sallyport@example.com";

  final Time clock = new Time();
  final TeleportSimulator teleport =
      TeleportSimulator.start(TeleportOptions.builder().clusterName(CLUSTER).clock(clock).build());
  final PagerDutySimulator pagerduty =
      PagerDutySimulator.start(PagerDutyOptions.defaults().withClock(clock).withAccountKey(KEY));
  final OpsgenieSimulator opsgenie =
      OpsgenieSimulator.start(OpsgenieOptions.defaults().withClock(clock).withApiKey(OPSGENIE_KEY));
  final SlackSimulator slack =
      SlackSimulator.start(SlackOptions.defaults().withClock(clock).withToken(TOKEN));
  final Outbox outbox = new Outbox();
  final List<Signal> signals = new ArrayList<>();
  final Wiring wiring;
  private final TeleportClient client;

  /** Time that passes only when it is told to. */
  static final class Time implements InstantSource {
    private volatile Instant now = Instant.parse("2026-11-20T09:58:25Z");

    @Override
    public Instant instant() {
      return now;
    }

    void set(Instant to) {
      now = to;
    }

    void forward(Duration length) {
      now = now.plus(length);
    }
  }

  /** What the functions send, and what they do with messages that they do not take. */
  static final class Outbox implements Mail {
    final List<String> sent = new ArrayList<>();
    final List<String> returned = new ArrayList<>();

    @Override
    public Events to(String queue) {
      return (RequestEvent event) ->
          sent.add(queue + " " + event.cause().word() + " " + event.requestId());
    }

    @Override
    public Inbox inbox(String queue) {
      return new Inbox() {
        @Override
        public void delay(Letter letter, Duration wait) {
          returned.add("delayed " + letter.id());
        }

        @Override
        public void bury(Letter letter, String why) {
          returned.add("buried " + letter.id() + ": " + why);
        }
      };
    }
  }

  SampleWorld(Path identity) {
    settle();
    teleport.writeIdentity(identity, "bot-sallyport", List.of("sallyport"));
    Config config = ConfigReader.local("sallyport.toml", config(identity));
    client = Wiring.teleport(config).build();
    wiring =
        new Wiring(
            config,
            _ -> Mode.ON,
            client,
            outbox,
            Vendors.none()
                .withPagerDuty(new Access(() -> KEY, Optional.of(pagerduty.url())), () -> SECRET)
                .withOpsgenie(new Access(() -> OPSGENIE_KEY, Optional.of(opsgenie.url())), () -> "")
                .withSlack(new Access(() -> TOKEN, Optional.of(slack.url())), () -> SECRET),
            Surroundings.inTurn(signals::add, clock, clock::forward));
    ask();
  }

  private void settle() {
    teleport.putRole(
        RoleBuilder.role("editor-requester")
            .mayRequest("editor")
            .annotation("pagerduty_notify_service", SERVICE)
            .annotation("teleport.dev/notify-services", SCHEDULE));
    teleport.putRole(RoleBuilder.role("reviewer").mayReview("editor"));
    teleport.putRole(
        RoleBuilder.role("sallyport")
            .rule("access_request", "list", "read")
            .rule("access_plugin_data", "list", "read", "update")
            .rule("user", "list", "read")
            .rule("role", "list", "read")
            .rule("access_monitoring_rule", "list", "read")
            .maySubmitFor(BOB));
    teleport.putUser(ALICE, List.of("editor-requester"), Map.of());
    teleport.putUser(
        BOB,
        List.of("reviewer"),
        Map.of(
            "slack_uid",
            List.of("U0BOB"),
            "pagerduty_uid",
            List.of(pagerduty.addUser("Bob", BOB))));
    teleport.putBot("sallyport", List.of("sallyport"));
    pagerduty.addUser("Sallyport", USER);
    pagerduty.addService(SERVICE);
    opsgenie.addSchedule(SCHEDULE);
    slack.addUser("U0ALICE", Person.named("Alice", ALICE).ofTeam("T0SALLYPORT"));
    slack.addUser("U0BOB", Person.named("Bob", BOB).ofTeam("T0SALLYPORT"));
    slack.addChannel(CHANNEL, "access-requests");
    slack.invite(CHANNEL, "U0ALICE", "U0BOB");
    slack.inviteBot(CHANNEL);
  }

  /** Under the id that the samples name. */
  private void ask() {
    String made = teleport.createRequest(NewRequest.of(ALICE, "editor").because("fix the build"));
    AccessRequestV3 request = teleport.request(made).orElseThrow();
    teleport.delete(made);
    teleport.putRequest(
        request.toBuilder()
            .setMetadata(request.getMetadata().toBuilder().setName(REQUEST))
            .build());
  }

  private String config(Path identity) {
    return """
    [teleport]
    cluster = "%s"
    addr = "%s"
    identity = "%s"
    connection_upgrade = "off"

    [pagerduty]
    user_email = "%s"

    [opsgenie]

    [slack]
    team_id = "T0SALLYPORT"
    app_id = "A0SALLYPORT"

    [role_to_recipients]
    "*" = ["%s"]
    """
        .formatted(
            CLUSTER,
            teleport.address(),
            identity.toAbsolutePath().toString().replace("\\", "\\\\"),
            USER,
            CHANNEL);
  }

  @Override
  public void close() {
    client.close();
    slack.close();
    opsgenie.close();
    pagerduty.close();
    teleport.close();
  }
}
