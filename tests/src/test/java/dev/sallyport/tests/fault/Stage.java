package dev.sallyport.tests.fault;

import dev.sallyport.simulators.fault.Call;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A world in which one run follows the other, each with a request of its own. */
final class Stage implements AutoCloseable {
  private static final int MOST_SIGNALS = 60;
  private static final Duration RESYNC_EVERY = Duration.ofMinutes(15);

  private final Supplier<World> worlds;
  private final Judge judge;
  private World world;
  private int beginning;

  /** Says what is wrong with what a story left behind. */
  @FunctionalInterface
  interface Judge {
    List<String> of(Story story, Scenario scenario, Optional<Call> failed);
  }

  /**
   * @param worlds opens a fresh world
   */
  Stage(Supplier<World> worlds, Judge judge) {
    this.worlds = worlds;
    this.judge = judge;
    this.world = worlds.get();
  }

  /**
   * The calls of an undisturbed run.
   *
   * @param from the first that is worth a failure
   */
  record Rehearsal(List<Call> calls, int from) {}

  /** An undisturbed run, which must end well and raise no alarm. */
  Rehearsal rehearse(Scenario scenario, List<String> wrong) {
    world.forgetSignals();
    run(scenario, Optional.empty(), wrong);
    if (!world.alarms().isEmpty()) {
      wrong.add(scenario + ", undisturbed: alarms " + world.alarms());
    }
    return new Rehearsal(world.trap.calls(), beginning);
  }

  /** One run; what goes wrong in it is added. */
  void run(Scenario scenario, Optional<Trap.Plan> plan, List<String> wrong) {
    List<String> found = new ArrayList<>();
    plan.ifPresentOrElse(world.trap::set, world.trap::unset);
    world.forgetSignals();
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
    found.addAll(judge.of(story, scenario, plan.flatMap(this::failed)));
    if (!found.isEmpty()) {
      wrong.add(
          scenario
              + ", "
              + plan.map(this::words).orElse("undisturbed")
              + ": "
              + found
              + ", after "
              + world.signals().stream().limit(MOST_SIGNALS).toList());
      world.close();
      world = worlds.get();
    }
  }

  private void play(Scenario scenario, Story story) {
    beginning = 0;
    for (Scenario.Step step : scenario.steps()) {
      step.in(story);
      story.world.settle();
      if (beginning == 0 && scenario.knownBeginning()) {
        beginning = story.world.trap.calls().size();
      }
    }
    round(story);
    story.world.trap.finish();
    round(story);
  }

  private static void round(Story story) {
    story.world.clock.forward(RESYNC_EVERY);
    story.resync();
    story.world.sweep();
    story.world.settle();
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
