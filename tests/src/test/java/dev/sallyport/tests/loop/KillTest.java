package dev.sallyport.tests.loop;

import static dev.sallyport.tests.loop.Stage.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.simulators.fault.Call;
import dev.sallyport.simulators.fault.Fault;
import dev.sallyport.simulators.fault.Faults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed between any two calls leaves no second incident behind it. */
final class KillTest {
  /** A claim older than this is looked after. */
  private static final Duration CLAIM_OVER = Duration.ofSeconds(61);

  private final Stage stage;
  private final Path config;

  KillTest(@TempDir Path directory) throws IOException {
    stage = Stage.set(directory);
    config = Files.writeString(directory.resolve("sallyport.toml"), stage.world().config());
  }

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void killedWhilePagerDutyOpensTheIncident() throws InterruptedException {
    String id =
        killedAt(
            stage.pagerduty().faults(), KillTest::opens, new Fault.Delay(Duration.ofMillis(1500)));
    await("the incident after all", () -> stage.is(id, "triggered"));
    announcedOnceAfterARestart(id);
  }

  @Test
  void killedBeforePagerDutyHears() throws InterruptedException {
    String id = killedAt(stage.pagerduty().faults(), KillTest::opens, Fault.CUT_BEFORE);
    stage.pagerduty().faults().clear();
    assertThat(stage.incidents(id)).isEmpty();
    announcedOnceAfterARestart(id);
  }

  @Test
  void killedBeforeTheIncidentIsRecorded() throws InterruptedException {
    Predicate<Call> recording =
        call ->
            call.operation().equals("UpdatePluginData") && !stage.pagerduty().incidents().isEmpty();
    String id = killedAt(stage.teleport().faults(), recording, Fault.CUT_BEFORE);
    stage.teleport().faults().clear();
    assertThat(stage.is(id, "triggered")).isTrue();
    announcedOnceAfterARestart(id);
  }

  private static boolean opens(Call call) {
    return call.operation().equals("POST /incidents");
  }

  /** Has a request handled until that call arrives, and then no further. */
  private String killedAt(Faults faults, Predicate<Call> moment, Fault fault)
      throws InterruptedException {
    CountDownLatch arrived = new CountDownLatch(1);
    faults.always(
        call -> {
          boolean now = moment.test(call);
          if (now) {
            arrived.countDown();
          }
          return now;
        },
        fault);
    try (ChildLoop child = ChildLoop.start(config, stage.world(), Duration.ZERO)) {
      String id = stage.ask("page somebody");
      assertThat(arrived.await(30, TimeUnit.SECONDS)).as("the call arrived").isTrue();
      child.kill();
      return id;
    }
  }

  private void announcedOnceAfterARestart(String id) {
    try (ChildLoop again = ChildLoop.start(config, stage.world(), CLAIM_OVER)) {
      await("the incident recorded", () -> stage.memory(id, "pagerduty").contains("\"open\""));
      assertThat(stage.is(id, "triggered")).isTrue();
      stage.teleport().approve(id, "");
      stage.awaitResolved(id, "the request was approved");
      assertThat(stage.incidents(id)).hasSize(1);
      again.kill();
    }
  }
}
