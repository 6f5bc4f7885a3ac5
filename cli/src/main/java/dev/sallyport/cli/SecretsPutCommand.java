package dev.sallyport.cli;

import picocli.CommandLine.Command;

/** {@code sallyport secrets put}. */
@Command(
    name = "put",
    mixinStandardHelpOptions = true,
    description = {
      "Takes a secret from a file, or asks for it without showing it; tries it out at the vendor;"
          + " stores it.",
      "The functions use it within five minutes, or as soon as the one before is refused."
    },
    subcommands = {
      PutSlackCommand.class,
      PutPagerDutyCommand.class,
      PutOpsgenieCommand.class,
      PutTeleportCommand.class
    })
final class SecretsPutCommand extends CommandGroup {}
