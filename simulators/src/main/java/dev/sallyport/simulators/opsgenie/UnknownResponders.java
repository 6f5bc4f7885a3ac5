package dev.sallyport.simulators.opsgenie;

/** What becomes of an alert for a responder that does not exist. No vendor's page says it. */
public enum UnknownResponders {
  /** The creation is answered 422. */
  REFUSED,
  /** The creation is promised, and fails. */
  FAILED,
  /** The alert is made without that responder. */
  IGNORED
}
