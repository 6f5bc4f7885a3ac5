package dev.sallyport.tests.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The recorded counts are those of the code. With {@code -Dcost=count} they are recorded again;
 * times are the machine's, so they are recorded and not compared.
 */
final class CountedRunTest {
  @TempDir Path directory;

  @Test
  void theStoryTakesTheCallsThatAreRecorded() throws IOException {
    Counts counted = CountedRun.play(directory);
    Path file = Table.FOLDER.resolve("counts.toml");
    if (System.getProperty("cost", "check").equals("count")) {
      Files.writeString(file, counted.toToml());
    }
    Counts recorded = Counts.read(Table.of("counts.toml"));
    assertThat(counted.requests()).isEqualTo(recorded.requests());
    assertThat(counted.queues()).hasSameSizeAs(recorded.queues());
    counted.queues().forEach((queue, it) -> near(queue, it.calls(), recorded.queue(queue).calls()));
    counted
        .outside()
        .forEach(
            (system, calls) -> near(system, calls, recorded.outside().getOrDefault(system, 0L)));
    near("log lines", counted.logLines(), recorded.logLines());
  }

  /** Changes that come close together are seen together, or not: a fifth more or less. */
  private static void near(String what, long counted, long recorded) {
    assertThat((double) counted)
        .as(
            "%s: %d counted, %d recorded; see docs/cost.md on how to count again",
            what, counted, recorded)
        .isBetween(recorded * 0.8 - 3, recorded * 1.2 + 3);
  }
}
