package dev.sallyport.core.decision;

import dev.sallyport.core.oncall.OnCall;
import java.util.List;
import java.util.stream.Collectors;

/** A provider's answer to what it was asked. */
record Answered(Asked asked, OnCall.Answer answer) {
  /** Shifts at what it was asked about; what else it tells does not count. */
  List<Grant> shifts() {
    return answer instanceof OnCall.Answer.OnShift(List<OnCall.Shift> shifts)
        ? shifts.stream()
            .filter(shift -> asked.holds(shift.name()))
            .map(shift -> new Grant(asked.provider(), asked.kind(), shift))
            .toList()
        : List.of();
  }

  boolean isUnknown() {
    return answer instanceof OnCall.Answer.Unknown;
  }

  /** What it said, without the question. */
  String words() {
    return switch (answer) {
      case OnCall.Answer.Unknown(String why) -> why;
      case OnCall.Answer.NotOnCall(String why) -> why;
      case OnCall.Answer.OnShift _ ->
          shifts().isEmpty()
              ? "it told of no shift there"
              : shifts().stream()
                  .sorted(Grant.BEST)
                  .limit(3)
                  .map(Grant::words)
                  .collect(Collectors.joining(", "));
    };
  }

  /** A line of the trace. */
  String line() {
    String kind =
        switch (answer) {
          case OnCall.Answer.Unknown _ -> ": no answer: ";
          case OnCall.Answer.NotOnCall _ -> ": not on call: ";
          case OnCall.Answer.OnShift _ -> ": ";
        };
    return "asked " + asked.words() + kind + words();
  }
}
