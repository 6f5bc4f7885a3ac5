package dev.sallyport.tests.cost;

/**
 * How much of everything a month takes, from what was counted and what an installation consists of.
 *
 * @param requests Access Requests in the month
 */
record Month(Counts counts, Table installation, long requests) {
  private static final double GB = 1e9;

  double hours() {
    return installation.number("month", "hours");
  }

  private double minutes() {
    return hours() * 60;
  }

  /** What was counted, for this month's requests. */
  private double scaled(long counted) {
    return (double) requests * counted / counts.requests();
  }

  /** Events beyond those of the counted run, on the queue of each request's way. */
  private double moreEvents(String queue) {
    if (queue.startsWith("reviews-")) {
      return 0;
    }
    double looks =
        Math.floor(
            installation.number("resync", "pending_minutes")
                / installation.number("resync", "minutes"));
    return requests * looks + canaries();
  }

  private double canaries() {
    return hours() * installation.number("canary", "per_hour");
  }

  /** Long polls that find nothing, on one queue. */
  double idlePolls() {
    return installation.number("polling", "connections")
        * minutes()
        * 60
        / installation.number("polling", "seconds");
  }

  /** Sent, received, deleted and delayed, beside idle polls. */
  double messageCalls(boolean fifo) {
    return counts.queues().entrySet().stream()
        .filter(queue -> fifo != queue.getKey().startsWith("reviews-"))
        .mapToDouble(queue -> scaled(queue.getValue().calls()) + 3 * moreEvents(queue.getKey()))
        .sum();
  }

  double idlePolls(boolean fifo) {
    return idlePolls()
        * counts.queues().keySet().stream()
            .filter(queue -> fifo != queue.startsWith("reviews-"))
            .count();
  }

  private Iterable<String> functions() {
    return installation.names("functions");
  }

  private boolean has(String function, String key) {
    return installation.names("functions", function).contains(key);
  }

  double invocations(String function) {
    if (has(function, "queue")) {
      String queue = installation.text("functions", function, "queue");
      return scaled(counts.queue(queue).received()) + moreEvents(queue) + due(function);
    }
    if (has(function, "feeds")) {
      return scaled(counts.queue(installation.text("functions", function, "feeds")).sent());
    }
    return due(function);
  }

  /** Invocations by a schedule. */
  private double due(String function) {
    return has(function, "per_hour")
        ? hours() * installation.number("functions", function, "per_hour")
        : 0;
  }

  double invocations() {
    double sum = 0;
    for (String function : functions()) {
      sum += invocations(function);
    }
    return sum;
  }

  /** Requests to the API: every delivery of a vendor. */
  double deliveries() {
    double sum = 0;
    for (String function : functions()) {
      sum += has(function, "feeds") ? invocations(function) : 0;
    }
    return sum;
  }

  /** Lives of instances: each begins with a cold start and reads the secrets once. */
  private double lives(String function) {
    double most =
        minutes()
            / installation.number("instances", "life_minutes")
            * installation.number("instances", "alive");
    return Math.min(invocations(function), most);
  }

  private double seconds(String function) {
    boolean webhook = has(function, "feeds");
    double warm =
        webhook
            ? installation.number("time", "webhook")
            : has(function, "queue") ? handlerSeconds() : installation.number("time", "sweep");
    double cold = installation.number("time", webhook ? "webhook_cold" : "cold");
    return invocations(function) * warm + lives(function) * cold;
  }

  /** The mean time of one event in a handler. */
  double handlerSeconds() {
    long teleport = counts.outside().getOrDefault("teleport", 0L);
    double outside =
        teleport * installation.number("time", "teleport_call")
            + (counts.outsideCalls() - teleport) * installation.number("time", "vendor_call");
    double own = counts.handlerMillis() / 1000.0 * installation.number("time", "slower");
    return (own + outside) / counts.invocations();
  }

  double gigabyteSeconds() {
    double sum = 0;
    for (String function : functions()) {
      sum += seconds(function) * installation.number("functions", function, "memory_mb") / 1024;
    }
    return sum;
  }

  double secretCalls() {
    double sum = hours() * installation.number("secrets", "poller_reads_per_hour") + renewalCalls();
    for (String function : functions()) {
      sum += lives(function) * installation.number("functions", function, "secrets");
    }
    return sum;
  }

  private double renewals() {
    return hours() * installation.number("poller", "renewals_per_hour");
  }

  private double renewalCalls() {
    return renewals() * installation.number("poller", "renewal_secret_calls");
  }

  /** Reads of the configuration: at most once a minute by each instance, and the poller's. */
  double parameterCalls() {
    double sum = hours() * installation.number("poller", "parameter_reads_per_hour");
    for (String function : functions()) {
      sum += Math.min(invocations(function), minutes() * installation.number("instances", "alive"));
    }
    return sum;
  }

  /** Two by the sender and one by the receiver of a message, unless the last key is still good. */
  double kmsCalls() {
    double most = 3 * minutes() / installation.number("kms", "reuse_minutes");
    double sum = secretCalls();
    for (String queue : counts.queues().keySet()) {
      sum += Math.min(3 * (scaled(counts.queue(queue).sent()) + moreEvents(queue)), most);
    }
    return sum;
  }

  /** Metrics, each for the part of the month in which it is sent. */
  double metricMonths() {
    return installation.number("metrics", "always")
        + installation.number("metrics", "with_requests") * Math.min(1, requests / hours());
  }

  double logGigabytes() {
    double lines = scaled(counts.logLines()) + 4 * canaries();
    return (lines * installation.number("logs", "bytes_per_line")
            + invocations() * installation.number("logs", "bytes_per_invocation")
            + deliveries() * installation.number("logs", "bytes_per_delivery"))
        / GB;
  }

  /** Hours of tasks: the poller's, and those that renew the identities. */
  double taskHours() {
    return hours() + renewals() * installation.number("poller", "renewal_minutes") / 60;
  }

  double schedules() {
    double sum = renewals();
    for (String function : functions()) {
      sum += due(function);
    }
    return sum;
  }

  double trafficGigabytes() {
    double perEvent = (double) counts.outsideCalls() / counts.invocations();
    return invocations()
        * perEvent
        * installation.number("traffic", "kilobytes_per_call")
        * 1000
        / GB;
  }
}
