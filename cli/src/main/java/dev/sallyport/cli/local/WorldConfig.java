package dev.sallyport.cli.local;

/** The {@code sallyport.toml} that fits a simulated world. */
final class WorldConfig {
  private WorldConfig() {}

  static String text(SimulatedWorld world, String channel) {
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

    [opsgenie]
    api_key = "%s"

    [slack]
    token = "%s"
    team_id = "%s"
    app_id = "%s"

    [role_to_recipients]
    "*" = ["%s"]

    [review.pagerduty]
    approve_roles = ["editor"]

    [[auto_approval.allow]]
    services = ["%s"]
    roles = ["demo-role"]
    max_level = 1

    [[auto_approval.allow]]
    schedules = ["%s"]
    roles = ["database"]
    """
        .formatted(
            SimulatedWorld.CLUSTER,
            world.teleport().address(),
            world.identity().toAbsolutePath().toString().replace("\\", "\\\\"),
            SimulatedWorld.PAGERDUTY_KEY,
            SimulatedWorld.PAGERDUTY_USER,
            SimulatedWorld.OPSGENIE_KEY,
            SimulatedWorld.SLACK_TOKEN,
            world.slack().teamId(),
            world.slack().appId(),
            channel,
            SimulatedWorld.CRITICAL,
            SimulatedWorld.DATABASE);
  }
}
