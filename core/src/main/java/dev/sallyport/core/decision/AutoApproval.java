package dev.sallyport.core.decision;

import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.request.Review;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rules of automatic approval, without I/O. They abstain wherever they are in doubt, and adding
 * a restriction never approves more.
 *
 * @param allow none = nothing is approved automatically. One entry must cover all requested roles.
 * @param never wins over every entry
 * @param window how long after its creation a request may be approved
 * @param machineReviewers users whose vote stops ours
 */
public record AutoApproval(
    List<Allow> allow, NeverRoles never, Duration window, Set<String> machineReviewers) {
  /** What to do before anybody is asked. */
  sealed interface Opening {
    /** Ask this, of each provider that is named. */
    record Ask(List<Asked> asked) implements Opening {}

    record Abstain(String why, List<String> steps) implements Opening {}

    record Deny(String why) implements Opening {}
  }

  /** What follows from the answers. */
  sealed interface Verdict {
    record Approve(Grant grant, List<String> steps) implements Verdict {}

    record Abstain(String why, List<String> steps) implements Verdict {}

    /** No answer yet. */
    record Undecided(String why, List<String> steps) implements Verdict {}
  }

  public AutoApproval {
    allow = List.copyOf(allow);
    machineReviewers = Set.copyOf(machineReviewers);
  }

  /**
   * Whether anybody is to be asked about this pending request.
   *
   * @param named what the request's annotations name
   */
  Opening open(AccessRequest request, List<Asked> named, Instant now) {
    return denial(request)
        .<Opening>map(Opening.Deny::new)
        .or(() -> objection(request, now).map(why -> new Opening.Abstain(why, List.of())))
        .orElseGet(() -> entries(request, named, now));
  }

  private Optional<String> denial(AccessRequest request) {
    return request.roles().stream()
        .sorted()
        .flatMap(
            role ->
                never.of(role).stream()
                    .map(
                        pattern ->
                            "the role "
                                + role
                                + " is never approved automatically: never_roles holds "
                                + pattern))
        .findFirst();
  }

  private Opening entries(AccessRequest request, List<Asked> named, Instant now) {
    if (allow.isEmpty()) {
      return new Opening.Abstain("nothing is listed in auto_approval.allow", List.of());
    }
    List<Allow> open = fitting(request, named, now).toList();
    List<Asked> asked =
        named.stream()
            .map(one -> one.only(name -> open.stream().anyMatch(it -> it.names(one.kind(), name))))
            .filter(one -> !one.names().isEmpty())
            .toList();
    if (!asked.isEmpty()) {
      return new Opening.Ask(asked);
    }
    Function<Allow, Optional<Objection>> objections = entry -> entry.objection(request, named, now);
    return new Opening.Abstain(
        "no entry of auto_approval.allow fits: " + closest(objections), lines(objections));
  }

  private Stream<Allow> fitting(AccessRequest request, List<Asked> named, Instant now) {
    return allow.stream().filter(entry -> entry.objection(request, named, now).isEmpty());
  }

  /** Why a request is left to people whoever is on call; empty where nothing speaks against it. */
  Optional<String> objection(AccessRequest request, Instant now) {
    if (!withinWindow(request, now)) {
      return Optional.of("it is older than " + window.toMinutes() + " minutes");
    }
    if (request.kind() != AccessRequest.Kind.SHORT_TERM) {
      return Optional.of("it is no short-term request");
    }
    if (request.unknownParts()) {
      return Optional.of("it holds parts that this version does not know");
    }
    if (request.assumeStart().filter(start -> start.isAfter(now)).isPresent()) {
      return Optional.of("its access starts later");
    }
    if (request.roles().isEmpty()) {
      return Optional.of("it names no role");
    }
    return reviewed(request.reviews());
  }

  private boolean withinWindow(AccessRequest request, Instant now) {
    return request.created().filter(at -> now.isBefore(at.plus(window))).isPresent();
  }

  private Optional<String> reviewed(List<Review> reviews) {
    if (reviews.stream().anyMatch(review -> machineReviewers.contains(review.author()))) {
      return Optional.of("another machine has voted");
    }
    return reviews.stream().findFirst().map(_ -> "somebody has reviewed it already");
  }

  /**
   * Judges the answers of all providers that were asked: one yes is enough, and without one a
   * single unknown leaves it open.
   *
   * @param named what the request's annotations name
   */
  Verdict judge(AccessRequest request, List<Asked> named, List<Answered> answers, Instant now) {
    List<Grant> shifts = answers.stream().flatMap(answer -> answer.shifts().stream()).toList();
    Function<Allow, Optional<Objection>> objections =
        entry ->
            entry.objection(request, named, now).or(() -> shiftless(entry, request, shifts, now));
    List<String> steps =
        Stream.concat(answers.stream().map(Answered::line), lines(objections).stream()).toList();
    Optional<Grant> best =
        shifts.stream().filter(shift -> counts(request, named, shift, now)).min(Grant.BEST);
    if (best.isPresent()) {
      return new Verdict.Approve(best.get(), steps);
    }
    if (answers.stream().anyMatch(Answered::isUnknown)) {
      return new Verdict.Undecided(words(answers.stream().filter(Answered::isUnknown)), steps);
    }
    return new Verdict.Abstain(
        shifts.isEmpty()
            ? words(answers.stream())
            : "on call, but no shift counts: " + closest(objections),
        steps);
  }

  private boolean counts(AccessRequest request, List<Asked> named, Grant shift, Instant now) {
    return fitting(request, named, now)
        .anyMatch(entry -> entry.objection(request, shift.kind(), shift.shift(), now).isEmpty());
  }

  /** Empty when one of the shifts counts for the entry. */
  private static Optional<Objection> shiftless(
      Allow entry, AccessRequest request, List<Grant> shifts, Instant now) {
    List<Optional<Objection>> all =
        shifts.stream()
            .map(shift -> entry.objection(request, shift.kind(), shift.shift(), now))
            .toList();
    if (all.isEmpty()) {
      return Optional.of(Objection.NOBODY);
    }
    return all.stream().anyMatch(Optional::isEmpty)
        ? Optional.empty()
        : all.stream().flatMap(Optional::stream).max(Objection.CLOSEST);
  }

  private static String words(Stream<Answered> answers) {
    return answers.map(Answered::words).distinct().sorted().collect(Collectors.joining("; "));
  }

  private String closest(Function<Allow, Optional<Objection>> objections) {
    return allow.stream()
        .flatMap(entry -> objections.apply(entry).stream())
        .max(Objection.CLOSEST)
        .map(Objection::why)
        .orElse("");
  }

  private List<String> lines(Function<Allow, Optional<Objection>> objections) {
    List<String> lines = new ArrayList<>();
    for (Allow entry : allow) {
      lines.add(
          "entry "
              + (lines.size() + 1)
              + " ("
              + entry.words()
              + "): "
              + objections.apply(entry).map(Objection::why).orElse("fits"));
    }
    return lines;
  }
}
