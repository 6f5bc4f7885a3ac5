package dev.sallyport.tests.fault;

import dev.sallyport.tests.SteppedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * A FIFO queue with the rules of SQS: within a group one message at a time and in order, a message
 * that was received comes back when its visibility timeout is over, the same deduplication id is
 * taken once in five minutes, and what was received too often goes to the dead letters.
 */
final class VirtualQueue {
  static final Duration VISIBILITY = Duration.ofMinutes(3);
  static final int MOST_RECEIVES = 300;

  /**
   * Time is virtual here and a connection mends itself in real time: whoever comes back this often
   * is given some of it, so that ten virtual hours do not pass within a real second.
   */
  private static final int PATIENT_RECEIVES = 20;

  private static final Duration BREATH = Duration.ofMillis(20);
  private static final Duration DEDUPLICATION = Duration.ofMinutes(5);

  /** A message as it stands. */
  static final class Message {
    final String id;
    final String group;
    final String body;
    final Instant sentAt;
    private Instant visibleAt;
    private int receives;

    private Message(String id, String group, String body, Instant visibleAt) {
      this.id = id;
      this.group = group;
      this.body = body;
      this.sentAt = visibleAt;
      this.visibleAt = visibleAt;
    }

    int receives() {
      return receives;
    }

    /** The handle of the latest delivery. */
    String receipt() {
      return id + "/" + receives;
    }
  }

  private final List<Message> messages = new ArrayList<>();
  private final List<Message> exhausted = new ArrayList<>();
  private final Map<String, Instant> taken = new HashMap<>();
  private final SteppedClock clock;
  private final String name;
  private int sent;

  VirtualQueue(String name, SteppedClock clock) {
    this.name = name;
    this.clock = clock;
  }

  void send(String group, String body, String deduplicationId) {
    Instant now = clock.instant();
    taken.values().removeIf(at -> !at.plus(DEDUPLICATION).isAfter(now));
    if (taken.putIfAbsent(deduplicationId, now) == null) {
      messages.add(new Message(name + "-" + ++sent, group, body, now));
    }
  }

  /** Receives the oldest message that may be received now. */
  Optional<Message> receive() {
    Optional<Message> next = heads().stream().filter(this::isVisible).findFirst();
    if (next.filter(message -> message.receives == MOST_RECEIVES).isPresent()) {
      messages.remove(next.get());
      exhausted.add(next.get());
      return receive();
    }
    next.filter(message -> message.receives > PATIENT_RECEIVES)
        .ifPresent(_ -> LockSupport.parkNanos(BREATH.toNanos()));
    next.ifPresent(
        message -> {
          message.receives++;
          message.visibleAt = clock.instant().plus(VISIBILITY);
        });
    return next;
  }

  /** When there will be something to receive. */
  Optional<Instant> nextVisible() {
    return heads().stream().map(message -> message.visibleAt).min(Comparator.naturalOrder());
  }

  private List<Message> heads() {
    Set<String> groups = new HashSet<>();
    return messages.stream().filter(message -> groups.add(message.group)).toList();
  }

  private boolean isVisible(Message message) {
    return !message.visibleAt.isAfter(clock.instant());
  }

  void delay(String receipt, Duration wait) {
    messages.stream()
        .filter(message -> message.receipt().equals(receipt))
        .forEach(message -> message.visibleAt = clock.instant().plus(wait));
  }

  void delete(String receipt) {
    messages.removeIf(message -> message.receipt().equals(receipt));
  }

  boolean isEmpty() {
    return messages.isEmpty();
  }

  /** What went to the dead letters because it was received too often. */
  List<Message> exhausted() {
    return List.copyOf(exhausted);
  }

  void clear() {
    messages.clear();
    exhausted.clear();
  }
}
