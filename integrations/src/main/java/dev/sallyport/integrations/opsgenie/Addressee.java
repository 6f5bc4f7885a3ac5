package dev.sallyport.integrations.opsgenie;

/**
 * Who is alerted, as the API wants it.
 *
 * @param type {@code schedule} or {@code team}
 * @param byId whether the text is an id; else it is a name
 */
public record Addressee(String type, boolean byId, String text) {}
