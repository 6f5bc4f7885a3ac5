package dev.sallyport.tests.fault;

import dev.sallyport.simulators.fault.Call;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Plays a scenario once undisturbed, then once for each of its calls and each way of failing. */
final class Explorer implements AutoCloseable {
  private static final Duration RESYNC_EVERY = Duration.ofMinutes(15);

  private final Path directory;
  private World world;
  private int runs;

  Explorer(Path directory) {
    this.directory = directory;
    this.world = World.start(directory);
  }

  int runs() {
    return runs;
  }

  /** The calls of an undisturbed run, which must end well and raise no alarm. */
  List<Call> rehearse(Scenario scenario, List<String> wrong) {
    world.forgetSignals();
    run(scenario, Optional.empty(), wrong);
    if (!world.alarms().isEmpty()) {
      wrong.add(scenario + ", undisturbed: alarms " + world.alarms());
    }
    return world.trap.calls();
  }

  /** Plays every run in which something fails; answers what went wrong. */
  List<String> explore(Scenario scenario) {
    List<String> wrong = new ArrayList<>();
    List<Call> calls = rehearse(scenario, wrong);
    for (int place = 0; place < calls.size(); place++) {
      for (Mode mode : Mode.of(calls.get(place))) {
        run(scenario, Optional.of(new Trap.Plan(place, mode)), wrong);
      }
    }
    return wrong;
  }

  private void run(Scenario scenario, Optional<Trap.Plan> plan, List<String> wrong) {
    runs++;
    List<String> found = new ArrayList<>();
    plan.ifPresentOrElse(world.trap::set, world.trap::unset);
    world.coldStart();
    Story story = new Story(world);
    try {
      play(scenario, story);
    } catch (RuntimeException e) {
      found.add("it ended with " + e);
    }
    if (plan.isPresent() && !world.trap.sprung()) {
      found.add("the call to fail was never made");
    }
    found.addAll(Findings.of(story, scenario, plan.flatMap(this::failed)));
    if (!found.isEmpty()) {
      wrong.add(scenario + ", " + plan.map(this::words).orElse("undisturbed") + ": " + found);
      world.close();
      world = World.start(directory);
    }
  }

  private static void play(Scenario scenario, Story story) {
    for (Consumer<Story> step : scenario.steps()) {
      step.accept(story);
      story.world.settle();
    }
    for (int round = 0; round < 2; round++) {
      story.world.clock.forward(RESYNC_EVERY);
      story.resync();
      story.world.sweep();
      story.world.settle();
    }
  }

  private Optional<Call> failed(Trap.Plan plan) {
    List<Call> calls = world.trap.calls();
    return plan.place() < calls.size() ? Optional.of(calls.get(plan.place())) : Optional.empty();
  }

  private String words(Trap.Plan plan) {
    return "call "
        + plan.place()
        + " "
        + failed(plan).map(Call::toString).orElse("?")
        + " "
        + plan.mode();
  }

  @Override
  public void close() {
    world.close();
  }
}
