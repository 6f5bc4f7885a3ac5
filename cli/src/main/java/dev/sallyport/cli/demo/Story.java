package dev.sallyport.cli.demo;

import dev.sallyport.cli.local.SimulatedWorld;
import java.io.PrintWriter;

/** The story of the demo. */
public final class Story {
  private Story() {}

  /** Plays it, line by line; whether every step was observed. */
  public static boolean play(SimulatedWorld world, PrintWriter out) {
    Timeline timeline = new Timeline(out);
    new DecidedInTeleport(world, timeline).play();
    new DecidedInSlack(world, timeline).play();
    new DecidedOnPagerDuty(world, timeline).play();
    new AlertedOnOpsgenie(world, timeline).play();
    new ApprovedOnCall(world, timeline).play();
    out.println(
        timeline.isComplete()
            ? "Every step was observed."
            : "The story is not complete: see the lines marked ✗.");
    out.flush();
    return timeline.isComplete();
  }
}
