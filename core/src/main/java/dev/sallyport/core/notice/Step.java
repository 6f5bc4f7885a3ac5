package dev.sallyport.core.notice;

import dev.sallyport.core.request.Outcome;
import java.time.Instant;

/** The next thing to do for one notice. */
public sealed interface Step {
  /** Create the incident or alert, post the message. */
  record Announce() implements Step {}

  /** A call was begun and its outcome is unknown: find out whether it took effect. */
  record Look(String call) implements Step {}

  /** Bring the notice's own text up to the request's revision, or put our mark on it. */
  record Edit() implements Step {}

  /** Tell something below it. */
  record Tell(Reply reply) implements Step {}

  /** Resolve the incident, close the alert. */
  record Resolve(Outcome outcome) implements Step {}

  /** A call was begun elsewhere and may still be under way. */
  record Wait(Instant until) implements Step {}

  /** In line. */
  record Done() implements Step {}

  Step DONE = new Done();
}
