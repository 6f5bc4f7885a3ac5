package dev.sallyport.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.sallyport.cli.local.Refusal;
import dev.sallyport.core.config.ConfigError;
import dev.sallyport.teleport.UnusableIdentity;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The {@code sallyport} command. */
@Command(
    name = "sallyport",
    description =
        "Teleport Access Requests on PagerDuty, Opsgenie, JSM Operations and Slack, and decisions"
            + " back.",
    mixinStandardHelpOptions = true,
    version = "sallyport 0.1.0",
    subcommands = {
      LocalCommand.class,
      DemoCommand.class,
      RequestCommand.class,
      PolicyCommand.class,
      SlackCommand.class,
      PagerDutyCommand.class,
      SecretsCommand.class,
      ConfigCommand.class,
      ModeCommand.class,
      DlqCommand.class,
      TakeoverCommand.class,
      HandbackCommand.class,
      ConfigureCommand.class
    })
public final class Sallyport extends CommandGroup {
  /** What was asked for cannot be done as asked: flags, files, configuration. */
  static final int BAD_INPUT = 2;

  /** They tell at length what our own line says; held here, or their level would be forgotten. */
  private static final List<java.util.logging.Logger> SILENT =
      Stream.of("io.grpc", "io.netty").map(java.util.logging.Logger::getLogger).toList();

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    // The libraries' own lines would stand between ours; ElasticMQ's warn of nothing but our end.
    level(Logger.ROOT_LOGGER_NAME, Level.WARN);
    level("org.apache.pekko", Level.ERROR);
    level("io.netty", Level.OFF);
    SILENT.forEach(logger -> logger.setLevel(java.util.logging.Level.OFF));
    System.exit(commandLine().execute(arguments));
  }

  private static void level(String logger, Level level) {
    ((Logger) LoggerFactory.getLogger(logger)).setLevel(level);
  }

  /** The command, ready to be executed. */
  public static CommandLine commandLine() {
    CommandLine command = new CommandLine(new Sallyport());
    command.setParameterExceptionHandler(Sallyport::complain);
    command.setExecutionExceptionHandler(Sallyport::fail);
    return command;
  }

  /** One line that names the value, and where to read on. */
  private static int complain(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    error(
        command.getErr(),
        firstLine(e) + ". See: " + command.getCommandSpec().qualifiedName() + " --help");
    return BAD_INPUT;
  }

  private static int fail(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
    Optional<String> setting = e instanceof Refusal ? Optional.empty() : AwsFailure.ofSettings(e);
    if (setting.isPresent()) {
      error(command.getErr(), setting.get());
      return BAD_INPUT;
    }
    error(command.getErr(), AwsFailure.of(e).orElseGet(() -> firstLine(e)));
    return switch (e) {
      case ConfigError _, UnusableIdentity _, Refusal _ -> BAD_INPUT;
      default -> 1;
    };
  }

  private static void error(PrintWriter out, String text) {
    out.println("sallyport: " + text);
    out.flush();
  }

  static String firstLine(Throwable e) {
    String message = e.getMessage();
    return message == null
        ? e.getClass().getSimpleName()
        : message.lines().findFirst().orElse(e.getClass().getSimpleName());
  }
}
