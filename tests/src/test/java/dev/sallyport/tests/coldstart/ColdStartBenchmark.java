package dev.sallyport.tests.coldstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures cold starts, with TLS and round trips of 50 ms: {@code -Dbenchmark=50} for fifty of
 * them. It prints and asserts no times, since they are the machine's.
 */
@EnabledIfSystemProperty(named = "benchmark", matches = "[1-9][0-9]{0,3}")
final class ColdStartBenchmark {
  private static final Duration ROUND_TRIP = Duration.ofMillis(50);

  @TempDir Path folder;

  @Test
  void measureColdStarts() throws Exception {
    long[] millis = new long[Integer.getInteger("benchmark", 1)];
    Path loaded = folder.resolve("classes.txt");
    try (ColdStart start = new ColdStart(folder, ROUND_TRIP)) {
      var _ = start.run("-Xlog:class+load:file=" + loaded);
      for (int i = 0; i < millis.length; i++) {
        PackedFunction.Run run = start.run("-XX:ActiveProcessorCount=1");
        assertThat(run.outcome().body()).as("%s", run).contains("\"statusCode\":200");
        millis[i] = run.took().toMillis();
      }
    }
    Arrays.sort(millis);
    System.out.printf(
        "cold starts: %d, ms p50 %d, p90 %d, p99 %d, max %d; classes %d%n",
        millis.length,
        percentile(millis, 50),
        percentile(millis, 90),
        percentile(millis, 99),
        millis[millis.length - 1],
        PackedFunction.classes(loaded));
  }

  private static long percentile(long[] sorted, int percent) {
    return sorted[(int) Math.ceil(percent / 100.0 * sorted.length) - 1];
  }
}
