package dev.sallyport.tests.coldstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.delivery.Sender;
import dev.sallyport.core.delivery.SignedDelivery;
import dev.sallyport.core.delivery.SignedDelivery.Reading;
import dev.sallyport.core.delivery.SlackSignature;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a cold start costs, counted: a count is the same on every machine. */
@Timeout(180)
final class ColdStartTest {
  private static final long MOST_CLASSES = 3500;
  private static final long MOST_BYTES = 6_000_000;

  @TempDir Path folder;

  @Test
  void aClickIsOnTheQueueAfterFewClasses() throws Exception {
    Path loaded = folder.resolve("classes.txt");
    try (ColdStart start = new ColdStart(folder, Duration.ZERO)) {
      PackedFunction.Run run = start.run("-Xlog:class+load:file=" + loaded);
      assertThat(run.outcome().call()).as("%s", run).isEqualTo("response");
      assertThat(run.outcome().body()).as("%s", run).contains("\"statusCode\":200");
      assertThat(run.said()).doesNotContain(Click.SECRET);
      List<String> messages = start.queued();
      assertThat(messages).hasSize(1);
      assertThat(SignedDelivery.parse(messages.getFirst()))
          .isInstanceOfSatisfying(Reading.Parsed.class, it -> isTheClick(it.delivery()));
    }
    assertThat(PackedFunction.classes(loaded)).isBetween(500L, MOST_CLASSES);
  }

  private static void isTheClick(SignedDelivery delivery) {
    assertThat(delivery.body()).isEqualTo(Click.body());
    assertThat(
            SlackSignature.verify(
                delivery.headers(), delivery.body(), Instant.now(), List.of(Click.SECRET)))
        .isInstanceOf(Sender.Verified.class);
  }

  @Test
  void thePackageIsSmall() throws Exception {
    assertThat(Files.size(PackedFunction.ZIP)).isBetween(100_000L, MOST_BYTES);
  }
}
