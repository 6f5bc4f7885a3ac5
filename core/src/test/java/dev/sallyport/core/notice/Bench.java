package dev.sallyport.core.notice;

import dev.sallyport.core.config.Mode;
import dev.sallyport.core.decision.Routing;
import dev.sallyport.core.event.Backoff;
import dev.sallyport.core.event.Cause;
import dev.sallyport.core.event.Delivery;
import dev.sallyport.core.event.RequestEvent;
import dev.sallyport.core.memory.Documents;
import dev.sallyport.core.memory.Documents.Stored;
import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.request.Seen;
import dev.sallyport.core.testing.Crash;
import dev.sallyport.core.testing.FakeClock;
import dev.sallyport.core.testing.FakeMemory;
import dev.sallyport.core.testing.FakeRequests;
import dev.sallyport.core.testing.Sample;
import dev.sallyport.core.testing.SignalLog;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executor;

/** A notifier with everything around it, for one request. */
final class Bench {
  final Crash crash = new Crash();
  final FakeClock clock = new FakeClock();
  final FakeMemory memory = new FakeMemory(crash, Sample.ID);
  final FakeRequests requests = new FakeRequests(Sample.pending());
  final FakeDestination pager = new FakeDestination(crash);
  final SignalLog signals = new SignalLog();
  Mode mode = Mode.ON;
  boolean silentWhenApproved;
  Executor crew = Runnable::run;

  /** Decided and routed to these recipients, as decide leaves it. */
  Bench routed(String... services) {
    Routing routing =
        new Routing(
            1, List.of(services), List.of(), List.of(), Routing.Source.ANNOTATION, Map.of());
    memory.put(Sample.ID, "sallyport", Routing.KEY, Documents.write(routing));
    saw(Sample.pending());
    return this;
  }

  /** Decide has seen the request like this. */
  void saw(AccessRequest request) {
    Seen seen = Seen.of(request, Optional.empty());
    memory.put(Sample.ID, "sallyport", Seen.KEY, Documents.write(seen));
  }

  /** Teleport holds the request like this, and decide has seen it. */
  void is(AccessRequest request) {
    requests.is(request);
    saw(request);
  }

  void stored(NoticeBook book) {
    memory.put(Sample.ID, "sallyport", "pagerduty", Documents.write(book));
  }

  /** One event, handled by a fresh process. */
  Delivery on(Cause cause, int tries) {
    var event =
        new RequestEvent("example.com", Sample.ID, cause, Optional.empty(), clock.instant());
    return on(event, tries);
  }

  Delivery on(RequestEvent event, int tries) {
    return new Notifier(
            requests,
            memory,
            pager,
            _ -> mode,
            silentWhenApproved,
            crew,
            signals,
            clock,
            Backoff.PAGER,
            new Random(7))
        .handle(event, tries);
  }

  Delivery changed() {
    return on(Cause.CHANGED, 1);
  }

  /** The queue: the message comes back until it is done with. */
  Delivery changedUntilSettled() {
    for (int tries = 1; tries < 40; tries++) {
      try {
        if (!(on(Cause.CHANGED, tries) instanceof Delivery.Retry retry)) {
          return Delivery.DELIVERED;
        }
        clock.advance(retry.after());
      } catch (Crash.Died e) {
        crash.never();
        clock.advance(Duration.ofMinutes(3));
      }
    }
    throw new AssertionError("never settled: " + signals.said());
  }

  NoticeBook book() {
    String raw = memory.raw(Sample.ID, "pagerduty");
    return switch (Documents.read(raw, NoticeBook.class)) {
      case Stored.Known(NoticeBook book) -> book;
      case Stored.Absent<NoticeBook> _ -> NoticeBook.empty();
      case Stored.Newer<NoticeBook> _, Stored.Unreadable<NoticeBook> _ ->
          throw new AssertionError("no book: " + raw);
    };
  }

  Notice notice(String to) {
    return book().to(to);
  }
}
