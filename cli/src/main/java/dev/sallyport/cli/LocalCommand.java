package dev.sallyport.cli;

import dev.sallyport.cli.local.LocalLoop;
import dev.sallyport.cli.local.Narrator;
import dev.sallyport.cli.local.Refusal;
import dev.sallyport.cli.local.RunFile;
import dev.sallyport.cli.local.SimulatedWorld;
import dev.sallyport.core.config.Config;
import dev.sallyport.core.config.ConfigReader;
import dev.sallyport.core.config.LiveModes;
import dev.sallyport.core.signal.Signals;
import dev.sallyport.teleport.TeleportClient;
import dev.sallyport.workers.Vendors;
import dev.sallyport.workers.Wiring;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sallyport local}. */
@Command(
    name = "local",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the whole loop on this machine and stays up, telling each request's way.",
      "Without --teleport, Teleport and PagerDuty are simulated: no account is needed.",
      "With --teleport, --identity and --config it runs against a real cluster and the real"
          + " PagerDuty.",
      "Everything listens on loopback only. Ctrl-C ends it."
    })
final class LocalCommand implements Callable<Integer> {
  @Option(
      names = "--teleport",
      paramLabel = "HOST:PORT",
      description = "A real cluster's proxy or Auth Service.")
  private @Nullable String teleport;

