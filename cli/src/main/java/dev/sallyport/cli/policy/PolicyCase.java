package dev.sallyport.cli.policy;

import dev.sallyport.core.oncall.OnCall;
import dev.sallyport.core.request.AccessRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One case of a policy test.
 *
 * @param place file and line
 * @param time when it is judged
 */
record PolicyCase(
    String name,
    String place,
    AccessRequest request,
    Instant time,
    List<OnCall> providers,
    Expected expected) {
  /**
   * What it should come to; what is absent is not looked at.
   *
   * @param decision {@code approved}, {@code abstained}, {@code denied-by-policy} or {@code
   *     undecided}
   * @param by the service or schedule
   * @param recipients by destination
   */
  record Expected(
      Optional<String> decision, Optional<String> by, Map<String, List<String>> recipients) {}
}
