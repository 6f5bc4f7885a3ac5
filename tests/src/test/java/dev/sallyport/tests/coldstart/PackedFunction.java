package dev.sallyport.tests.coldstart;

import dev.sallyport.tests.Checkout;
import dev.sallyport.tests.lambda.FunctionZip;
import dev.sallyport.tests.lambda.RuntimeApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The webhook function's zip, started for one event at a time. */
final class PackedFunction {
  static final Path ZIP = Checkout.root().resolve("functions/webhooks/target/webhooks.zip");

  private static final String HANDLER = "dev.sallyport.webhooks.Webhooks::handleRequest";
  private static final long LONGEST_SECONDS = 60;

  /**
   * One start.
   *
   * @param took from the start of the process to the answer
   */
  record Run(RuntimeApi.Outcome outcome, Duration took, String said) {}

  private final Path folder;
  private final FunctionZip zip;

  PackedFunction(Path folder) throws IOException {
    this.folder = folder;
    this.zip = FunctionZip.unpack(ZIP, folder);
  }

  /** Starts it with one invocation, and ends it after its answer. */
  Run start(Supplier<byte[]> event, Map<String, String> variables, List<String> flags)
      throws IOException, InterruptedException {
    Path log = folder.resolve("said.txt");
    try (RuntimeApi runtime = new RuntimeApi()) {
      CompletableFuture<RuntimeApi.Outcome> invoked = runtime.invoke(event);
      long start = System.nanoTime();
      Process process = zip.start(HANDLER, runtime.address(), variables, flags, log);
      try {
        RuntimeApi.Outcome outcome = invoked.get(LONGEST_SECONDS, TimeUnit.SECONDS);
        return new Run(outcome, Duration.ofNanos(outcome.at() - start), Files.readString(log));
      } catch (TimeoutException | ExecutionException e) {
        throw new IllegalStateException("no answer; it said: " + Files.readString(log), e);
      } finally {
        process.destroyForcibly().waitFor();
      }
    }
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
