package dev.sallyport.cli.local;

import static dev.sallyport.cli.local.SimulatedWorld.ALICE;
import static dev.sallyport.cli.local.SimulatedWorld.BOB;
import static dev.sallyport.cli.local.SimulatedWorld.CRITICAL;
import static dev.sallyport.cli.local.SimulatedWorld.DATABASE;
import static dev.sallyport.cli.local.SimulatedWorld.NOTIFICATIONS;

import dev.sallyport.simulators.opsgenie.OpsgenieSimulator;
import dev.sallyport.simulators.pagerduty.PagerDutySimulator;
import dev.sallyport.simulators.slack.Person;
import dev.sallyport.simulators.slack.SlackSimulator;
import dev.sallyport.simulators.teleport.RoleBuilder;
import dev.sallyport.simulators.teleport.TeleportSimulator;
import java.util.List;
import java.util.Map;

/**
 * Who and what there is in a simulated world.
 *
 * @param critical the id of {@link SimulatedWorld#CRITICAL} at PagerDuty
 * @param channel the Slack channel that hears of requests
 * @param alice {@link SimulatedWorld#ALICE}'s id on Slack
 * @param bob {@link SimulatedWorld#BOB}'s
 */
record Company(String critical, String channel, String alice, String bob) {
  /** Sallyport's own user, and its role. */
  static final String SALLYPORT = "sallyport";

  /** Hires and equips everybody. */
  static Company settle(
      TeleportSimulator teleport,
      PagerDutySimulator pagerduty,
      OpsgenieSimulator opsgenie,
      SlackSimulator slack) {
    putRoles(teleport);
    String alice = slack.addUser(Person.named("Alice").withEmail(ALICE));
    String bob = slack.addUser(Person.named("Bob").withEmail(BOB));
    String channel = slack.addChannel("access-requests");
    slack.invite(channel, alice, bob);
    slack.inviteBot(channel);
    teleport.putUser(
        ALICE,
        List.of("editor-requester", "demo-role-requester", "database-requester"),
        traits(alice, pagerduty.addUser("Alice", ALICE)));
    teleport.putUser(BOB, List.of("reviewer"), traits(bob, pagerduty.addUser("Bob", BOB)));
    teleport.putBot(SALLYPORT, List.of(SALLYPORT));
    pagerduty.addUser("Sallyport", SimulatedWorld.PAGERDUTY_USER);
    pagerduty.addService(NOTIFICATIONS);
    opsgenie.addUser(ALICE);
    opsgenie.addUser(BOB);
    opsgenie.addSchedule(DATABASE);
    return new Company(pagerduty.addService(CRITICAL), channel, alice, bob);
  }

  private static void putRoles(TeleportSimulator teleport) {
    teleport.putRole(
        RoleBuilder.role("editor-requester")
            .mayRequest("editor")
            .annotation("pagerduty_notify_service", NOTIFICATIONS));
    teleport.putRole(
        RoleBuilder.role("demo-role-requester")
            .mayRequest("demo-role")
            .annotation("pagerduty_notify_service", NOTIFICATIONS)
            .annotation("pagerduty_services", CRITICAL));
    teleport.putRole(
        RoleBuilder.role("database-requester")
            .mayRequest("database")
            .annotation("teleport.dev/notify-services", DATABASE)
            .annotation("teleport.dev/schedules", DATABASE));
    teleport.putRole(RoleBuilder.role("reviewer").mayReview("editor", "demo-role", "database"));
    teleport.putRole(
        RoleBuilder.role(SALLYPORT)
            .rule("access_request", "list", "read")
            .rule("access_plugin_data", "list", "read", "update")
            .rule("user", "list", "read")
            .rule("role", "list", "read")
            .rule("access_monitoring_rule", "list", "read")
            .mayReview("demo-role", "database")
            .maySubmitFor(BOB));
  }

  private static Map<String, List<String>> traits(String onSlack, String onPagerDuty) {
    return Map.of("slack_uid", List.of(onSlack), "pagerduty_uid", List.of(onPagerDuty));
  }
}
