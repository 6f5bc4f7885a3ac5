package dev.sallyport.integrations.pagerduty;

/**
 * Somebody of the account, as PagerDuty shows them now. Texts are empty where it leaves them out.
 *
 * @param type {@code user} for a person
 * @param role like {@code user}, {@code admin} or {@code read_only_user}, which is a stakeholder's
 */
public record AccountUser(String id, String type, String name, String email, String role) {}
