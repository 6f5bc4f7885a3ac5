package dev.sallyport.integrations.opsgenie;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.integrations.http.FoundNames;
import dev.sallyport.integrations.http.JsonFields;
import dev.sallyport.integrations.http.Query;
import dev.sallyport.integrations.http.Reply;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The ids of JSM's schedules and teams, by their names in whatever case. */
final class JsmNames {
  private static final String PAGE = "100";

  /**
   * @param enabled likewise where the answer does not say
   */
  record Named(String id, String name, boolean enabled) {}

  private final Pages pages;
  private final CloudId cloud;
  private final FoundNames<Named> schedules;
  private final FoundNames<Named> teams;

  JsmNames(Pages pages, CloudId cloud, InstantSource clock) {
    this.pages = pages;
    this.cloud = cloud;
    this.schedules = new FoundNames<>(this::schedule, clock);
    this.teams = new FoundNames<>(this::team, clock);
  }

  Reply<Addressees> address(List<Responder> responders) {
    List<Addressee> known = new ArrayList<>();
    List<Responder> unknown = new ArrayList<>();
    for (Responder one : responders) {
      Reply<Optional<String>> id = idOf(one);
      if (!(id instanceof Reply.Ok<Optional<String>>(Optional<String> found))) {
        return id.map(_ -> new Addressees(List.of(), List.of()));
      }
      found.ifPresentOrElse(
          it -> known.add(new Addressee(one.type().word(), true, it)), () -> unknown.add(one));
    }
    return new Reply.Ok<>(new Addressees(known, unknown));
  }

  /** An id as it is, or what bears the name. */
  Reply<Optional<String>> idOf(Responder one) {
    if (Responder.isId(one.name())) {
      return new Reply.Ok<>(Optional.of(one.name()));
    }
    return switch (one.type()) {
      case SCHEDULE -> schedules.find(one.name()).map(found -> found.map(Named::id));
      case TEAM -> teams.find(one.name()).map(found -> found.map(Named::id));
    };
  }

  /** A schedule by its name, or by its id, of which it is not said whether it is enabled. */
  Reply<Optional<Named>> scheduleOf(String nameOrId) {
    return Responder.isId(nameOrId)
        ? new Reply.Ok<>(Optional.of(new Named(nameOrId, nameOrId, true)))
        : schedules.find(nameOrId);
  }

  private Reply<Optional<Named>> schedule(String name) {
    return JsmClient.ops(
            cloud,
            ops ->
                pages.whole(
                    new Pages.Source<>(
                        ops + "/schedules",
                        Query.empty().with("query", name).with("size", PAGE),
                        "values",
                        "links",
                        List.of("offset"),
                        node -> named(node, "id", "name"))))
        .then(all -> one(all, name, "schedule"));
  }

  private Reply<Optional<Named>> team(String name) {
    return JsmClient.ops(
            cloud,
            ops ->
                pages.whole(
                    new Pages.Source<>(
                        ops + "/teams",
                        Query.empty(),
                        "platformTeams",
                        "links",
                        List.of("offset"),
                        node -> named(node, "teamId", "teamName"))))
        .then(all -> one(all, name, "team"));
  }

  private static Optional<Named> named(JsonNode node, String id, String name) {
    return JsonFields.present(node, id)
        .map(
            it -> new Named(it, JsonFields.text(node, name), node.path("enabled").asBoolean(true)));
  }

  /** The search is a loose one; two of a name are no answer. */
  private static Reply<Optional<Named>> one(List<Named> all, String name, String kind) {
    List<Named> same = all.stream().filter(it -> it.name().equalsIgnoreCase(name)).toList();
    return same.size() > 1
        ? new Reply.Rejected<>(200, 0, "more than one " + kind + " is named " + name)
        : new Reply.Ok<>(same.stream().findFirst());
  }
}
