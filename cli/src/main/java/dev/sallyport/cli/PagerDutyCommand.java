package dev.sallyport.cli;

import picocli.CommandLine.Command;

/** {@code sallyport pagerduty}. */
@Command(
    name = "pagerduty",
    mixinStandardHelpOptions = true,
    description = "What PagerDuty needs to know of Sallyport.",
    subcommands = WebhookCommand.class)
final class PagerDutyCommand extends CommandGroup {}
