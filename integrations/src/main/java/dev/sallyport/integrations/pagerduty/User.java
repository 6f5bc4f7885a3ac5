package dev.sallyport.integrations.pagerduty;

/** A PagerDuty user. */
public record User(String id, String name, String email) {}
