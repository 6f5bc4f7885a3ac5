package dev.sallyport.tests.events;

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
import dev.sallyport.teleport.wire.types.AccessRequestV3;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Those whom the samples are about, and the systems that they use. */
final class SampleCompany implements AutoCloseable {
  static final String REQUEST = "01995f3c-8a2b-7c31-9d4e-5f60718293a4";
  static final String CLUSTER = "example.com";
  static final String SECRET = "test-secret-not-real";
  static final String ALICE = "alice@example.com";
  static final String BOB = "bob@example.com";
  static final String CHANNEL = "C0REQUESTS";
  static final String KEY = "simulated-pagerduty-key";
  static final String OPSGENIE_KEY = "simulated-opsgenie-key";
  static final String TOKEN = "xoxb-simulated-not-real";
  private static final String SERVICE = "Teleport Access Request Notifications";
  private static final String SCHEDULE = "Platform On Call";
  private static final String USER = "sallyport@example.com";

  final TeleportSimulator teleport;
  final PagerDutySimulator pagerduty;
  final OpsgenieSimulator opsgenie;
  final SlackSimulator slack;

  SampleCompany(InstantSource clock) {
    teleport =
        TeleportSimulator.start(
            TeleportOptions.builder().clusterName(CLUSTER).clock(clock).build());
    pagerduty =
        PagerDutySimulator.start(PagerDutyOptions.defaults().withClock(clock).withAccountKey(KEY));
    opsgenie =
        OpsgenieSimulator.start(
            OpsgenieOptions.defaults().withClock(clock).withApiKey(OPSGENIE_KEY));
    slack = SlackSimulator.start(SlackOptions.defaults().withClock(clock).withToken(TOKEN));
    settle();
  }

  /** Sallyport's own. */
  void writeIdentity(Path file) {
    teleport.writeIdentity(file, "bot-sallyport", List.of("sallyport"));
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

  /** Alice asks, under the id that the samples name. */
  void ask() {
    String made = teleport.createRequest(NewRequest.of(ALICE, "editor").because("fix the build"));
    AccessRequestV3 request = teleport.request(made).orElseThrow();
    teleport.delete(made);
    teleport.putRequest(
        request.toBuilder()
            .setMetadata(request.getMetadata().toBuilder().setName(REQUEST))
            .build());
  }

  String config(Path identity) {
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
    slack.close();
    opsgenie.close();
    pagerduty.close();
    teleport.close();
  }
}
