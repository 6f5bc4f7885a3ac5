package dev.sallyport.core.review;

/** Tells a person what became of a gesture, where nobody else sees it. */
@FunctionalInterface
public interface Teller {
  /**
   * Tells.
   *
   * @param text plain, not escaped, on a few lines
   * @throws dev.sallyport.core.Unavailable when it may succeed later
   */
  Telling tell(Gesture gesture, String text);

  /** What became of it. */
  sealed interface Telling {
    record Told() implements Telling {}

    /** It can never be told. */
    record Untellable(String why) implements Telling {}
  }
}
