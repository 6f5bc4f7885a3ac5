package dev.sallyport.integrations.slack;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** How a call to Slack ended. Only {@link Unknown} leaves open whether anything happened. */
public sealed interface Reply<T> {
  /** It happened, and this is the answer. */
  record Ok<T>(T value) implements Reply<T> {}

  /**
   * Nothing happened, and the same call will not succeed later.
   *
   * @param error as Slack names it, {@code http_404} where it names nothing
   * @param message says which call, at most 500 characters, without the token and without texts
   */
  record Rejected<T>(String error, String message) implements Reply<T> {}

  /**
   * Nothing happened because the token is not, or no longer, good. Worth one try with the secret
   * read again. A token that merely lacks a scope is {@link Rejected} as {@code missing_scope}.
   */
  record Denied<T>(String error) implements Reply<T> {}

  /**
   * Nothing happened; try again later.
   *
   * @param after how long Slack asks to wait, or our own pace does
   */
  record Retry<T>(Optional<Duration> after, String why) implements Reply<T> {}

  /** A write may or may not have happened: look before calling again. */
  record Unknown<T>(String why) implements Reply<T> {}

  /** The reply to a further call when this one succeeded, else this outcome. */
  default <R> Reply<R> then(Function<? super T, Reply<R>> next) {
    return switch (this) {
      case Ok<T>(T value) -> next.apply(value);
      case Rejected<T>(String error, String message) -> new Rejected<>(error, message);
      case Denied<T>(String error) -> new Denied<>(error);
      case Retry<T>(Optional<Duration> after, String why) -> new Retry<>(after, why);
      case Unknown<T>(String why) -> new Unknown<>(why);
    };
  }

  /** The same outcome with another value. */
  default <R> Reply<R> map(Function<? super T, ? extends R> change) {
    return then(value -> new Ok<R>(change.apply(value)));
  }

  /** This outcome, or another value where Slack refused with one of these errors. */
  default Reply<T> unless(T value, String... errors) {
    return this instanceof Rejected<T>(String error, String _) && List.of(errors).contains(error)
        ? new Ok<>(value)
        : this;
  }
}
