package dev.sallyport.poller;

import dev.sallyport.core.signal.Signal;
import dev.sallyport.core.signal.Signals;

/** Says a thing once, however often it is found, and again after it was another one or over. */
final class Once {
  private final Signals signals;
  private String told = "";

  Once(Signals signals) {
    this.signals = signals;
  }

  void say(Signal signal) {
    if (!told.equals(signal.text())) {
      told = signal.text();
      signals.say(signal);
    }
  }

  void over() {
    told = "";
  }
}
