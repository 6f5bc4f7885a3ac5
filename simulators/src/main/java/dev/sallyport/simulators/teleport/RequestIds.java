package dev.sallyport.simulators.teleport;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;

/** UUIDv7 (RFC 9562), strictly ascending also within a millisecond. Not thread-safe. */
final class RequestIds {
  private static final int COUNTER_LIMIT = 0x1000;

  private final SecureRandom random = new SecureRandom();
  private final InstantSource clock;
  private long lastMillis = Long.MIN_VALUE;
  private int counter;

  RequestIds(InstantSource clock) {
    this.clock = clock;
  }

  String next() {
    long millis = clock.millis();
    if (millis > lastMillis) {
      lastMillis = millis;
      counter = random.nextInt(COUNTER_LIMIT / 4);
    } else if (++counter == COUNTER_LIMIT) {
      lastMillis++;
      counter = 0;
    }
    long high = (lastMillis << 16) | 0x7000L | counter;
    long low = (random.nextLong() >>> 2) | 0x8000_0000_0000_0000L;
    return new UUID(high, low).toString();
  }
}
