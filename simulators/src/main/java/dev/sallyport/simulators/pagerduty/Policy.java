package dev.sallyport.simulators.pagerduty;

/** An escalation policy. */
record Policy(String id, String name) {}
