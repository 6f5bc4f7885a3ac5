package dev.sallyport.cli;

import picocli.CommandLine.Command;

/** {@code sallyport config}. */
@Command(
    name = "config",
    mixinStandardHelpOptions = true,
    description = "Checks, stores and shows the configuration of a stack on AWS.",
    subcommands = {ConfigPutCommand.class, ConfigGetCommand.class, ConfigValidateCommand.class})
final class ConfigCommand extends CommandGroup {}
