package dev.sallyport.poller;

/** What came of a look at something that a process needs before it can work. */
sealed interface Found<T> {
  /** It is there. */
  record Here<T>(T value) implements Found<T> {}

  /** Nobody has put it yet. */
  record Missing<T>(String what) implements Found<T> {}

  /** It is there but of no use, or cannot be read. */
  record Unusable<T>(String why) implements Found<T> {}
}
