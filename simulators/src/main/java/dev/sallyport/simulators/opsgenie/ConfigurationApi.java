package dev.sallyport.simulators.opsgenie;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.simulators.http.Answer;
import dev.sallyport.simulators.http.Request;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * Opsgenie's schedules, teams and users (Opsgenie, Who is on call API). All of it needs an API key
 * with configuration access.
 */
final class ConfigurationApi {
  private final Account account;
  private final Envelope envelope;
  private final OnCallView view;

  ConfigurationApi(Account account, Envelope envelope) {
    this.account = account;
    this.envelope = envelope;
    view = new OnCallView(account.directory(), Dialect.OPSGENIE);
  }

  Answer onCalls(Request request, String identifier) {
    allowed();
    Schedule schedule =
        schedule(request.parameter("scheduleIdentifierType").orElse("id"), identifier);
    return envelope.data(onCall(schedule, flat(request)));
  }

  Answer allOnCalls(Request request) {
    allowed();
    boolean flat = flat(request);
    ArrayNode data = Representation.array();
    account.directory().schedules().forEach(it -> data.add(onCall(it, flat)));
    return envelope.data(data);
  }

  private ObjectNode onCall(Schedule schedule, boolean flat) {
    ObjectNode node = Representation.object();
    node.set("_parent", Representation.named(schedule.id(), schedule.name()).put("enabled", true));
    if (flat) {
      ArrayNode recipients = node.putArray("onCallRecipients");
      view.people(schedule).map(Person::email).forEach(recipients::add);
    } else {
      node.set("onCallParticipants", view.nested(schedule.onCall()));
    }
    return node;
  }

  /** The shifts of the simulated schedules do not change, but a date that is none is refused. */
  private static boolean flat(Request request) {
    request.parameter("date").filter(it -> !it.isEmpty()).ifPresent(ConfigurationApi::check);
    return request.parameter("flat").filter("true"::equals).isPresent();
  }

  private static void check(String date) {
    try {
      OffsetDateTime.parse(date);
    } catch (DateTimeException e) {
      throw ApiError.invalid("date", "should be like 2017-01-15T08:00:00+02:00");
    }
  }

  Answer schedules() {
    allowed();
    ArrayNode data = Representation.array();
    account.directory().schedules().forEach(it -> data.add(Representation.schedule(it)));
    return envelope.data(data);
  }

  Answer schedule(Request request, String identifier) {
    allowed();
    return envelope.data(
        Representation.schedule(
            schedule(request.parameter("identifierType").orElse("id"), identifier)));
  }

  Answer teams() {
    allowed();
    ArrayNode data = Representation.array();
    account.directory().teams().forEach(it -> data.add(Representation.named(it.id(), it.name())));
    return envelope.data(data);
  }

  Answer team(Request request, String identifier) {
    allowed();
    Directory directory = account.directory();
    Optional<Named> team =
        byName(request.parameter("identifierType").orElse("id"))
            ? directory.teamNamed(identifier)
            : directory.team(identifier);
    return envelope.data(
        team.map(it -> Representation.named(it.id(), it.name()))
            .orElseThrow(() -> ApiError.notFound("No team exists: " + identifier)));
  }

  Answer users() {
    allowed();
    ArrayNode data = Representation.array();
    account.directory().people().forEach(it -> data.add(Representation.user(it)));
    return envelope.data(data);
  }

  /** By id or user name, whichever it is. */
  Answer user(String identifier) {
    allowed();
    return envelope.data(
        account
            .directory()
            .person(identifier)
            .or(() -> account.directory().personBy(identifier, Dialect.OPSGENIE))
            .map(Representation::user)
            .orElseThrow(() -> ApiError.notFound("No user exists: " + identifier)));
  }

  private Schedule schedule(String type, String identifier) {
    Directory directory = account.directory();
    return (byName(type) ? directory.scheduleNamed(identifier) : directory.schedule(identifier))
        .orElseThrow(() -> ApiError.notFound("No schedule exists: " + identifier));
  }

  private static boolean byName(String type) {
    return switch (type) {
      case "name" -> true;
      case "id" -> false;
      default -> throw ApiError.invalid("identifierType", "should be one of [ id, name ]");
    };
  }

  private void allowed() {
    if (!account.settings().configurationAccess()) {
      throw ApiError.noConfigurationAccess();
    }
  }
}
