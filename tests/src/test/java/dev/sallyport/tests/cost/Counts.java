package dev.sallyport.tests.cost;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a run took.
 *
 * @param requests Access Requests in it
 * @param queues by the queue's name
 * @param outside calls by the system that was called
 * @param handlerMillis of all handlers together
 * @param logLines that all units wrote
 */
record Counts(
    int requests,
    Map<String, QueueCounts> queues,
    Map<String, Long> outside,
    long handlerMillis,
    long logLines) {
  Counts {
    queues = new TreeMap<>(queues);
    outside = new TreeMap<>(outside);
  }

  static Counts read(Table table) {
    Map<String, QueueCounts> queues = new TreeMap<>();
    for (String queue : table.names("queues")) {
      queues.put(
          queue,
          new QueueCounts(
              table.whole("queues", queue, "sent"),
              table.whole("queues", queue, "received"),
              table.whole("queues", queue, "deleted"),
              table.whole("queues", queue, "delayed")));
    }
    Map<String, Long> outside = new TreeMap<>();
    for (String system : table.names("outside")) {
      outside.put(system, table.whole("outside", system));
    }
    return new Counts(
        Math.toIntExact(table.whole("requests")),
        queues,
        outside,
        table.whole("handler_millis"),
        table.whole("log_lines"));
  }

  String toToml() {
    StringBuilder text =
        new StringBuilder(
            """
            # Counted in the demo's story, by CountedRunTest; docs/cost.md says how to count again.
            requests = %d
            handler_millis = %d
            log_lines = %d

            [outside]
            """
                .formatted(requests, handlerMillis, logLines));
    outside.forEach((system, calls) -> text.append("%s = %d\n".formatted(system, calls)));
    queues.forEach(
        (queue, it) ->
            text.append(
                "\n[queues.%s]\nsent = %d\nreceived = %d\ndeleted = %d\ndelayed = %d\n"
                    .formatted(queue, it.sent(), it.received(), it.deleted(), it.delayed())));
    return text.toString();
  }

  QueueCounts queue(String name) {
    return queues.getOrDefault(name, QueueCounts.NONE);
  }

  long invocations() {
    return queues.values().stream().mapToLong(QueueCounts::received).sum();
  }

  long outsideCalls() {
    return outside.values().stream().mapToLong(Long::longValue).sum();
  }
}
