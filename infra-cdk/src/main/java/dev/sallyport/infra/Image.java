package dev.sallyport.infra;

/** The container that polls, and renews identities. */
sealed interface Image {
  /** There is no poller here: it runs elsewhere. */
  record None() implements Image {}

  /** Built from this checkout, when the deployment needs it. */
  record Built() implements Image {}

  /** Built and pushed before, for arm64. */
  record Named(String uri) implements Image {}
}
