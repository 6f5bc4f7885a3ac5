package dev.sallyport.cli;

import picocli.CommandLine.Command;

/** {@code sallyport configure}. */
@Command(
    name = "configure",
    mixinStandardHelpOptions = true,
    description = "Prints what has to be set up outside of Sallyport.",
    subcommands = {ConfigureTeleportCommand.class})
final class ConfigureCommand extends CommandGroup {}
