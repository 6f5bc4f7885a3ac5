package dev.sallyport.cli;

import picocli.CommandLine.Command;

/** {@code sallyport secrets}. */
@Command(
    name = "secrets",
    mixinStandardHelpOptions = true,
    description = {
      "The secrets of a stack on AWS. No command shows a value.",
      "PagerDuty's webhook secret is made and changed by sallyport pagerduty webhook."
    },
    subcommands = {SecretsPutCommand.class, SecretsRevokeCommand.class, SecretsListCommand.class})
final class SecretsCommand extends CommandGroup {}
