package dev.sallyport.poller;

import dev.sallyport.core.signal.Signal;
import dev.sallyport.core.signal.Signals;
import java.util.HashMap;
import java.util.Map;

/** Says each trouble once, and again only after it was over or has become another one. */
final class Complaints {
  private final Signals signals;
  private final Metrics metrics;
  private final Map<String, String> open = new HashMap<>();

  Complaints(Signals signals, Metrics metrics) {
    this.signals = signals;
    this.metrics = metrics;
  }

  /**
   * @param detail tells it from another trouble of this name
   */
  void alarm(String event, String detail, String text) {
    if (!detail.equals(open.put(event, detail))) {
      metrics.alarm();
      signals.say(Signal.alarm("", event, text));
    }
  }

  /** It is over. */
  void settle(String event, String text) {
    if (open.remove(event) != null) {
      signals.say(Signal.info("", event + "-over", text));
    }
  }
}
