package dev.sallyport.poller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.signal.Signal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ThreadTicksTest {
  private final List<Signal> signals = new CopyOnWriteArrayList<>();
  private final List<String> ran = new CopyOnWriteArrayList<>();
  private final ThreadTicks ticks = new ThreadTicks("ticks", signals::add);

  @AfterEach
  void close() {
    ticks.close();
  }

  @Test
  void runsTasksInTheirOrder() {
    for (int i = 0; i < 100; i++) {
      String name = "task " + i;
      ticks.soon(() -> ran.add(name));
    }

    Await.until("all of them", () -> ran.size() == 100);
    assertThat(ran).startsWith("task 0", "task 1").endsWith("task 98", "task 99");
  }

  @Test
  void goesOnAfterATaskThatFailed() {
    ticks.soon(
        () -> {
          throw new IllegalStateException("a secret");
        });
    ticks.soon(() -> ran.add("next"));

    Await.until("the next task", () -> ran.contains("next"));
    assertThat(signals)
        .singleElement()
        .satisfies(signal -> assertThat(signal.event()).isEqualTo("poller-fault"))
        .satisfies(signal -> assertThat(signal.toString()).doesNotContain("a secret"));
  }

  @Test
  void forgetsCancelledTasks() {
    ticks.after(Duration.ofMillis(20), () -> ran.add("cancelled")).cancel();
    var _ = ticks.after(Duration.ofMillis(40), () -> ran.add("kept"));

    Await.until("the kept one", () -> ran.contains("kept"));
    assertThat(ran).containsExactly("kept");
  }

  @Test
  void takesTasksWithoutEffectAfterItsEnd() {
    ticks.close();

    ticks.soon(() -> ran.add("late"));

    assertThat(ran).isEmpty();
  }
}
