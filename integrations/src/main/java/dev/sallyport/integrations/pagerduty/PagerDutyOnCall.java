package dev.sallyport.integrations.pagerduty;

import dev.sallyport.core.oncall.EmailAddress;
import dev.sallyport.core.oncall.OnCall;
import dev.sallyport.integrations.http.FoundNames;
import dev.sallyport.integrations.http.Reply;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who is on call for a PagerDuty service: the person whose e-mail is the Teleport user name, on the
 * service's escalation policy, now. Anything in doubt is unknown or not on call.
 */
public final class PagerDutyOnCall implements OnCall {
  private final PagerDutyClient pagerduty;
  private final FoundNames<Service> services;
  private final String annotation;
  private final Runnable onDenied;

  /**
   * @param annotation the request annotation that names services
   * @param onDenied called when PagerDuty refuses the API key
   */
  public PagerDutyOnCall(
      PagerDutyClient pagerduty, String annotation, Runnable onDenied, InstantSource clock) {
    this.pagerduty = pagerduty;
    this.services = new FoundNames<>(pagerduty::serviceByName, clock);
    this.annotation = annotation;
    this.onDenied = onDenied;
  }

  @Override
  public String provider() {
    return "pagerduty";
  }

  @Override
  public Kind kind() {
    return Kind.SERVICE;
  }

  @Override
  public String annotation() {
    return annotation;
  }

  @Override
  public Answer ask(Question question) {
    if (!EmailAddress.is(question.user())) {
      return new Answer.NotOnCall("the user name is no e-mail address");
    }
    List<Service> found = new ArrayList<>();
    for (String name : question.names()) {
      switch (services.find(name)) {
        case Reply.Ok<Optional<Service>>(Optional<Service> service) ->
            service.ifPresent(found::add);
        case Reply<Optional<Service>> failed -> {
          return unknown(failed);
        }
      }
    }
    if (found.isEmpty()) {
      return new Answer.NotOnCall(
          "PagerDuty has no service named " + String.join(", ", question.names()));
    }
    return person(question, found);
  }

  private Answer person(Question question, List<Service> found) {
    return switch (pagerduty.userByEmail(question.user())) {
      case Reply.Ok<Optional<User>>(Optional<User> user) ->
          user.map(person -> shifts(question, found, person))
              .orElseGet(
                  () -> new Answer.NotOnCall("PagerDuty has no user with that e-mail address"));
      case Reply<Optional<User>> failed -> unknown(failed);
    };
  }

  private Answer shifts(Question question, List<Service> found, User person) {
    List<String> policies =
        found.stream()
            .flatMap(service -> service.escalationPolicyId().stream())
            .distinct()
            .toList();
    return switch (pagerduty.onCalls(person.id(), policies)) {
      case Reply.Ok<List<OnCallEntry>>(List<OnCallEntry> entries) ->
          shifts(
              found,
              entries.stream()
                  .filter(entry -> entry.userId().equals(person.id()))
                  .filter(entry -> entry.userType().equals("user_reference"))
                  .filter(entry -> covers(entry, question.at()))
                  .toList());
      case Reply<List<OnCallEntry>> failed -> unknown(failed);
    };
  }

  private static boolean covers(OnCallEntry entry, Instant at) {
    return entry.start().filter(start -> start.isAfter(at)).isEmpty()
        && entry.end().filter(end -> !end.isAfter(at)).isEmpty();
  }

  private static Answer shifts(List<Service> found, List<OnCallEntry> entries) {
    List<Shift> shifts = new ArrayList<>();
    for (Service service : found) {
      for (OnCallEntry entry : entries) {
        if (service.escalationPolicyId().equals(Optional.of(entry.policyId()))) {
          shifts.add(new Shift(service.name(), entry.level(), entry.start(), entry.end()));
        }
      }
    }
    return shifts.isEmpty()
        ? new Answer.NotOnCall("not on call at PagerDuty for " + names(found))
        : new Answer.OnShift(shifts);
  }

  private static String names(List<Service> found) {
    return String.join(", ", found.stream().map(Service::name).toList());
  }

  private <T> Answer unknown(Reply<T> failed) {
    return new Answer.Unknown(
        switch (failed) {
          case Reply.Denied<T>(int status, int _, String message) -> {
            onDenied.run();
            yield "PagerDuty refuses the API key (" + status + "): " + message;
          }
          case Reply.Rejected<T>(int status, int _, String message) ->
              "PagerDuty refuses the question (" + status + "): " + message;
          case Reply.Retry<T>(Optional<Duration> _, String why) -> why;
          case Reply.Unknown<T>(String why) -> why;
          case Reply.Ok<T> _ -> throw new IllegalArgumentException("not a failure");
        });
  }
}
