package dev.sallyport.core.memory;

import java.util.Map;

/**
 * What Sallyport remembers of a request: one plugin-data entry in Teleport under the name {@code
 * sallyport}, a JSON document per key. It outlives the request's object and ends one hour after the
 * access would. Memory is no authority: whoever may update plugin data can write it.
 */
public interface Memory {
  /** The name of our entry. */
  String PLUGIN = "sallyport";

  /**
   * The entries of all plugins for a request, ours and those of the Go plugins.
   *
   * @throws dev.sallyport.core.Unavailable when Teleport cannot be asked, or refuses
   */
  Entries read(String requestId);

  /**
   * Sets keys of our entry if each still holds what is expected: all of them, or none.
   *
   * @param changes by key
   * @throws dev.sallyport.core.Unavailable when the outcome is unknown, or Teleport refuses
   */
  Written write(String requestId, Map<String, Change> changes);

  /**
   * @param expected the text that the key holds now; empty when it is absent
   * @param wanted the text that it shall hold
   */
  record Change(String expected, String wanted) {}

  /** What became of a write. */
  enum Written {
    DONE,
    /** Somebody else wrote meanwhile: read again. */
    CONFLICT,
    /** There is no such request, and there was no entry yet. */
    REQUEST_GONE
  }
}
