package dev.sallyport.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code sallyport pagerduty}. */
@Command(
    name = "pagerduty",
    mixinStandardHelpOptions = true,
    description = "What PagerDuty needs to know of Sallyport.",
    subcommands = WebhookCommand.class)
final class PagerDutyCommand implements Runnable {
  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
