package dev.sallyport.tests.rotation;

import dev.sallyport.workers.RotationSteps;
import java.util.List;
import java.util.Optional;

/** All steps in a row, as Secrets Manager asks for them. */
record Attempt(RotationWorld world, Snare snare, String token) {
  static final List<String> STEPS =
      List.of("createSecret", "setSecret", "testSecret", "finishSecret");

  /**
   * From one step on, until one fails.
   *
   * @return the one that failed; the number of all when none did
   */
  int from(int first) {
    RotationSteps steps = world.steps(snare);
    for (int i = first; i < STEPS.size(); i++) {
      try {
        steps.take(world.arn, STEPS.get(i), token);
      } catch (RuntimeException e) {
        return i;
      }
    }
    return STEPS.size();
  }

  /** How many calls an undisturbed attempt makes. */
  static int count(RotationWorld world, String token) {
    Snare snare = new Snare(Optional.empty(), world::traffic);
    int failed = new Attempt(world, snare, token).from(0);
    if (failed < STEPS.size()) {
      throw new IllegalStateException(STEPS.get(failed) + " failed: " + world.said);
    }
    return snare.calls();
  }
}
