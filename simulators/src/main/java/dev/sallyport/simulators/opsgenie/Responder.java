package dev.sallyport.simulators.opsgenie;

/**
 * Whom an alert goes to.
 *
 * @param type {@code user}, {@code team}, {@code escalation} or {@code schedule}
 * @param id Opsgenie's identifier, also of users, whom JSM names by their account ids
 * @param name a user's e-mail address, or the name
 */
public record Responder(String type, String id, String name) {}
