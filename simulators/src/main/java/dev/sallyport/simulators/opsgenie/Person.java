package dev.sallyport.simulators.opsgenie;

/**
 * A user of the account.
 *
 * @param id Opsgenie's identifier
 * @param accountId Atlassian's identifier
 * @param hidden whether Jira keeps the e-mail address to itself
 */
record Person(String id, String accountId, String email, boolean hidden) {}
