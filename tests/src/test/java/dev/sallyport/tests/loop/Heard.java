package dev.sallyport.tests.loop;

import dev.sallyport.core.signal.Signal;
import dev.sallyport.core.signal.Signals;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/** What a loop said. */
final class Heard implements Signals {
  private final Queue<Signal> signals = new ConcurrentLinkedQueue<>();

  @Override
  public void say(Signal signal) {
    signals.add(signal);
  }

  boolean event(String event) {
    return signals.stream().anyMatch(signal -> signal.event().equals(event));
  }

  boolean event(String event, String requestId) {
    return signals.stream()
        .anyMatch(signal -> signal.event().equals(event) && signal.requestId().equals(requestId));
  }

  List<String> texts(String event) {
    return signals.stream()
        .filter(signal -> signal.event().equals(event))
        .map(Signal::text)
        .toList();
  }

  List<Signal> alarms() {
    return signals.stream().filter(signal -> signal.level() == Signal.Level.ALARM).toList();
  }

  @Override
  public String toString() {
    return signals.stream().map(Signal::toString).collect(Collectors.joining("\n"));
  }
}
