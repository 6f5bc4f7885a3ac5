package dev.sallyport.poller;

import java.util.Optional;

/** A text that is kept elsewhere, and that a person or another process may still have to put. */
interface Stored {
  /** Where it is, for messages. */
  String place();

  /**
   * The text as it is now; empty while there is none.
   *
   * @throws dev.sallyport.core.Unavailable when the place cannot be asked
   */
  Optional<String> read();
}
