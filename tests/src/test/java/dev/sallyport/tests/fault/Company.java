package dev.sallyport.tests.fault;

import dev.sallyport.simulators.pagerduty.PagerDutySimulator;
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
  static Map<String, String> settle(TeleportSimulator teleport, PagerDutySimulator pagerduty) {
    teleport.putRole(RoleBuilder.role("editor-requester").mayRequest("editor").threshold(2, 1));
    teleport.putRole(RoleBuilder.role("demo-role-requester").mayRequest("demo-role"));
    teleport.putRole(RoleBuilder.role("reviewer").mayReview("editor", "demo-role"));
    teleport.putRole(ownRole());
    for (String user : List.of(World.ALICE, World.CAROL)) {
      teleport.putUser(user, List.of("editor-requester", "demo-role-requester"), Map.of());
    }
    for (String user : List.of(World.BOB, World.DAVE)) {
      teleport.putUser(user, List.of("reviewer"), Map.of());
    }
    teleport.putBot("sallyport", List.of(OWN_ROLE));
    pagerduty.addUser("Sallyport", World.USER);
    pagerduty.addUser("Carol", World.CAROL);
    Map<String, String> services = new HashMap<>();
    for (String service :
        List.of(World.SERVICE, World.OTHER_SERVICE, World.FALLBACK_SERVICE, World.CRITICAL)) {
      services.put(service, pagerduty.addService(service));
    }
    pagerduty.putOnCall(World.CAROL, String.valueOf(services.get(World.CRITICAL)), 1);
    return services;
  }

  /** The rights that Sallyport needs. */
  static RoleBuilder ownRole() {
    return RoleBuilder.role(OWN_ROLE)
        .rule("access_request", "list", "read")
        .rule("access_plugin_data", "list", "read", "update")
        .rule("user", "list", "read")
        .rule("role", "list", "read")
        .mayReview("demo-role");
  }

  /** The file's text. */
  static String config(String teleportAddress, Path identity, String pagerdutyLines) {
    return """
    [teleport]
    cluster = "%s"
    addr = "%s"
    identity = "%s"
    connection_upgrade = "off"

    [modes]
    auto_approval = "on"

    [pagerduty]
    %s

    [[auto_approval.allow]]
    services = ["%s"]
    roles = ["demo-role"]
    max_level = 1
    """
        .formatted(
            World.CLUSTER,
            teleportAddress,
            identity.toAbsolutePath().toString().replace("\\", "\\\\"),
            pagerdutyLines,
            World.CRITICAL);
  }
}
