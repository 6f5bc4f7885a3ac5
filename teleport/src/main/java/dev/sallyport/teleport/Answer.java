package dev.sallyport.teleport;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.function.Function;

/**
 * What a call came to: a value, or a refusal with its reason. A refusal is an expected outcome, not
 * an exception; {@link #orElseThrow()} makes it one where the caller has no use for the difference.
 *
 * @param <T> what the call returns when it succeeds
 */
public sealed interface Answer<T> {

  /**
   * The call succeeded.
   *
   * @param value what it returned
   */
  record Ok<T>(T value) implements Answer<T> {
    public Ok {
      requireNonNull(value, "value");
    }
  }

  /**
   * The call was refused or got no answer.
   *
   * @param reason why
   * @param text one line for a log or an operator, at most {@value Refusals#MAX_TEXT} characters.
   *     It may quote Teleport, and so names of users and requests, but never key material.
   */
  record Refused<T>(Reason reason, String text) implements Answer<T> {
    public Refused {
      requireNonNull(reason, "reason");
      text = Refusals.bounded(text);
    }

    <U> Answer<U> cast() {
      return new Refused<>(reason, text);
    }
  }

  /** A successful answer. */
  static <T> Answer<T> ok(T value) {
    return new Ok<>(value);
  }

  /** A refusal. */
  static <T> Answer<T> refused(Reason reason, String text) {
    return new Refused<>(reason, text);
  }

  /** The same answer with its value transformed; refusals pass through. */
  default <U> Answer<U> map(Function<? super T, ? extends U> transform) {
    return switch (this) {
      case Ok<T>(T value) -> new Ok<U>(transform.apply(value));
      case Refused<T> refused -> refused.cast();
    };
  }

  /** The next call's answer if this one succeeded; refusals pass through. */
  default <U> Answer<U> flatMap(Function<? super T, Answer<U>> next) {
    return switch (this) {
      case Ok<T>(T value) -> next.apply(value);
      case Refused<T> refused -> refused.cast();
    };
  }

  /** The value, or a {@link TeleportException} that holds the reason and the text. */
  default T orElseThrow() {
    return switch (this) {
      case Ok<T>(T value) -> value;
      case Refused<T>(Reason reason, String text) -> throw new TeleportException(reason, text);
    };
  }

  /** The value, or empty when the call was refused for whatever reason. */
  default Optional<T> asOptional() {
    return switch (this) {
      case Ok<T>(T value) -> Optional.of(value);
      case Refused<T> _ -> Optional.empty();
    };
  }

  /** Whether the call was refused for this reason. */
  default boolean refusedFor(Reason reason) {
    return this instanceof Refused<T>(Reason why, String _) && why == reason;
  }
}
