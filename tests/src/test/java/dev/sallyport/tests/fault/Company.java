package dev.sallyport.tests.fault;

import dev.sallyport.simulators.opsgenie.OpsgenieSimulator;
import dev.sallyport.simulators.pagerduty.PagerDutySimulator;
import dev.sallyport.simulators.slack.Person;
import dev.sallyport.simulators.slack.SlackSimulator;
import dev.sallyport.simulators.teleport.RoleBuilder;
import dev.sallyport.simulators.teleport.TeleportSimulator;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The people, roles and services of every world, and the configuration that fits. */
final class Company {
  static final String OWN_ROLE = "sallyport";

  private Company() {}

  /** Stores them all; answers the ids of the services by name. */
  static Map<String, String> settle(
      TeleportSimulator teleport, PagerDutySimulator pagerduty, Map<String, String> onSlack) {
    teleport.putRole(RoleBuilder.role("editor-requester").mayRequest("editor").threshold(2, 1));
    teleport.putRole(RoleBuilder.role("demo-role-requester").mayRequest("demo-role"));
    teleport.putRole(RoleBuilder.role("reviewer").mayReview("editor", "demo-role"));
    teleport.putRole(ownRole());
    for (String user : List.of(World.ALICE, World.CAROL)) {
      teleport.putUser(
          user,
          List.of("editor-requester", "demo-role-requester"),
          traits(user, onSlack, pagerduty));
    }
    for (String user : List.of(World.BOB, World.DAVE)) {
      teleport.putUser(user, List.of("reviewer"), traits(user, onSlack, pagerduty));
    }
    teleport.putBot("sallyport", List.of(OWN_ROLE));
    pagerduty.addUser("Sallyport", World.USER);
    Map<String, String> services = new HashMap<>();
    for (String service :
        List.of(World.SERVICE, World.OTHER_SERVICE, World.FALLBACK_SERVICE, World.CRITICAL)) {
      services.put(service, pagerduty.addService(service));
    }
    pagerduty.putOnCall(World.CAROL, String.valueOf(services.get(World.CRITICAL)), 1);
    return services;
  }

  /** How the vendors know a user. */
  private static Map<String, List<String>> traits(
      String user, Map<String, String> onSlack, PagerDutySimulator pagerduty) {
    return Map.of(
        "slack_uid",
        List.of(String.valueOf(onSlack.get(user))),
        "pagerduty_uid",
        List.of(pagerduty.addUser(user.substring(0, user.indexOf('@')), user)));
  }

  /** Puts everybody on Slack; answers their user ids by Teleport user. */
  static Map<String, String> settle(SlackSimulator slack) {
    Map<String, String> ids = new HashMap<>();
    for (String user : List.of(World.ALICE, World.BOB, World.CAROL, World.DAVE)) {
      ids.put(user, slack.addUser(Person.named(user.substring(0, user.indexOf('@')), user)));
    }
    return ids;
  }

  /** Equips Opsgenie. */
  static void settle(OpsgenieSimulator opsgenie) {
    opsgenie.addUser(World.CAROL);
    opsgenie.addSchedule(World.SCHEDULE);
    opsgenie.setOnCall(World.SCHEDULE, World.CAROL);
  }

  /** The rights that Sallyport needs. */
  static RoleBuilder ownRole() {
    return RoleBuilder.role(OWN_ROLE)
        .rule("access_request", "list", "read")
        .rule("access_plugin_data", "list", "read", "update")
        .rule("user", "list", "read")
        .rule("role", "list", "read")
        .rule("access_monitoring_rule", "list", "read")
        .mayReview("demo-role")
        .maySubmitFor(World.BOB, World.DAVE);
  }

  /** A destination's part of the file. */
  static String slackLines(SlackSimulator slack, String channel, boolean history) {
    return """
    [slack]
    team_id = "%s"
    app_id = "%s"
    history_scope = %s

    [role_to_recipients]
    "*" = ["%s"]

    [review.roles]
    "*" = {reason_on_deny = false}
    """
        .formatted(slack.teamId(), slack.appId(), history, channel);
  }

  /**
   * The file's text.
   *
   * @param destinations their sections
   */
  static String config(String teleportAddress, Path identity, String destinations) {
    return """
    [teleport]
    cluster = "%s"
    addr = "%s"
    identity = "%s"
    connection_upgrade = "off"

    [modes]
    auto_approval = "on"

    %s

    [[auto_approval.allow]]
    services = ["%s"]
    roles = ["demo-role"]
    max_level = 1

    [[auto_approval.allow]]
    schedules = ["%s"]
    roles = ["demo-role"]
    """
        .formatted(
            World.CLUSTER,
            teleportAddress,
            identity.toAbsolutePath().toString().replace("\\", "\\\\"),
            destinations,
            World.CRITICAL,
            World.SCHEDULE);
  }
}
