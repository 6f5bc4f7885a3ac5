package dev.sallyport.poller;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What the variables of a deployed poller say.
 *
 * @param healthPort 0 = none
 */
record Deployment(
    String cluster,
    Place configuration,
    Place identity,
    String requestsQueue,
    int healthPort,
    Life.Pace pace) {
  /** Where a text is kept. */
  sealed interface Place {
    /** In AWS, by an ARN or a name. */
    record Aws(String id) implements Place {}

    record Local(Path file) implements Place {}
  }

  /**
   * @throws BadVariable naming the one that is missing or impossible
   */
  static Deployment of(Variables variables) {
    Duration look = variables.duration("SALLYPORT_LOOK_EVERY", Duration.ofSeconds(30));
    Duration illness = variables.duration("SALLYPORT_ILL_AT_MOST", Duration.ofMinutes(15));
    return new Deployment(
        variables.required("SALLYPORT_CLUSTER", "the name of the Teleport cluster to watch"),
        place(variables, "SALLYPORT_CONFIG_PARAMETER", "SALLYPORT_CONFIG", "the configuration"),
        place(
            variables,
            "SALLYPORT_TELEPORT_IDENTITY_ARN",
            "SALLYPORT_TELEPORT_IDENTITY_FILE",
            "the Teleport identity"),
        variables.required("SALLYPORT_QUEUE_REQUESTS", "the URL of the queue requests.fifo"),
        variables.port("SALLYPORT_HEALTH_PORT", Probe.DEFAULT_PORT),
        new Life.Pace(look, illness, Duration.ofMinutes(1)));
  }

  private static Place place(Variables variables, String aws, String file, String what) {
    boolean both = variables.optional(aws).isPresent() && variables.optional(file).isPresent();
    if (both) {
      throw new BadVariable(aws + " and " + file + " both name " + what + ": leave one out");
    }
    return variables
        .optional(aws)
        .<Place>map(Place.Aws::new)
        .or(() -> variables.optional(file).map(Path::of).map(Place.Local::new))
        .orElseThrow(
            () -> new BadVariable(aws + " (or, as a file, " + file + ") is missing: " + what));
  }
}
