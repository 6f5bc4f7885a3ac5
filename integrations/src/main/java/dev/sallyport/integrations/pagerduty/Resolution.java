package dev.sallyport.integrations.pagerduty;

/** How an incident came to be resolved. */
public enum Resolution {
  /** By this call. */
  NOW,
  /** It was resolved before. */
  EARLIER
}
