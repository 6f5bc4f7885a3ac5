package dev.sallyport.integrations.opsgenie;

import dev.sallyport.core.oncall.EmailAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Users of Opsgenie, who bear their e-mail addresses as names. */
final class OpsgenieUsers implements ScheduleOnCall.Identity {
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
