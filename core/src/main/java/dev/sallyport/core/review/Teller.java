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

  /**
   * Tells whoever looks that a closing decided nothing; for vendors that deliver closings.
   *
   * @param text as for {@link #tell}
   * @throws dev.sallyport.core.Unavailable when it may succeed later
   */
  default Telling remark(Closing closing, String text) {
    return new Telling.Untellable("nothing is closed there");
  }

  /** What became of it. */
  sealed interface Telling {
    record Told() implements Telling {}

    /** It can never be told. */
    record Untellable(String why) implements Telling {}
  }
}
