package dev.sallyport.integrations.pagerduty;

import dev.sallyport.core.Unavailable;
import dev.sallyport.integrations.http.Reply;
import java.time.Duration;
import java.util.Optional;

/**
 * Calls that either have an answer or are tried again later.
 *
 * @param onDenied called when PagerDuty refuses the API key
 */
record Asking(Runnable onDenied) {
  /**
   * The answer.
   *
   * @throws Unavailable for every other outcome
   */
  <T> T value(Reply<T> reply) {
    return switch (reply) {
      case Reply.Ok<T>(T value) -> value;
      case Reply.Denied<T>(int status, int _, String message) -> {
        onDenied.run();
        throw new Unavailable("PagerDuty refuses the API key (" + status + "): " + message);
      }
      case Reply.Rejected<T>(int status, int _, String message) ->
          throw new Unavailable("PagerDuty refuses (" + status + "): " + message);
      case Reply.Retry<T>(Optional<Duration> _, String why) -> throw new Unavailable(why);
      case Reply.Unknown<T>(String why) -> throw new Unavailable(why);
    };
  }

  /**
   * The answer; empty where PagerDuty has nothing by that id.
   *
   * @throws Unavailable for every other outcome
   */
  <T> Optional<T> found(Reply<T> reply) {
    return reply instanceof Reply.Rejected<T>(int status, int _, String _) && status == 404
        ? Optional.empty()
        : Optional.of(value(reply));
  }
}