  @Option(
      names = "--identity",
      paramLabel = "FILE",
      description =
          "The identity file that tbot or tctl wrote. Default: teleport.identity of the"
              + " configuration.")
  private @Nullable Path identity;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "sallyport.toml. Needed with --teleport. Its [modes] are read again while the loop runs.")
  private @Nullable Path config;

  @Option(
      names = "--teleport-port",
      paramLabel = "PORT",
      description = "Of the simulated Teleport. Default: a free one.")
  private int teleportPort;

  @Option(
      names = "--pagerduty-port",
      paramLabel = "PORT",
      description = "Of the simulated PagerDuty. Default: a free one.")
  private int pagerdutyPort;

  @Option(
      names = "--opsgenie-port",
      paramLabel = "PORT",
      description = "Of the simulated Opsgenie. Default: a free one.")
  private int opsgeniePort;

  @Option(
      names = "--slack-port",
      paramLabel = "PORT",
      description = "Of the simulated Slack. Default: a free one.")
  private int slackPort;

  @Option(
      names = "--sqs-port",
      paramLabel = "PORT",
      description = "Of the SQS server. Default: a free one.")
  private int sqsPort;

  @Option(
      names = "--health-port",
      paramLabel = "PORT",
      description = "Serves the poller's /health and /metrics. Default: off.")
  private int healthPort;

  @Option(
      names = "--webhook-port",
      paramLabel = "PORT",
      description =
          "Where Slack's clicks and PagerDuty's notes are taken, on loopback: for the real ones"
              + " lead a tunnel here."
              + " Default: a free one.")
  private int webhookPort;

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    RunFile.find()
        .ifPresent(
            other -> {
              throw new Refusal(
                  "a local loop runs already (process "
                      + other.pid()
                      + "): end it first with Ctrl-C there");
            });
    checkPort("--teleport-port", teleportPort);
    checkPort("--pagerduty-port", pagerdutyPort);
    checkPort("--opsgenie-port", opsgeniePort);
    checkPort("--slack-port", slackPort);
    checkPort("--sqs-port", sqsPort);
    checkPort("--health-port", healthPort);
    checkPort("--webhook-port", webhookPort);
    PrintWriter out = spec.commandLine().getOut();
    Signals signals = new Narrator(out, InstantSource.system());
    return teleport == null ? simulated(out, signals) : real(teleport, out, signals);
  }

  private LocalLoop.Ports ports() {
    return new LocalLoop.Ports(sqsPort, healthPort, webhookPort);
  }

  private static void checkPort(String option, int port) {
    if (port < 0 || port > 65_535) {
      throw new Refusal(option + " " + port + " is no port: use 1 to 65535, or 0 for a free one");
    }
  }

  private int simulated(PrintWriter out, Signals signals) throws InterruptedException {
    if (identity != null) {
      throw new Refusal(
          "--identity belongs to a real cluster: name it with --teleport, or leave both out");
    }
    try (SimulatedWorld world =
        SimulatedWorld.start(
            RunFile.directory(),
            new SimulatedWorld.Ports(teleportPort, pagerdutyPort, opsgeniePort, slackPort))) {
      Path file = config == null ? world.configFile() : config;
      String name = config == null ? "the simulated configuration" : file.toString();
      Supplier<String> text = () -> FileSecrets.read(file);
      try (LocalLoop loop = world.run(world.settings(name, text, signals).on(ports()))) {
        RunFile.here(
                world.teleport().address(),
                SimulatedWorld.CLUSTER,
                file,
                world.identity().toString(),
                loop.sqs(),
                loop.status())
            .simulated(world.admin(), world.vendors())
            .write();
        out.printf(
            "Sallyport runs. Teleport (simulated) %s · PagerDuty (simulated) %s · SQS %s%n",
            world.teleport().address(), world.pagerduty().url(), loop.sqs());
        out.println("To look at and to decide in:");
        out.println("  Slack (simulated)      " + world.slack().pageUrl());
        out.println("  PagerDuty (simulated)  " + world.pagerduty().pageUrl());
        out.println("  Opsgenie (simulated)   " + world.opsgenie().pageUrl());
        out.println("Next, in another terminal:");
        out.println(
            "  ./sallyport request create --user "
                + SimulatedWorld.ALICE
                + " --roles editor --reason \"fix the build\"");
        out.println("  ./sallyport request list");
        out.println("  ./sallyport request approve <id> --reason \"go ahead\"");
        out.println("Ctrl-C ends it.");
        out.flush();
        untilInterrupted();
      }
    }
    return 0;
  }

  private int real(String address, PrintWriter out, Signals signals) throws InterruptedException {
    Path file = config;
    if (file == null) {
      throw new Refusal(
          "--teleport needs --config: it names the cluster, the PagerDuty user and the policy");
    }
    checkAddress(address);
    Config read =
        ConfigReader.local(file.toString(), FileSecrets.read(file))
            .reaching(address, Optional.ofNullable(identity).map(Path::toString));
    read.notices().forEach(notice -> out.println("note: " + notice));
    Vendors vendors = FileSecrets.vendors(read, Map.of());
    FileSecrets.check(read, vendors);
    if (Wiring.destinations(read).isEmpty()) {
      out.println(
          "note: neither [pagerduty], [opsgenie] nor [slack] is in "
              + file
              + ", so nothing is announced");
    }
    LocalLoop.Settings settings =
        new LocalLoop.Settings(
                read,
                () -> LiveModes.under(read, file.toString(), FileSecrets.read(file)),
                vendors,
                signals)
            .on(ports());
    try (LocalLoop loop = LocalLoop.start(settings)) {
      RunFile.here(
              address,
              read.teleport().cluster(),
              file,
              identity == null ? "" : identity.toAbsolutePath().toString(),
              loop.sqs(),
              loop.status())
          .write();
      out.printf(
          "Sallyport runs against the real cluster %s at %s. SQS %s%n",
          read.teleport().cluster(), address, loop.sqs());
      loop.webhooks().ifPresent(url -> out.println("  clicks are taken at " + url));
      read.modes().forEach((part, mode) -> out.println("  " + part + " = " + mode.word()));
      out.println("Ctrl-C ends it.");
      out.flush();
      untilInterrupted();
    }
    return 0;
  }

  private static void checkAddress(String address) {
    try {
      var _ = TeleportClient.builder(address);
    } catch (IllegalArgumentException e) {
      throw new Refusal("--teleport: " + e.getMessage());
    }
  }

  /** Ctrl-C and SIGTERM end the loop in order, before the process ends. */
  private static void untilInterrupted() throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(1);
    Thread main = Thread.currentThread();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  asked.countDown();
                  try {
                    main.join(25_000);
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                },
                "shutdown"));
    try {
      asked.await();
    } finally {
      RunFile.delete();
    }
  }
}
