package dev.sallyport.integrations.opsgenie;

/** A note on an alert. */
public record AlertNote(String text) {}
