package dev.sallyport.core.testing;

import dev.sallyport.core.signal.Signal;
import dev.sallyport.core.signal.Signals;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what was said. */
public final class SignalLog implements Signals {
  private final List<Signal> said = new CopyOnWriteArrayList<>();

  @Override
  public void say(Signal signal) {
    said.add(signal);
  }

  public List<Signal> said() {
    return said;
  }

  /** The names of all events, in order. */
  public List<String> events() {
    return said.stream().map(Signal::event).toList();
  }

  /** The names of the alarms, in order. */
  public List<String> alarms() {
    return said.stream()
        .filter(signal -> signal.level() == Signal.Level.ALARM)
        .map(Signal::event)
        .toList();
  }
}
