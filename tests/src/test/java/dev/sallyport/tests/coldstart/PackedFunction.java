package dev.sallyport.tests.coldstart;

import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import dev.sallyport.tests.Checkout;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The zip that is deployed, unpacked, and started as Lambda's Java runtime starts it. */
final class PackedFunction {
  static final Path ZIP = Checkout.root().resolve("functions/webhooks/target/webhooks.zip");

  private static final String HANDLER = "dev.sallyport.webhooks.Webhooks::handleRequest";
  private static final Duration LONGEST = Duration.ofSeconds(60);

  /** Lambda's own flags for this runtime. */
  private static final List<String> FLAGS =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Xmx400m");

  /**
   * One start.
   *
   * @param took from the start of the process to the answer
   */
  record Run(RuntimeApi.Outcome outcome, Duration took, String said) {}

  private final Path folder;
  private final Path task;

  PackedFunction(Path folder) throws IOException {
    this.folder = folder;
    this.task = Files.createDirectory(folder.resolve("task"));
    if (!Files.exists(ZIP)) {
      throw new IllegalStateException(ZIP + " is made by mvn package, and is not there");
    }
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(ZIP))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        unpack(zip, entry);
      }
    }
  }

  private void unpack(InputStream zip, ZipEntry entry) throws IOException {
    Path file = task.resolve(entry.getName());
    if (entry.isDirectory()) {
      Files.createDirectories(file);
    } else {
      Files.createDirectories(file.getParent());
      Files.copy(zip, file);
    }
  }

  /** Starts it with one invocation, and ends it after its answer. */
  Run start(Supplier<byte[]> event, Map<String, String> variables, List<String> flags)
      throws IOException, InterruptedException {
    Path log = folder.resolve("said.txt");
    try (RuntimeApi runtime = new RuntimeApi(event)) {
      ProcessBuilder builder = new ProcessBuilder(command(flags));
      builder.environment().clear();
      builder.environment().putAll(variables);
      builder.environment().put("AWS_LAMBDA_RUNTIME_API", runtime.address());
      builder.environment().put("_HANDLER", HANDLER);
      builder.environment().put("LAMBDA_TASK_ROOT", task.toString());
      // The runtime loads the function from where it is started.
      builder.directory(task.toFile());
      builder.redirectErrorStream(true).redirectOutput(log.toFile());
      long start = System.nanoTime();
      Process process = builder.start();
      try {
        RuntimeApi.Outcome outcome = runtime.outcome(LONGEST);
        return new Run(outcome, Duration.ofNanos(outcome.at() - start), Files.readString(log));
      } catch (TimeoutException e) {
        throw new IllegalStateException("no answer; it said: " + Files.readString(log), e);
      } finally {
        process.destroyForcibly().waitFor();
      }
    }
  }

  private static List<String> command(List<String> flags) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    command.addAll(flags);
    command.add("-cp");
    command.add(
        Stream.of(AWSLambda.class, PojoSerializer.class, LambdaRuntime.class)
            .map(PackedFunction::jar)
            .collect(Collectors.joining(File.pathSeparator)));
    command.add(AWSLambda.class.getName());
    command.add(HANDLER);
    return command;
  }

  private static String jar(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    return Path.of(URI.create(source.getLocation().toString())).toString();
  }

  /** How many classes a log of {@code -Xlog:class+load} names. */
  static long classes(Path log) {
    try (Stream<String> lines = Files.lines(log)) {
      return lines.filter(line -> line.contains(" source: ")).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
