package dev.sallyport.integrations.slack;

/** What a recipient turned out to be. */
sealed interface Address {
  /** A conversation of any kind, by id. */
  record Channel(String id) implements Address {}

  /** One person, by user id. */
  record Person(String userId) implements Address {}

  /** A Teleport user who cannot be told on Slack, which is no fault. */
  record Nobody(String why) implements Address {}

  /** Nothing may be posted there. */
  record Refused(String why) implements Address {}
}
