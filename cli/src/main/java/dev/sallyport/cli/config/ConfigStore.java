package dev.sallyport.cli.config;

import dev.sallyport.cli.local.Refusal;
import java.util.Optional;

/** Where a configuration is stored. */
public interface ConfigStore {
  /**
   * What is stored.
   *
   * @param version tells it from what was stored before
   */
  record Stored(String text, String version) {}

  /** What to call it in messages. */
  String name();

  /**
   * Reads it; empty when nothing is stored.
   *
   * @throws Refusal when it cannot be read
   * @throws dev.sallyport.core.Unavailable when AWS cannot be asked
   */
  Optional<Stored> read();

  /**
   * Stores a text in place of what was read.
   *
   * @return the new version, for people
   * @throws Outdated when something else is stored by now; nothing is changed then
   * @throws dev.sallyport.core.Unavailable when it was not stored, or nobody says so
   */
  String replace(Optional<Stored> read, String text);

  /** Whether somebody else's write in the same moment can replace one of ours unnoticed. */
  default boolean mayLoseWrites() {
    return false;
  }

  /** What is there and must be. */
  default Stored existing() {
    return read()
        .orElseThrow(
            () ->
                new Refusal(
                    name()
                        + " does not exist: store a configuration with sallyport config put, or"
                        + " name another stack with --stack"));
  }

  /** Somebody else wrote since it was read. */
  final class Outdated extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Outdated(String message) {
      super(message);
    }
  }
}
