package dev.sallyport.tests.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages that no poller of this version sends. */
final class OddMessageTest {
  private static final String NEWER =
      """
      {"version":2,"cluster":"teleport.example.com","requestId":"a","cause":"changed"}\
      """;

  private World world;

  @BeforeEach
  void start(@TempDir Path directory) {
    world = World.start(directory.resolve("identity.pem"));
  }

  @AfterEach
  void stop() {
    world.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"requests", "pagerduty"})
  void whatCannotBeReadIsADeadLetterWithTheReason(String queue) {
    world
        .mail
        .queue(queue)
        .send(
            "group",
            """
            {"version":1,"cluster":"teleport.example.com","cause":"changed",\
            "observedAt":"2026-11-20T00:00:00Z"}\
            """,
            "1");
    world.mail.queue(queue).send("group", "<xml/>", "2");
    world.settle();

    assertThat(world.mail.deadLetters())
        .extracting(VirtualMail.DeadLetter::why)
        .satisfiesExactly(
            why -> assertThat(why).contains("requestId"), why -> assertThat(why).contains("JSON"));
    assertThat(world.alarms()).containsExactly("dead-letter", "dead-letter");
  }

  @Test
  void anotherClustersEventIsADeadLetter() {
    world
        .mail
        .queue("requests")
        .send(
            "group",
            """
            {"version":1,"cluster":"other.example.com","requestId":"a","cause":"changed",\
            "observedAt":"2026-11-20T00:00:00Z"}\
            """,
            "1");
    world.settle();

    assertThat(world.mail.deadLetters())
        .singleElement()
        .satisfies(letter -> assertThat(letter.why()).contains("other.example.com"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"requests", "pagerduty"})
  void aNewerVersionWaitsForAnUpdate(String queue) {
    world.mail.queue(queue).send("a", NEWER, "1");
    world.settle(Duration.ofMinutes(30));

    assertThat(world.mail.isEmpty()).isFalse();
    assertThat(world.mail.deadLetters()).isEmpty();
    assertThat(world.teleport.journal().entries()).isEmpty();
    assertThat(world.pagerduty.journal().entries()).isEmpty();
  }

  @Test
  void aNewerVersionDoesNotWaitForEver() {
    world.mail.queue("requests").send("a", NEWER, "1");
    world.settle();

    assertThat(world.mail.deadLetters()).hasSize(1);
  }
}
