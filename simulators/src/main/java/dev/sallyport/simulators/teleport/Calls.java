package dev.sallyport.simulators.teleport;

import dev.sallyport.simulators.fault.Call;
import dev.sallyport.simulators.fault.Fault;
import dev.sallyport.simulators.fault.Faults;
import dev.sallyport.simulators.fault.Journal;
import dev.sallyport.simulators.fault.Pause;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Runs each call: the fault first, then who calls, then the effect; and keeps the journal. */
final class Calls {
  private static final Status CUT = Status.UNAVAILABLE.withDescription("transport is closing");

  private final Cluster cluster;
  private final Faults faults;
  private final Journal journal;

  Calls(Cluster cluster, Faults faults, Journal journal) {
    this.cluster = cluster;
    this.faults = faults;
    this.journal = journal;
  }

  <T> void unary(
      String operation, String subject, StreamObserver<T> answer, Function<Caller, T> effect) {
    stream(operation, subject, answer, caller -> List.of(effect.apply(caller)));
  }

  <T> void stream(
      String operation,
      String subject,
      StreamObserver<T> answer,
      Function<Caller, List<T>> effect) {
    tolerateDeparture(answer);
    Caller caller = Peers.caller();
    Call call = new Call("teleport", operation, subject);
    Fault fault = faults.on(call);
    Optional<Status> refused = before(fault);
    if (refused.isPresent()) {
      end(call, caller, fault, refused.get(), answer);
      return;
    }
    try {
      List<T> result =
          cluster.locked(
              () -> {
                Rights.admit(cluster, caller);
                return effect.apply(caller);
              });
      if (fault instanceof Fault.CutAfter) {
        end(call, caller, fault, CUT, answer);
        return;
      }
      journal.add(call, caller.name(), fault, "OK");
      result.forEach(answer::onNext);
      answer.onCompleted();
    } catch (StatusRuntimeException e) {
      end(call, caller, fault, fault instanceof Fault.CutAfter ? CUT : e.getStatus(), answer);
    }
  }

  /** Opens a stream; the fault that cuts after the effect lets INIT through. */
  void open(StreamObserver<?> answer, Function<Caller, Watcher> open) {
    Caller caller = Peers.caller();
    Call call = new Call("teleport", "WatchEvents", "");
    Fault fault = faults.on(call);
    Optional<Status> refused = before(fault);
    if (refused.isPresent()) {
      end(call, caller, fault, refused.get(), answer);
      return;
    }
    try {
      Watcher watcher =
          cluster.locked(
              () -> {
                Rights.admit(cluster, caller);
                return open.apply(caller);
              });
      boolean cut = fault instanceof Fault.CutAfter;
      journal.add(call, caller.name(), fault, cut ? "cut" : "OK");
      if (cut) {
        watcher.end(CUT);
      }
    } catch (StatusRuntimeException e) {
      end(call, caller, fault, e.getStatus(), answer);
    }
  }

  /** The status that ends the call before its effect, if the fault does. */
  private static Optional<Status> before(Fault fault) {
    return switch (fault) {
      case Fault.Refuse refuse ->
          Optional.of(Status.fromCodeValue(refuse.code()).withDescription(refuse.message()));
      case Fault.CutBefore cut -> Optional.of(CUT);
      case Fault.Delay delay -> Pause.of(delay.pause()) ? Optional.empty() : Optional.of(CUT);
      case Fault.None none -> Optional.empty();
      case Fault.CutAfter cut -> Optional.empty();
    };
  }

  private void end(Call call, Caller caller, Fault fault, Status status, StreamObserver<?> answer) {
    boolean cut = fault instanceof Fault.CutBefore || fault instanceof Fault.CutAfter;
    journal.add(call, caller.name(), fault, cut ? "cut" : status.getCode().name());
    answer.onError(status.asRuntimeException());
  }

  /** Without a handler an answer to a client that has gone would throw. */
  private static void tolerateDeparture(StreamObserver<?> answer) {
    ((ServerCallStreamObserver<?>) answer).setOnCancelHandler(() -> {});
  }
}
