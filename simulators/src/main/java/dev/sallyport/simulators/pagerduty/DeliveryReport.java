package dev.sallyport.simulators.pagerduty;

/**
 * How a webhook fared so far.
 *
 * @param eventId the event's own id, which is signed; the same for every subscription
 * @param incident the incident's id, or empty for a ping
 * @param attempts how often it was sent
 * @param lastStatus the HTTP status of the last attempt, or 0 without an answer or an attempt
 * @param reason why it was not taken, or empty
 */
public record DeliveryReport(
    String eventType,
    String eventId,
    String subscription,
    String webhookId,
    String incident,
    int attempts,
    int lastStatus,
    String reason,
    Fate fate) {
  /** Where a webhook stands. */
  public enum Fate {
    /** To be sent, for the first time or again. */
    WAITING,
    /** Sent, and not answered yet. */
    UNDER_WAY,
    /** Answered 2xx. */
    DELIVERED,
    /** Refused for good, or not taken within 48 hours. */
    DROPPED,
    /** Gone with its subscription's queue. */
    DISCARDED
  }
}
