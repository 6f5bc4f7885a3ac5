package dev.sallyport.integrations.slack;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.notice.Destination.Effect;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What a reply of Slack's means for a notice.
 *
 * @param onDenied called when Slack refuses the token
 */
record Outcomes(Runnable onDenied) {
  /** What Slack answers where nothing can be written any more. */
  private static final Set<String> VANISHED =
      Set.of(
          "message_not_found",
          "cant_update_message",
          "edit_window_closed",
          "channel_not_found",
          "not_in_channel",
          "is_archived",
          "is_inactive",
          "thread_not_found",
          "cannot_reply_to_message");

  /** Empty for what we may not read: the history of a channel that the app is no member of. */
  <T> Optional<T> readable(Reply<T> reply) {
    return reply instanceof Reply.Rejected<T> ? Optional.empty() : Optional.of(read(reply));
  }

  <T> T read(Reply<T> reply) {
    return switch (reply) {
      case Reply.Ok<T>(T value) -> value;
      case Reply.Denied<T>(String error) -> {
        onDenied.run();
        throw new Unavailable("Slack refuses the token: " + error);
      }
      case Reply.Rejected<T>(String _, String message) ->
          throw new Unavailable("Slack refuses a read: " + message);
      case Reply.Retry<T>(Optional<Duration> _, String why) -> throw new Unavailable(why);
      case Reply.Unknown<T>(String why) -> throw new Unavailable(why);
    };
  }

  /** A write to something that stands already. */
  <T> Effect written(Reply<T> reply, Function<T, String> ref) {
    return reply instanceof Reply.Rejected<T>(String error, String message)
            && VANISHED.contains(error)
        ? new Effect.Vanished(message)
        : effect(reply, ref);
  }

  <T> Effect effect(Reply<T> reply, Function<T, String> ref) {
    return switch (reply) {
      case Reply.Ok<T>(T value) -> new Effect.Done(ref.apply(value));
      case Reply.Denied<T>(String error) -> {
        onDenied.run();
        yield new Effect.Failed(Optional.empty(), "Slack refuses the token: " + error);
      }
      case Reply.Rejected<T>(String _, String message) -> new Effect.Rejected(message);
      case Reply.Retry<T>(Optional<Duration> after, String why) -> new Effect.Failed(after, why);
      case Reply.Unknown<T>(String why) -> new Effect.Unknown(why);
    };
  }
}
