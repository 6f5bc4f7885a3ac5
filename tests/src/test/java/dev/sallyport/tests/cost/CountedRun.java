package dev.sallyport.tests.cost;

import dev.sallyport.cli.demo.Story;
import dev.sallyport.cli.local.LocalLoop;
import dev.sallyport.cli.local.SimulatedWorld;
import dev.sallyport.core.signal.Signal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The demo's story, played once while everything is counted. */
final class CountedRun {
  private CountedRun() {}

  static Counts play(Path directory) {
    QueueCounter counter = new QueueCounter();
    Queue<Signal> signals = new ConcurrentLinkedQueue<>();
    try (SimulatedWorld world = SimulatedWorld.start(directory);
        LocalLoop _ =
            world.run(world.settings("the story", world::config, signals::add), counter)) {
      Map<String, Long> before = calls(world);
      int linesBefore = signals.size();
      StringWriter timeline = new StringWriter();
      if (!Story.play(world, new PrintWriter(timeline))) {
        throw new AssertionError("the story is not complete:\n" + timeline);
      }
      counter.awaitQuiet();
      return new Counts(
          requests(signals),
          counter.counts(),
          difference(before, calls(world)),
          counter.busy().toMillis(),
          signals.size() - linesBefore);
    }
  }

  private static int requests(Queue<Signal> signals) {
    return Math.toIntExact(
        signals.stream()
            .filter(signal -> signal.event().equals("request-seen"))
            .map(Signal::requestId)
            .distinct()
            .count());
  }

  private static Map<String, Long> calls(SimulatedWorld world) {
    return Map.of(
        "teleport", world.teleport().journal().count(_ -> true),
        "pagerduty", world.pagerduty().journal().count(_ -> true),
        "opsgenie", world.opsgenie().journal().count(_ -> true),
        "slack", world.slack().journal().count(_ -> true));
  }

  private static Map<String, Long> difference(Map<String, Long> before, Map<String, Long> after) {
    Map<String, Long> difference = new TreeMap<>();
    after.forEach(
        (system, calls) -> difference.put(system, calls - before.getOrDefault(system, 0L)));
    return difference;
  }
}
