package dev.sallyport.simulators.opsgenie;

import java.util.List;

/**
 * A schedule.
 *
 * @param onCall who is on call now
 */
record Schedule(String id, String name, List<OnCall> onCall) {
  Schedule {
    onCall = List.copyOf(onCall);
  }
}
