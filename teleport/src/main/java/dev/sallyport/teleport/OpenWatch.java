package dev.sallyport.teleport;

import dev.sallyport.teleport.wire.auth.Event;
import dev.sallyport.teleport.wire.auth.Operation;
import dev.sallyport.teleport.wire.auth.Watch;
import dev.sallyport.teleport.wire.types.WatchKind;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A watch that runs. Closing it ends it, and tells its listener so. */
public final class OpenWatch implements AutoCloseable {
  /** The kind of Access Requests. */
  public static final String ACCESS_REQUEST = "access_request";

  private final Set<String> kinds;
  private final WatchListener listener;
  private final Runnable released;
  private final AtomicBoolean ended = new AtomicBoolean();
  private final AtomicReference<@Nullable String> stopped = new AtomicReference<>();
  private final Receiver receiver = new Receiver();
  private volatile @Nullable Future<?> initTimer;
  private boolean initialized; // touched by the receiver only, whose calls are serial

  OpenWatch(Set<String> kinds, WatchListener listener, Runnable released) {
    this.kinds = kinds;
    this.listener = listener;
    this.released = released;
  }

  ClientResponseObserver<Watch, Event> receiver() {
    return receiver;
  }

  void giveUpWithoutInit(Duration limit, ScheduledExecutorService timer) {
    try {
      initTimer =
          timer.schedule(
              () -> stop("no INIT within " + limit.toMillis() + " ms"),
              limit.toMillis(),
              TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      stop("the client is closed");
    }
    if (ended.get()) {
      cancelTimer();
    }
  }

  /** Ends the watch before it began. */
  void refuse(Reason reason, String text) {
    end(reason, text);
  }

  @Override
  public void close() {
    stop("closed by its owner");
  }

  private void stop(String why) {
    if (!ended.get() && stopped.compareAndSet(null, why)) {
      receiver.cancel(why);
    }
  }

  private void end(Reason reason, String text) {
    if (ended.compareAndSet(false, true)) {
      cancelTimer();
      released.run();
      listener.onEnd(reason, Refusals.bounded(text));
    }
  }

  private void cancelTimer() {
    Future<?> timer = initTimer;
    if (timer != null) {
      timer.cancel(false);
    }
  }

  private final class Receiver implements ClientResponseObserver<Watch, Event> {
    private volatile @Nullable ClientCallStreamObserver<Watch> call;

    @Override
    public void beforeStart(ClientCallStreamObserver<Watch> call) {
      this.call = call;
    }

    void cancel(String why) {
      ClientCallStreamObserver<Watch> running = call;
      if (running != null) {
        running.cancel(why, null);
      }
    }

    @Override
    public void onNext(Event event) {
      if (stopped.get() != null) {
        return;
      }
      if (initialized) {
        deliver(event);
      } else if (isInit(event)) {
        initialized = true;
        cancelTimer();
        listener.onInit(confirmed(event));
      } else {
        stop("the first event was " + event.getType() + " instead of INIT");
      }
    }

    // A message of unknown contents parses to the default one, which reads as INIT too: so only the
    // first may be it, and a later one without a resource is skipped.
    private boolean isInit(Event event) {
      return event.getType() == Operation.INIT
          && switch (event.getResourceCase()) {
            case WATCH_STATUS, RESOURCE_NOT_SET -> true;
            default -> false;
          };
    }

    private Set<String> confirmed(Event event) {
      return event.hasWatchStatus()
          ? event.getWatchStatus().getSpec().getKindsList().stream()
              .map(WatchKind::getKind)
              .collect(Collectors.toUnmodifiableSet())
          : kinds;
    }

    private void deliver(Event event) {
      switch (event.getType()) {
        case PUT -> {
          if (event.hasAccessRequest()) {
            listener.onPut(event.getAccessRequest());
          }
        }
        case DELETE -> {
          var header = event.getResourceHeader();
          if (header.getKind().equals(ACCESS_REQUEST)
              && !header.getMetadata().getName().isEmpty()) {
            listener.onDelete(header.getMetadata().getName());
          }
        }
        case INIT, UNRECOGNIZED -> {}
      }
    }

    @Override
    public void onError(Throwable error) {
      String why = stopped.get();
      if (why == null) {
        Status status = Status.fromThrowable(error);
        end(Refusals.reason(status), Refusals.text(status));
      } else {
        end(Reason.UNAVAILABLE, why);
      }
    }

    @Override
    public void onCompleted() {
      end(Reason.UNAVAILABLE, "the server ended the watch");
    }
  }
}
