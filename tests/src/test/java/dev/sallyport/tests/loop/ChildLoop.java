package dev.sallyport.tests.loop;

import dev.sallyport.cli.local.LocalLoop;
import dev.sallyport.cli.local.SimulatedWorld;
import dev.sallyport.core.config.Config;
import dev.sallyport.core.config.ConfigReader;
import dev.sallyport.workers.Access;
import dev.sallyport.workers.Vendors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A loop in a process of its own, to be killed. */
final class ChildLoop implements AutoCloseable {
  private static final String READY = "ready";

  private final Process process;

  private ChildLoop(Process process) {
    this.process = process;
  }

  /**
   * Starts one and waits until it is connected.
   *
   * @param ahead how far its clock is ahead
   */
  static ChildLoop start(Path config, SimulatedWorld world, Duration ahead) {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            ChildLoop.class.getName(),
            config.toString(),
            world.pagerduty().url().toString(),
            ahead.toString(),
            world.slack().url().toString());
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(config.resolveSibling("child.log").toFile())
              .start();
      ChildLoop child = new ChildLoop(process);
      Stage.await(
          "the loop in its process", () -> log(config).contains(READY) || !process.isAlive());
      if (!process.isAlive()) {
        throw new IllegalStateException("the loop did not start:\n" + log(config));
      }
      return child;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String log(Path config) {
    try {
      return Files.readString(config.resolveSibling("child.log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As a power cut ends it: nothing is tidied up. */
  void kill() {
    process.destroyForcibly();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        throw new IllegalStateException("process " + process.pid() + " outlives its kill");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    kill();
  }

  /** The process. */
  public static void main(String[] arguments) throws Exception {
    Path file = Path.of(arguments[0]);
    Config config = ConfigReader.local(file.toString(), Files.readString(file));
    String key = config.pagerduty().orElseThrow().apiKey().orElseThrow();
    String token = config.slack().orElseThrow().token().orElseThrow();
    MovableClock clock = new MovableClock();
    clock.forward(Duration.parse(arguments[2]));
    LocalLoop.Settings settings =
        new LocalLoop.Settings(
            config,
            () -> Map.copyOf(config.modes()),
            Vendors.none()
                .withPagerDuty(
                    new Access(() -> key, Optional.of(URI.create(arguments[1]))),
                    () -> "unused-webhook-secret")
                .withSlack(
                    new Access(() -> token, Optional.of(URI.create(arguments[3]))),
                    () -> "unused-signing-secret"),
            signal -> System.out.println(signal.event() + " " + signal.requestId()));
    try (LocalLoop loop = LocalLoop.start(settings.at(clock))) {
      System.out.println(READY + " " + loop.sqs());
      // The parent's end is ours.
      while (System.in.read() >= 0) {
        System.out.println("spoken to");
      }
    }
  }
}
