package dev.sallyport.teleport;

import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * Runs calls over the connection and turns what gRPC throws into answers. A read that got no answer
 * is tried once more; a write never is, since it may have been done.
 */
final class Calls {
  private static final Duration PAUSE = Duration.ofMillis(150);

  private final Connection connection;
  private final Settings settings;

  Calls(Connection connection, Settings settings) {
    this.connection = connection;
    this.settings = settings;
  }

  <T> Answer<T> read(Function<Channel, T> call) {
    Answer<T> first = attempt(call);
    if (!first.refusedFor(Reason.UNAVAILABLE)) {
      return first;
    }
    if (connection.upgradeIfNeeded()) {
      return keepOrWithdrawUpgrade(first, attempt(call));
    }
    if (Thread.currentThread().isInterrupted()) {
      return first;
    }
    LockSupport.parkNanos(PAUSE.toNanos());
    return attempt(call);
  }

  private <T> Answer<T> keepOrWithdrawUpgrade(Answer<T> first, Answer<T> upgraded) {
    if (!upgraded.refusedFor(Reason.UNAVAILABLE)) {
      return upgraded;
    }
    connection.withdrawUpgrade();
    return first;
  }

  /** Runs {@code proof}, a read, first where only its answer tells how to reach the server. */
  <T> Answer<T> write(Function<Channel, ?> proof, Function<Channel, T> call) {
    if (connection.undecided() && read(proof) instanceof Answer.Refused<?> refused) {
      return refused.cast();
    }
    return attempt(call);
  }

  private <T> Answer<T> attempt(Function<Channel, T> call) {
    Optional<Link> acquired = connection.acquire();
    if (acquired.isEmpty()) {
      return Answer.refused(Reason.UNAVAILABLE, "the client is closed");
    }
    Link link = acquired.get();
    try {
      T value = call.apply(link.channel());
      connection.answered(link);
      return Answer.ok(value);
    } catch (StatusRuntimeException e) {
      return refused(link, e);
    } finally {
      link.end();
    }
  }

  private <T> Answer<T> refused(Link link, StatusRuntimeException e) {
    Reason reason = Refusals.reason(e.getStatus());
    String text = Refusals.text(e.getStatus());
    if (reason != Reason.UNAVAILABLE) {
      connection.answered(link);
      return Answer.refused(reason, text);
    }
    connection.failed(link);
    boolean expired = !link.identity().notAfter().isAfter(settings.clock().instant());
    return Answer.refused(
        reason,
        expired
            ? "the client certificate expired at " + link.identity().notAfter() + ": " + text
            : text);
  }
}
