package dev.sallyport.teleport;

import com.google.protobuf.Timestamp;
import java.time.Instant;
import java.util.Optional;

/**
 * Timestamps as Teleport writes them. Go's zero time travels as year 1, and where no time is meant
 * a field may also hold zero seconds: both read as absent. An empty {@code Timestamp} must never be
 * sent, since Go reads it as 1970, which is a time.
 */
public final class WireTime {
  private WireTime() {}

  /** The instant meant by a timestamp field; empty when it stands for "not set". */
  public static Optional<Instant> instant(Timestamp timestamp) {
    return timestamp.getSeconds() <= 0
        ? Optional.empty()
        : Optional.of(Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos()));
  }

  /**
   * A timestamp to send.
   *
   * @throws IllegalArgumentException for an instant before 1970-01-01T00:00:01Z, which would read
   *     as unset
   */
  public static Timestamp timestamp(Instant instant) {
    if (instant.getEpochSecond() <= 0) {
      throw new IllegalArgumentException("not a time that can be sent to Teleport: " + instant);
    }
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }
}
