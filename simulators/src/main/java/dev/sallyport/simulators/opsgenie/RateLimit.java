package dev.sallyport.simulators.opsgenie;

/**
 * How the account treats calls that come too fast (Opsgenie, API rate limiting: a request beyond
 * the limit is refused or delayed).
 */
public enum RateLimit {
  /** Within the limit. */
  OK,
  /** Served, marked as throttled; what is asked for happens only when this state ends. */
  DELAYED,
  /** Answered 429. */
  REFUSED
}
