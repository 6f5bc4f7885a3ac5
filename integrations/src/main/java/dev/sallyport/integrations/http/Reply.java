package dev.sallyport.integrations.http;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** How a call ended. Only {@link Unknown} leaves open whether anything happened. */
public sealed interface Reply<T> {
  /** It happened, and this is the answer. */
  record Ok<T>(T value) implements Reply<T> {}

  /**
   * Nothing happened, and the same call will not succeed later.
   *
   * @param status the HTTP status; 0 when the call was not made at all
   * @param code the vendor's error code, or 0
   * @param message the vendor's words, at most 500 characters, without the secret
   */
  record Rejected<T>(int status, int code, String message) implements Reply<T> {}

  /**
   * Nothing happened because the secret is unknown or lacks a right (401, 403). Worth one try with
   * the secret read again. The status is 0 when the secret could not even be sent.
   */
  record Denied<T>(int status, int code, String message) implements Reply<T> {}

  /**
   * Nothing happened; try again later.
   *
   * @param after how long the vendor asks to wait, where it does
   */
  record Retry<T>(Optional<Duration> after, String why) implements Reply<T> {}

  /** A write may or may not have happened: look before calling again. */
  record Unknown<T>(String why) implements Reply<T> {}

  /** The reply to a further call when this one succeeded, else this outcome. */
  default <R> Reply<R> then(Function<? super T, Reply<R>> next) {
    return switch (this) {
      case Ok<T>(T value) -> next.apply(value);
      case Rejected<T>(int status, int code, String message) ->
          new Rejected<>(status, code, message);
      case Denied<T>(int status, int code, String message) -> new Denied<>(status, code, message);
      case Retry<T>(Optional<Duration> after, String why) -> new Retry<>(after, why);
      case Unknown<T>(String why) -> new Unknown<>(why);
    };
  }

  /** The same outcome with another value. */
  default <R> Reply<R> map(Function<? super T, ? extends R> change) {
    return then(value -> new Ok<R>(change.apply(value)));
  }
}
