package dev.sallyport.core.decision;

import java.util.List;

/** What the policy says of a request, with the steps that led there. */
public sealed interface Assessment {
  /** Approve, because of this. */
  record Approved(Evidence evidence, List<String> steps) implements Assessment {}

  /** Leave it to people. */
  record Abstained(String why, List<String> steps) implements Assessment {}

  /** A requested role is never approved automatically. */
  record Denied(String why) implements Assessment {}

  /** A provider that matters did not answer. */
  record Undecided(String why, List<String> steps) implements Assessment {}
}
