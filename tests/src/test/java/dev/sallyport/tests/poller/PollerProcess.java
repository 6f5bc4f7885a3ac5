package dev.sallyport.tests.poller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.tests.Checkout;
import dev.sallyport.tests.Wait;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process of the image's, from the libraries and with the flags that go into the image. */
final class PollerProcess implements AutoCloseable {
  private static final Path MODULE = Checkout.root().resolve("poller");
  private static final Duration LONGEST_END = Duration.ofSeconds(30);

  private final Process process;
  private final Path log;

  private PollerProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts one.
   *
   * @param main the class's simple name
   */
  static PollerProcess start(
      String main, Path folder, Map<String, String> variables, String... arguments)
      throws IOException {
    Path log = Files.createTempFile(folder, main, ".log");
    List<String> command = new ArrayList<>(List.of(java(), "@" + flags()));
    command.addAll(List.of("-cp", classPath(), "dev.sallyport.poller." + main));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().clear();
    builder.environment().putAll(variables);
    builder.environment().put("MALLOC_ARENA_MAX", "1");
    builder.directory(folder.toFile());
    return new PollerProcess(builder.start(), log);
  }

  private static String java() {
    return System.getProperty(
        "poller.java", Path.of(System.getProperty("java.home"), "bin", "java").toString());
  }

  private static Path flags() {
    return Path.of(
        System.getProperty("poller.flags", MODULE.resolve("src/main/image/java.args").toString()));
  }

  private static String classPath() throws IOException {
    Path target = MODULE.resolve("target");
    try (Stream<Path> files = Files.list(target)) {
      Path jar =
          files
              .filter(file -> file.getFileName().toString().matches("poller-[^-]*(-SNAPSHOT)?.jar"))
              .findFirst()
              .orElseThrow(
                  () -> new IllegalStateException("mvn package makes the jars in " + target));
      return jar + File.pathSeparator + target.resolve("lib") + File.separator + "*";
    }
  }

  /** What it has said so far. */
  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean said(String event) {
    return log().contains("\"event\":\"" + event + "\"");
  }

  void awaitSaid(String event) {
    Wait.until(event, () -> said(event) || !process.isAlive(), this::log);
    assertThat(said(event)).as("it ended before %s:%n%s", event, log()).isTrue();
  }

  /** SIGTERM. */
  PollerProcess terminate() {
    process.destroy();
    return this;
  }

  int exitCode() throws InterruptedException {
    assertThat(process.waitFor(LONGEST_END.toMillis(), TimeUnit.MILLISECONDS))
        .as("it ends; it said: %s", log())
        .isTrue();
    return process.exitValue();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** A line of Linux's status of it, in KiB, such as {@code VmRSS}. */
  long kibibytes(String name) throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc", "" + process.pid(), "status"))) {
      return lines
          .filter(line -> line.startsWith(name + ":"))
          .map(line -> line.replaceAll("[^0-9]", ""))
          .mapToLong(Long::parseLong)
          .findFirst()
          .orElseThrow();
    }
  }

  /** The processor time that it took so far. */
  Duration worked() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
