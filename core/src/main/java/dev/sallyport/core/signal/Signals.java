package dev.sallyport.core.signal;

/** Where a unit tells what it does. */
@FunctionalInterface
public interface Signals {
  void say(Signal signal);
}
