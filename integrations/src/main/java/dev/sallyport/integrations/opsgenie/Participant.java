package dev.sallyport.integrations.opsgenie;

import java.util.List;
import java.util.OptionalInt;

/**
 * Somebody on call: a person, or those below.
 *
 * @param name a user's e-mail address at Opsgenie; empty at JSM, which tells account ids alone
 * @param type {@code user}, {@code team}, {@code escalation}
 * @param after minutes until an escalation reaches it; empty elsewhere and where it is not told
 * @param notifyType whom of it an escalation reaches; {@code default}, or empty: whoever is on call
 */
public record Participant(
    String id,
    String name,
    String type,
    OptionalInt after,
    String notifyType,
    List<Participant> below) {
  public Participant {
    below = List.copyOf(below);
  }

  /** "The next on call", "all members" or "the admins" are not those on call. */
  boolean isOnCall() {
    return notifyType.isEmpty() || notifyType.equals("default");
  }
}
