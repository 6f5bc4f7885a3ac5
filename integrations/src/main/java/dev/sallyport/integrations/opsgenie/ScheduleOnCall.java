package dev.sallyport.integrations.opsgenie;

import dev.sallyport.core.oncall.OnCall;
import dev.sallyport.integrations.http.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Who is on call for a schedule of Opsgenie or JSM Operations, now and since the request was made.
 * Asks schedule by schedule. Neither product tells when a shift began, so the same is asked for the
 * time at which the request was made: who was not on call then is not on call for it. A schedule
 * that cannot be read stops no other; alone it makes the answer unknown. Anything in doubt is
 * unknown or not on call.
 */
public final class ScheduleOnCall implements OnCall {
  /** Tells which of the people on call asked. */
  interface Identity {
    /** Why nobody can be found at all under that user name. */
    Optional<String> objection(String user);

    Found find(String user, List<Participant> people);
  }

  /**
   * @param ids of those who are the user
   * @param unclear whose they are is not known, and will not be known soon
   * @param failed they could not be asked for now
   */
  record Found(Set<String> ids, List<String> unclear, List<String> failed) {
    Found {
      ids = Set.copyOf(ids);
      unclear = List.copyOf(unclear);
      failed = List.copyOf(failed);
    }
  }

  /** The same schedule when the request was made and when the question is. */
  private record Duty(String schedule, Rota then, Rota now) {}

  private final String provider;
  private final String annotation;
  private final OpsgenieClient client;
  private final Identity identity;
  private final Runnable onDenied;
  private final Consumer<String> onSkipped;

  private ScheduleOnCall(
      String provider,
      String annotation,
      OpsgenieClient client,
      Identity identity,
      Runnable onDenied,
      Consumer<String> onSkipped) {
    this.provider = provider;
    this.annotation = annotation;
    this.client = client;
    this.identity = identity;
    this.onDenied = onDenied;
    this.onSkipped = onSkipped;
  }

  /**
   * Of Opsgenie: the user whose name, an e-mail address, is the Teleport user name.
   *
   * @param annotation the request annotation that names schedules
   * @param onDenied called when the API key is refused
   * @param onSkipped told of schedules that could not be read although another one answered
   */
  public static ScheduleOnCall opsgenie(
      ClassicClient opsgenie, String annotation, Runnable onDenied, Consumer<String> onSkipped) {
    return new ScheduleOnCall(
        "opsgenie", annotation, opsgenie, new OpsgenieUsers(), onDenied, onSkipped);
  }

  /**
   * Of JSM Operations, which tells account ids: the configured accounts come first; where they do
   * not name the user, the one whose e-mail address is the Teleport user name is meant, as far as
   * people let it be seen.
   *
   * @param annotation the request annotation that names schedules
   * @param accounts the Teleport user by Atlassian account id
   * @param onDenied called when a secret is refused
   * @param onSkipped told of schedules that could not be read although another one answered
   */
  public static ScheduleOnCall jsm(
      JsmClient jsm,
      String annotation,
      Map<String, String> accounts,
      Runnable onDenied,
      Consumer<String> onSkipped) {
    return new ScheduleOnCall(
        "jsm", annotation, jsm, new AtlassianAccounts(jsm, accounts), onDenied, onSkipped);
  }

  @Override
  public String provider() {
    return provider;
  }

  @Override
  public Kind kind() {
    return Kind.SCHEDULE;
  }

  @Override
  public String annotation() {
    return annotation;
  }

  @Override
  public Answer ask(Question question) {
    Optional<String> objection = identity.objection(question.user());
    if (objection.isPresent()) {
      return new Answer.NotOnCall(objection.get());
    }
    if (question.created().isEmpty()) {
      return new Answer.NotOnCall("when the request was made is not known");
    }
    List<Duty> duties = new ArrayList<>();
    Set<String> failed = new LinkedHashSet<>();
    Set<String> no = new LinkedHashSet<>();
    for (String schedule : question.names()) {
      switch (duty(schedule, question)) {
        case Reply.Ok<Optional<Duty>>(Optional<Duty> duty) ->
            duty.filter(it -> it.now().enabled() && it.then().enabled())
                .ifPresentOrElse(
                    duties::add,
                    () -> no.add(client.product() + " has no enabled schedule " + schedule));
        case Reply<Optional<Duty>> failure -> failed.add(schedule + ": " + words(failure));
      }
    }
    return answer(question, duties, failed, no);
  }

  private Reply<Optional<Duty>> duty(String schedule, Question question) {
    return client
        .onCall(schedule, question.created().orElseThrow())
        .then(
            then ->
                then.isEmpty()
                    ? new Reply.Ok<>(Optional.empty())
                    : client
                        .onCall(schedule, question.at())
                        .map(now -> now.map(it -> new Duty(schedule, then.get(), it))));
  }

  private Answer answer(Question question, List<Duty> duties, Set<String> failed, Set<String> no) {
    List<Participant> people =
        duties.stream().flatMap(duty -> duty.now().people().stream()).distinct().toList();
    Found found = identity.find(question.user(), people);
    failed.addAll(found.failed());
    List<Shift> shifts = new ArrayList<>();
    for (Duty duty : duties) {
      shift(duty, found.ids())
          .ifPresentOrElse(
              shifts::add,
              () -> no.add("not on call for " + duty.schedule() + " since the request was made"));
    }
    if (!shifts.isEmpty()) {
      failed.forEach(onSkipped);
      return new Answer.OnShift(shifts);
    }
    no.addAll(found.unclear());
    return failed.isEmpty()
        ? new Answer.NotOnCall(String.join("; ", no))
        : new Answer.Unknown(String.join("; ", failed));
  }

  /** The higher level of the two counts: a restriction held when the request was made, too. */
  private static Optional<Shift> shift(Duty duty, Set<String> ids) {
    OptionalInt then = duty.then().level(person -> ids.contains(person.id()));
    OptionalInt now = duty.now().level(person -> ids.contains(person.id()));
    return then.isEmpty() || now.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Shift(
                duty.schedule(),
                Math.max(then.getAsInt(), now.getAsInt()),
                Optional.empty(),
                Optional.empty()));
  }

  private <T> String words(Reply<T> failed) {
    return switch (failed) {
      case Reply.Denied<T>(int status, int _, String message) -> {
        onDenied.run();
        yield client.product() + " refuses the secret (" + status + "): " + message;
      }
      case Reply.Rejected<T>(int status, int _, String message) ->
          client.product() + " refuses the question (" + status + "): " + message;
      case Reply.Retry<T>(Optional<Duration> _, String why) -> why;
      case Reply.Unknown<T>(String why) -> why;
      case Reply.Ok<T> _ -> throw new IllegalArgumentException("not a failure");
    };
  }
}
