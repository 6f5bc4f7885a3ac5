package dev.sallyport.core.decision;

import dev.sallyport.core.oncall.OnCall;
import dev.sallyport.core.oncall.OnCall.Shift;
import java.time.Instant;
import java.util.Comparator;

/** A shift, and who told of it. */
record Grant(String provider, OnCall.Kind kind, Shift shift) {
  /** The lowest level is the best proof; the rest makes the choice the same whoever comes first. */
  static final Comparator<Grant> BEST =
      Comparator.comparingInt((Grant grant) -> grant.shift().level())
          .thenComparing(Grant::provider)
          .thenComparing(Grant::kind)
          .thenComparing(grant -> grant.shift().name())
          .thenComparing(grant -> grant.shift().start().orElse(Instant.MIN))
          .thenComparing(grant -> grant.shift().end().orElse(Instant.MAX));

  /** As people say it. */
  static String level(int level) {
    return level == Shift.UNKNOWN_LEVEL || level < 1
        ? "on an escalation level that is not told"
        : "on escalation level " + level;
  }

  String words() {
    return "on call for the "
        + kind.word()
        + " "
        + shift.name()
        + " "
        + level(shift.level())
        + shift.start().map(start -> " since " + start).orElse("");
  }
}
