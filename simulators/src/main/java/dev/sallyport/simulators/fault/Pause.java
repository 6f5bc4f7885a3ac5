package dev.sallyport.simulators.fault;

import java.time.Duration;

/** A wait that a closing simulator ends. */
public final class Pause {
  private Pause() {}

  /** False when the simulator was closed meanwhile. */
  public static boolean of(Duration pause) {
    try {
      Thread.sleep(pause);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
