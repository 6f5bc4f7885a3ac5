package dev.sallyport.simulators.opsgenie;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;

/** Who is on call, flat or nested. JSM tells identifiers alone, Opsgenie names too. */
final class OnCallView {
  private static final int STEP_MINUTES = 5;

  private final Directory directory;
  private final Dialect dialect;

  OnCallView(Directory directory, Dialect dialect) {
    this.directory = directory;
    this.dialect = dialect;
  }

  /** Everybody on call, whichever way, once each. */
  Stream<Person> people(Schedule schedule) {
    return schedule.onCall().stream().flatMap(this::people).distinct();
  }

  private Stream<Person> people(OnCall participant) {
    return switch (participant) {
      case OnCall.User(String email) -> directory.person(email).stream();
      case OnCall.Forwarded(String to, String _) -> directory.person(to).stream();
      case OnCall.Team(String _, List<OnCall> members) -> members.stream().flatMap(this::people);
      case OnCall.Escalation(String _, List<OnCall> steps) -> steps.stream().flatMap(this::people);
    };
  }

  ArrayNode nested(List<OnCall> participants) {
    ArrayNode nodes = Representation.array();
    participants.forEach(it -> nodes.add(node(it)));
    return nodes;
  }

  private ObjectNode node(OnCall participant) {
    return switch (participant) {
      case OnCall.User(String email) -> person(email);
      case OnCall.Forwarded(String to, String from) ->
          person(to).set("forwardedFrom", person(from));
      case OnCall.Team(String name, List<OnCall> members) ->
          named("team", Directory.known("team", name, directory::teamNamed))
              .set("onCallParticipants", nested(members));
      case OnCall.Escalation(String name, List<OnCall> steps) ->
          named("escalation", Directory.known("escalation", name, directory::escalationNamed))
              .set("onCallParticipants", steps(steps));
    };
  }

  private ArrayNode steps(List<OnCall> steps) {
    ArrayNode nodes = Representation.array();
    for (OnCall step : steps) {
      ObjectNode node = node(step);
      if (dialect == Dialect.OPSGENIE) {
        node.put("escalationTime", STEP_MINUTES * nodes.size()).put("notifyType", "default");
      }
      nodes.add(node);
    }
    return nodes;
  }

  private ObjectNode person(String email) {
    Person person = Directory.known("user", email, directory::person);
    return named("user", new Named(dialect.id(person), email));
  }

  private ObjectNode named(String type, Named named) {
    ObjectNode node = Representation.object().put("id", named.id()).put("type", type);
    return dialect == Dialect.OPSGENIE ? node.put("name", named.name()) : node;
  }
}
