package dev.sallyport.integrations.opsgenie;

import dev.sallyport.core.oncall.EmailAddress;
import dev.sallyport.core.oncall.OnCall;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Who is on call for an Opsgenie schedule, now and since the request was made: the user whose name,
 * an e-mail address, is the Teleport user name. Anything in doubt is unknown or not on call.
 */
public final class OpsgenieOnCall implements OnCall {
  private static final class ByName implements ScheduleOnCall.Identity {
    @Override
    public Optional<String> objection(String user) {
      return EmailAddress.is(user)
          ? Optional.empty()
          : Optional.of("the user name is no e-mail address");
    }

    @Override
    public ScheduleOnCall.Found find(String user, List<Participant> people) {
      return new ScheduleOnCall.Found(
          people.stream()
              .filter(person -> EmailAddress.same(person.name(), user))
              .map(Participant::id)
              .collect(Collectors.toSet()),
          List.of(),
          List.of());
    }
  }

  private final ScheduleOnCall schedules;
  private final String annotation;

  /**
   * @param annotation the request annotation that names schedules
   * @param onDenied called when Opsgenie refuses the API key
   * @param onSkipped told of schedules that could not be read although another one answered
   */
  public OpsgenieOnCall(
      ClassicClient opsgenie, String annotation, Runnable onDenied, Consumer<String> onSkipped) {
    this.schedules = new ScheduleOnCall(opsgenie, new ByName(), onDenied, onSkipped);
    this.annotation = annotation;
  }

  @Override
  public String provider() {
    return "opsgenie";
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
    return schedules.ask(question);
  }
}
