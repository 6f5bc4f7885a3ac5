package dev.sallyport.tests.fault;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/**
 * Plays a scenario once undisturbed, then once for each of its calls and each way of failing. The
 * runs are shared out among a few worlds, since in each much time goes by in clients that wait
 * before they try again.
 */
final class Explorer implements AutoCloseable {
  private static final int WORLDS = 3;

  private final List<Stage> stages = new ArrayList<>();

  /**
   * @param worlds opens a fresh world whose identity is in that file
   */
  Explorer(Path directory, Function<Path, World> worlds, Stage.Judge judge) {
    for (int i = 0; i < WORLDS; i++) {
      Path identity = directory.resolve("identity-" + i + ".pem");
      stages.add(new Stage(() -> worlds.apply(identity), judge));
    }
  }

  /** What came of a scenario: how many runs there were, and what went wrong in which. */
  record Result(int runs, List<String> wrong) {}

  Result explore(Scenario scenario) {
    List<String> wrong = Collections.synchronizedList(new ArrayList<>());
    Queue<Trap.Plan> plans = plans(stages.getFirst().rehearse(scenario, wrong));
    int runs = 1 + plans.size();
    List<Thread> threads = new ArrayList<>();
    for (Stage stage : stages) {
      threads.add(
          Thread.ofPlatform().name("stage").start(() -> play(stage, scenario, plans, wrong)));
    }
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return new Result(runs, wrong);
  }

  private static Queue<Trap.Plan> plans(Stage.Rehearsal rehearsal) {
    Queue<Trap.Plan> plans = new ConcurrentLinkedQueue<>();
    for (int place = rehearsal.from(); place < rehearsal.calls().size(); place++) {
      for (Mode mode : Mode.of(rehearsal.calls().get(place))) {
        plans.add(new Trap.Plan(place, mode));
      }
    }
    return plans;
  }

  private static void play(
      Stage stage, Scenario scenario, Queue<Trap.Plan> plans, List<String> wrong) {
    for (Trap.Plan plan = plans.poll(); plan != null; plan = plans.poll()) {
      stage.run(scenario, Optional.of(plan), wrong);
    }
  }

  @Override
  public void close() {
    stages.forEach(Stage::close);
  }
}
