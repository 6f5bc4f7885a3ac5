package dev.sallyport.core.secret;

import dev.sallyport.core.Unavailable;
import java.time.Instant;
import java.util.Optional;

/**
 * A secret whose versions stay as they were stored, one of which is the current one (AWS Secrets
 * Manager, Versions of a secret). Every call throws {@link Unavailable} when it failed or nobody
 * knows whether it took place, never with a value.
 */
public interface StagedSecret {
  /**
   * A version.
   *
   * @param id 32 to 64 characters
   */
  record Version(String id, String text, Instant storedAt) {
    /** Never the text. */
    @Override
    public String toString() {
      return "Version[" + id + "]";
    }
  }

  /** What everybody reads; empty while nothing was ever stored. */
  Optional<Version> current();

  /** The version of that id; empty where nothing is stored under it. */
  Optional<Version> version(String id);

  /**
   * Stores what is to come, and leaves what is current. The same once more has no effect.
   *
   * @throws Unavailable also when the version holds another text
   */
  void putPending(String id, String text);

  /**
   * Stores what is current from now on; nothing else moves. The same id and text once more has no
   * effect, although another version may be current by then.
   *
   * @throws Unavailable also when the version holds another text
   */
  void putCurrent(String id, String text);

  /** Makes a stored version the current one in the place of the one that is. */
  void makeCurrent(String id, String inPlaceOf);
}
