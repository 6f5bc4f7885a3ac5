package dev.sallyport.tests.fault;

import dev.sallyport.simulators.fault.Call;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** In what way a call fails. */
enum Mode {
  /** The other side answers that it cannot serve, and does nothing. */
  REFUSE_BEFORE,
  /** No answer, no effect. */
  CUT_BEFORE,
  /** No answer, and yet it took effect. */
  CUT_AFTER,
  /** The process ends before the call has an effect. */
  DIE_BEFORE,
  /** The process ends when the call has taken effect. */
  DIE_AFTER;

  private static final List<String> READS =
      List.of("GET ", "Get", "List", "Ping", "auth.", "users.", "conversations.");

  boolean kills() {
    return this == DIE_BEFORE || this == DIE_AFTER;
  }

  /** A read has no effect, so that after it is the same as before it. */
  static Set<Mode> of(Call call) {
    return isRead(call)
        ? EnumSet.of(REFUSE_BEFORE, CUT_BEFORE, DIE_BEFORE)
        : EnumSet.allOf(Mode.class);
  }

  static boolean isRead(Call call) {
    return READS.stream().anyMatch(call.operation()::startsWith);
  }
}
