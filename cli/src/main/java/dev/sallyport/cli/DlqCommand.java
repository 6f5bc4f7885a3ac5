package dev.sallyport.cli;

import picocli.CommandLine.Command;

/** {@code sallyport dlq}. */
@Command(
    name = "dlq",
    mixinStandardHelpOptions = true,
    description = "Shows the dead letters of a stack or of the running local loop.",
    subcommands = {DlqListCommand.class, DlqShowCommand.class, DlqRedriveCommand.class})
final class DlqCommand extends CommandGroup {}
