package dev.sallyport.cli.secrets;

/** What the template calls the secrets of a stack, behind its name. */
public final class SecretNames {
  public static final String TELEPORT = "teleport-";
  public static final String TELEPORT_READ = TELEPORT + "read";
  public static final String PAGERDUTY_API = "pagerduty-api";
  public static final String PAGERDUTY_WEBHOOK = "pagerduty-webhook";
  public static final String OPSGENIE_API = "opsgenie-api";
  public static final String JSM_API = "jsm-api";
  public static final String SLACK_BOT = "slack-bot";
  public static final String SLACK_SIGNING = "slack-signing";

  private SecretNames() {}
}
