package dev.sallyport.simulators.opsgenie;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Identifiers in the vendors' shapes. */
final class Ids {
  private static final long HIGH = 0x6f70_7367_656e_4965L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private final AtomicLong last = new AtomicLong();

  String uuid() {
    return new UUID(HIGH, VARIANT | last.incrementAndGet()).toString();
  }

  /** A UUID and the time of creation. */
  String alert(Instant at) {
    return uuid() + "-" + at.toEpochMilli();
  }

  /** An Atlassian account id. */
  String account() {
    return "712020:" + uuid();
  }

  /** A place in a list of notes or logs; a later one is greater. */
  String offset(Instant at) {
    return at.toEpochMilli() + "_" + last.incrementAndGet();
  }
}
