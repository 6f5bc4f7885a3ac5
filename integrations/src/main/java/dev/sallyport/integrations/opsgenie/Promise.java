package dev.sallyport.integrations.opsgenie;

/** The API has taken a write and will do it; this is the id to ask by what became of it. */
public record Promise(String requestId) {}
