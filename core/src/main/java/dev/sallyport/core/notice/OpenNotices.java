package dev.sallyport.core.notice;

import java.util.List;

/** What is open at a destination and may be ours. */
@FunctionalInterface
public interface OpenNotices {
  /**
   * The request ids of the open incidents or alerts that bear our key, each once.
   *
   * @throws dev.sallyport.core.Unavailable when the destination cannot be asked
   */
  List<String> requestIds();
}
