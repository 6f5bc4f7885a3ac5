package dev.sallyport.cli.why;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.config.Config;
import dev.sallyport.core.decision.Decision;
import dev.sallyport.core.decision.Routing;
import dev.sallyport.core.memory.Documents;
import dev.sallyport.core.memory.Documents.Stored;
import dev.sallyport.core.memory.Entries;
import dev.sallyport.core.memory.Memory;
import dev.sallyport.core.notice.Destination;
import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.request.AccessRequests;
import dev.sallyport.core.request.Outcome;
import dev.sallyport.core.request.Seen;
import dev.sallyport.core.request.Truth;
import dev.sallyport.core.review.Answer;
import dev.sallyport.core.review.Answers;
import dev.sallyport.core.review.People;
import dev.sallyport.core.review.Person;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Tells of one request what Teleport holds, what was decided and remembered, how things stand at
 * each vendor, whom its people are known as, and what waits in the queues. It only reads, and what
 * cannot be asked is said so in its line.
 */
public final class Why {
  private final Config config;
  private final AccessRequests requests;
  private final Memory memory;
  private final People people;
  private final List<Destination> destinations;
  private final Optional<QueueDepths> queues;
  private final Screen screen;

  /**
   * @param queues absent where no queues are at hand
   */
  public Why(
      Config config,
      AccessRequests requests,
      Memory memory,
      People people,
      List<Destination> destinations,
      Optional<QueueDepths> queues,
      PrintWriter out) {
    this.config = config;
    this.requests = requests;
    this.memory = memory;
    this.people = people;
    this.destinations = List.copyOf(destinations);
    this.queues = queues;
    this.screen = new Screen(out);
  }

  /**
   * Prints it all.
   *
   * @param id the whole id
   * @throws Unavailable when Teleport cannot be asked for the request or its memory
   */
  public void print(String id, Instant now) {
    Entries entries = memory.read(id);
    Truth truth = Truth.of(requests.find(id), Seen.in(entries), Optional.empty(), now);
    screen.heading("Request " + id);
    truth(truth);
    decision(entries);
    routing(entries);
    for (Destination destination : destinations) {
      screen.heading("At " + destination.name() + mode(destination.name()));
      new NoticeLines(destination, screen).print(id, entries, truth);
    }
    screen.heading("People");
    people(truth, entries);
    screen.heading("Queues");
    queues.ifPresentOrElse(
        it -> it.print(id, now, screen),
        () -> screen.line("not at hand: they are told beside a running local loop"));
  }

  private String mode(String part) {
    return Optional.ofNullable(config.modes().get(part))
        .map(mode -> ", which is " + mode.word())
        .orElse("");
  }

  private void truth(Truth truth) {
    switch (truth) {
      case Truth.Live(AccessRequest request) -> live(request);
      case Truth.Gone(Outcome outcome, Optional<Seen> last) -> {
        screen.line("Teleport", "over: " + outcome.words());
        last.ifPresent(seen -> screen.line("last seen", seen(seen)));
      }
      case Truth.Invisible(String why) ->
          screen.line(
              "Teleport",
              "shows nothing, and nothing proves its end: "
                  + why
                  + ". Is the id whole, and may the identity read access_request?");
    }
  }

  private static String seen(Seen seen) {
    return seen.state()
        + ", of "
        + seen.user()
        + " for "
        + String.join(", ", seen.roles())
        + ", access until "
        + Screen.time(seen.expires());
  }

  private void live(AccessRequest request) {
    String missing =
        request.missingApprovals().isPresent()
            ? ", " + request.missingApprovals().getAsInt() + " missing"
            : "";
    screen.line("Teleport", request.state() + ", " + request.approvals() + " approvals" + missing);
    screen.line("asked by", request.user() + " for " + String.join(", ", request.roles()));
    screen.line(
        "times",
        "made "
            + Screen.time(request.created())
            + ", expires "
            + Screen.time(request.requestExpires())
            + ", access until "
            + Screen.time(request.accessExpires()));
    request
        .reviews()
        .forEach(
            review ->
                screen.line(
                    "review",
                    review.proposed()
                        + " by "
                        + review.author()
                        + " at "
                        + Screen.time(review.created())));
  }

  private void decision(Entries entries) {
    switch (Documents.read(entries.ours(Decision.KEY), Decision.class)) {
      case Stored.Known(Decision decision) -> decided(decision);
      case Stored.Newer<Decision>(Decision decision, int _) -> decided(decision);
      case Stored.Absent<Decision> _ -> screen.line("decision", "none recorded");
      case Stored.Unreadable<Decision>(String why) ->
          screen.line("decision", "its memory cannot be read: " + why);
    }
  }

  private void decided(Decision decision) {
    screen.line("decision", decision.verdict() + " at " + Screen.time(Optional.of(decision.at())));
    decision.why().forEach(why -> screen.line("", why));
  }

  private void routing(Entries entries) {
    switch (Documents.read(entries.ours(Routing.KEY), Routing.class)) {
      case Stored.Known(Routing routing) -> routed(routing);
      case Stored.Newer<Routing>(Routing routing, int _) -> routed(routing);
      case Stored.Absent<Routing> _ -> screen.line("routing", "none yet");
      case Stored.Unreadable<Routing>(String why) ->
          screen.line("routing", "its memory cannot be read: " + why);
    }
  }

  private void routed(Routing routing) {
    screen.line("routing", "by " + routing.from().name().toLowerCase(java.util.Locale.ROOT));
    destinations.forEach(
        destination ->
            screen.line("", destination.name() + ": " + names(routing.at(destination.name()))));
  }

  private static String names(List<String> all) {
    return all.isEmpty() ? "nobody" : String.join(", ", all);
  }

  private static String values(List<String> all) {
    return all.isEmpty() ? "not set" : String.join(", ", all);
  }

  private void people(Truth truth, Entries entries) {
    if (truth instanceof Truth.Live(AccessRequest request)) {
      screen.line("requester", known(request.user()));
    }
    answers(entries)
        .forEach(
            answer ->
                screen.line(
                    "decided",
                    answer.actor()
                        + answer.author().map(author -> ", as " + known(author)).orElse("")
                        + ": "
                        + answer.verdict()
                        + ", "
                        + answer.outcome()
                        + " at "
                        + Screen.time(Optional.of(answer.at()))));
  }

  private static List<Answer> answers(Entries entries) {
    return switch (Documents.read(entries.ours(Answers.KEY), Answers.class)) {
      case Stored.Known(Answers answers) -> answers.done();
      case Stored.Newer<Answers>(Answers answers, int _) -> answers.done();
      case Stored.Absent<Answers> _, Stored.Unreadable<Answers> _ -> List.of();
    };
  }

  private String known(String user) {
    try {
      return user
          + people
              .named(user)
              .map(this::traits)
              .orElse(" (not stored in Teleport, so nobody can decide as or about this user)");
    } catch (Unavailable e) {
      return user + " (" + e.getMessage() + ")";
    }
  }

  private String traits(Person person) {
    return List.of(config.review().slackTrait(), config.review().pagerdutyTrait()).stream()
        .map(trait -> trait + " " + values(person.trait(trait)))
        .collect(Collectors.joining(", ", " (", ")"));
  }
}
