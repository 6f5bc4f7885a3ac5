package dev.sallyport.simulators.opsgenie;

/** A team or an escalation. */
record Named(String id, String name) {}
