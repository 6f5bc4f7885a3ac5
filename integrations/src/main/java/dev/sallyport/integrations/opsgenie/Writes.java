package dev.sallyport.integrations.opsgenie;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.notice.Destination.Effect;
import dev.sallyport.integrations.http.Reply;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** What replies mean for a destination: a write counts when it was seen to be done. */
final class Writes {
  private final OpsgenieClient client;
  private final Runnable onDenied;
  private final Patience patience;

  /**
   * @param onDenied called when a secret is refused
   */
  Writes(OpsgenieClient client, Runnable onDenied, Patience patience) {
    this.client = client;
    this.onDenied = onDenied;
    this.patience = patience;
  }

  /** Waits for a write that was taken, and goes on with the id of its alert. */
  Effect settled(Reply<Promise> reply, Function<String, Effect> next) {
    if (!(reply instanceof Reply.Ok<Promise>(Promise promise))) {
      return failed(reply);
    }
    return switch (patience.until(() -> processing(promise)).orElseGet(Processing.Pending::new)) {
      case Processing.Succeeded(String alertId) -> next.apply(alertId);
      case Processing.Failed(String words) ->
          new Effect.Rejected(client.product() + " refuses: " + words);
      case Processing.Pending _ ->
          new Effect.Unknown(client.product() + " has taken it and not processed it yet");
    };
  }

  /** Nothing while it waits, or while the question fails: the write itself stays promised. */
  private Optional<Processing> processing(Promise promise) {
    return switch (client.processing(promise)) {
      case Reply.Ok<Processing>(Processing processing) ->
          Optional.of(processing).filter(it -> !(it instanceof Processing.Pending));
      case Reply.Denied<Processing> _ -> {
        onDenied.run();
        yield Optional.empty();
      }
      case Reply<Processing> _ -> Optional.empty();
    };
  }

  /**
   * Waits until a write that was taken shows at the alert.
   *
   * @param look reads the alert; one that is gone shows everything
   */
  Effect seen(
      Reply<Promise> reply,
      Supplier<Reply<Optional<Alert>>> look,
      Predicate<Alert> shows,
      String alertId) {
    if (!(reply instanceof Reply.Ok<Promise>(Promise promise))) {
      return failed(reply);
    }
    boolean seen =
        patience
            .until(
                () ->
                    look.get() instanceof Reply.Ok<Optional<Alert>>(Optional<Alert> alert)
                            && alert.filter(shows.negate()).isEmpty()
                        ? Optional.of(true)
                        : Optional.empty())
            .isPresent();
    return seen ? new Effect.Done(alertId) : unseen(promise);
  }

  private Effect unseen(Promise promise) {
    return processing(promise).orElseGet(Processing.Pending::new)
            instanceof Processing.Failed(String words)
        ? new Effect.Rejected(client.product() + " refuses: " + words)
        : new Effect.Unknown(
            client.product() + " has taken it, and the alert does not show it yet");
  }

  <T> T read(Reply<T> reply) {
    return switch (reply) {
      case Reply.Ok<T>(T value) -> value;
      case Reply.Denied<T>(int status, int _, String message) -> {
        onDenied.run();
        throw new Unavailable(denial(status, message));
      }
      case Reply.Rejected<T>(int status, int _, String message) ->
          throw new Unavailable(client.product() + " refuses a read (" + status + "): " + message);
      case Reply.Retry<T>(Optional<Duration> _, String why) -> throw new Unavailable(why);
      case Reply.Unknown<T>(String why) -> throw new Unavailable(why);
    };
  }

  /** The effect of a call that did not succeed. */
  <T> Effect failed(Reply<T> reply) {
    return switch (reply) {
      case Reply.Ok<T> _ -> throw new IllegalArgumentException("not a failure");
      case Reply.Denied<T>(int status, int _, String message) -> {
        onDenied.run();
        yield new Effect.Failed(Optional.empty(), denial(status, message));
      }
      case Reply.Rejected<T>(int status, int code, String message) ->
          new Effect.Rejected(
              client.product() + " refuses (" + status + "/" + code + "): " + message);
      case Reply.Retry<T>(Optional<Duration> after, String why) -> new Effect.Failed(after, why);
      case Reply.Unknown<T>(String why) -> new Effect.Unknown(why);
    };
  }

  private String denial(int status, String message) {
    return client.product() + " refuses the secret (" + status + "): " + message;
  }
}
