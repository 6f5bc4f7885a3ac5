package dev.sallyport.simulators.opsgenie;

import java.util.List;

/**
 * A participant of a schedule who is on call now. People are named by e-mail address, teams and
 * escalations by name.
 */
public sealed interface OnCall {
  /** A person on call. */
  record User(String email) implements OnCall {}

  /** A team on call, with those of it who are. */
  record Team(String name, List<OnCall> members) implements OnCall {
    public Team {
      members = List.copyOf(members);
    }
  }

  /** An escalation on call; each step follows five minutes after the one before. */
  record Escalation(String name, List<OnCall> steps) implements OnCall {
    public Escalation {
      steps = List.copyOf(steps);
    }
  }

  /** A person on call in place of another one, by a forwarding rule. */
  record Forwarded(String to, String from) implements OnCall {}
}
