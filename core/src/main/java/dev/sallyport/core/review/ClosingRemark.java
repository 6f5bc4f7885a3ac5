package dev.sallyport.core.review;

import dev.sallyport.core.config.Mode;
import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.request.RequestState;
import dev.sallyport.core.request.Seen;
import dev.sallyport.core.request.Truth;
import dev.sallyport.core.signal.Signal;
import dev.sallyport.core.signal.Signals;
import java.time.InstantSource;
import java.util.Optional;

/** Whether people are to be told, once, that a closing decided nothing. */
record ClosingRemark(
    Cluster cluster, ReviewPolicy policy, Words words, Signals signals, InstantSource clock) {
  /**
   * What is to be told; empty when the request is decided, when it was told before, and when
   * decisions are off.
   *
   * @param tries how often the delivery was received: one that died may not have told yet
   */
  Optional<String> on(Closing closing, Mode mode, int tries) {
    if (mode == Mode.OFF) {
      return Optional.empty();
    }
    AnswerLedger ledger = AnswerLedger.open(cluster.memory(), closing.requestId());
    Optional<AccessRequest> pending = pending(ledger, closing);
    if (pending.isEmpty()) {
      return Optional.empty();
    }
    if (mode == Mode.SHADOW) {
      signals.say(
          Signal.info(
              closing.requestId(),
              "shadow",
              "would have said that closing " + closing.place() + " decides nothing"));
      return Optional.empty();
    }
    boolean first = ledger.remark(closing.place());
    return first || tries > 1 ? pending.map(this::words) : Optional.empty();
  }

  private String words(AccessRequest request) {
    return words.closed(request.id(), policy.allows(Verdict.APPROVE, request.roles()));
  }

  private Optional<AccessRequest> pending(AnswerLedger ledger, Closing closing) {
    Truth truth =
        Truth.of(
            cluster.requests().find(closing.requestId()),
            Seen.in(ledger.entries()),
            Optional.empty(),
            clock.instant());
    return truth instanceof Truth.Live(AccessRequest request)
            && request.state() == RequestState.PENDING
        ? Optional.of(request)
        : Optional.empty();
  }
}
