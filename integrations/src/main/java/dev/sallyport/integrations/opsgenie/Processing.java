package dev.sallyport.integrations.opsgenie;

/** What became of a write that the API has taken. */
public sealed interface Processing {
  /** It is not done yet, or nobody knows it. */
  record Pending() implements Processing {}

  /**
   * It is done.
   *
   * @param alertId of the alert that it made or changed; empty where the API does not tell
   */
  record Succeeded(String alertId) implements Processing {}

  /**
   * It was refused.
   *
   * @param words the vendor's
   */
  record Failed(String words) implements Processing {}
}
