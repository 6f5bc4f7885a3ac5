package dev.sallyport.tests.fault;

import dev.sallyport.core.memory.Documents;
import dev.sallyport.core.memory.Documents.Stored;
import dev.sallyport.core.notice.Notice;
import dev.sallyport.core.notice.NoticeBook;
import dev.sallyport.core.notice.NoticeState;
import dev.sallyport.core.request.Outcome;
import dev.sallyport.simulators.fault.Call;
import dev.sallyport.simulators.pagerduty.Incident;
import dev.sallyport.simulators.pagerduty.Note;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares what a story left behind with what its scenario wants. */
final class Findings {
  private static final Pattern MARKER = Pattern.compile("\\(\\S+/\\S+ (\\S+|answer \\S+)\\)$");

  /** Begins the marker of what answers a person's note. */
  static final String ANSWER = "answer ";

  private final Story story;
  private final Scenario scenario;
  private final Optional<Call> failed;
  private final List<String> wrong = new ArrayList<>();

  private Findings(Story story, Scenario scenario, Optional<Call> failed) {
    this.story = story;
    this.scenario = scenario;
    this.failed = failed;
  }

  /**
   * What is wrong, in words; empty when all is well.
   *
   * @param failed the call that was made to fail
   */
  static List<String> of(Story story, Scenario scenario, Optional<Call> failed) {
    Findings findings = new Findings(story, scenario, failed);
    findings.incidents();
    findings.memory();
    findings.reviews();
    findings.letters();
    return findings.wrong;
  }

  private void incidents() {
    boolean silenceIsRight = failed.filter(scenario.mayStaySilent()).isPresent();
    boolean pagingIsRight = failed.filter(scenario.mayPage()).isPresent();
    List<Incident> all = story.incidents();
    if (all.isEmpty() && silenceIsRight) {
      return;
    }
    if (scenario.notes().isEmpty()) {
      if (pagingIsRight) {
        all.forEach(incident -> ended(incident.service(), incident));
      } else if (!all.isEmpty()) {
        wrong.add("there should be no incident, and there is " + all);
      }
      return;
    }
    scenario.notes().forEach((service, markers) -> atService(service, markers, all));
    if (all.size() > scenario.notes().size()) {
      wrong.add(all.size() + " incidents in place of " + scenario.notes().size());
    }
  }

  private void atService(String service, List<String> markers, List<Incident> all) {
    List<Incident> there =
        all.stream()
            .filter(incident -> incident.service().equals(story.world.service(service)))
            .toList();
    if (there.size() != 1) {
      wrong.add(there.size() + " incidents at " + service);
    }
    for (Incident incident : there) {
      ended(service, incident);
      List<String> told =
          incident.notes().stream()
              .filter(note -> !note.content().startsWith("teleport "))
              .map(Findings::marker)
              .filter(marker -> !marker.startsWith(ANSWER))
              .toList();
      if (!told.equals(markers)) {
        wrong.add("notes " + told + " in place of " + markers + " at " + service);
      }
    }
  }

  private void ended(String service, Incident incident) {
    if (!incident.status().equals("resolved")) {
      wrong.add("the incident at " + service + " is " + incident.status());
    }
    if (!incident.title().startsWith("[" + World.CLUSTER + "] ")) {
      wrong.add("the incident at " + service + " bears no mark: " + incident.title());
    }
  }

  /** The marker in a note, or its whole text. */
  static String marker(Note note) {
    Matcher matcher = MARKER.matcher(note.content());
    return matcher.find() ? matcher.group(1) : note.content();
  }

  private void memory() {
    String raw = story.entry().getOrDefault("pagerduty", "");
    switch (Documents.read(raw, NoticeBook.class)) {
      case Stored.Known<NoticeBook>(NoticeBook book) -> book.notices().forEach(this::remembered);
      case Stored.Absent<NoticeBook> _ -> {
        if (!story.incidents().isEmpty() && scenario.outcome() != Outcome.UNWATCHED) {
          wrong.add("nothing is remembered of the incident");
        }
      }
      case Stored.Newer<NoticeBook> _, Stored.Unreadable<NoticeBook> _ ->
          wrong.add("the memory is " + raw);
    }
  }

  private void remembered(Notice notice) {
    boolean incident = !story.incidents().isEmpty();
    if (incident && notice.state() != NoticeState.CLOSED) {
      wrong.add("the memory of the notice to " + notice.to() + " says " + notice.state());
    }
    if (incident && !notice.closedAs().equals(Optional.of(scenario.outcome()))) {
      wrong.add("the notice to " + notice.to() + " was closed as " + notice.closedAs());
    }
    if (notice.claim().isPresent()) {
      wrong.add("a claim is left on the notice to " + notice.to() + ": " + notice.claim());
    }
  }

  private void reviews() {
    long ours =
        story.live().stream()
            .flatMap(request -> request.reviews().stream())
            .filter(review -> review.author().equals(World.BOT))
            .peek(this::isReasoned)
            .count();
    if (ours != scenario.autoReviews()) {
      wrong.add(ours + " reviews of our own in place of " + scenario.autoReviews());
    }
    story
        .live()
        .map(request -> request.state().name())
        .filter(state -> !state.equals(scenario.outcome().name()))
        .ifPresent(state -> wrong.add("the request is " + state));
  }

  private void isReasoned(dev.sallyport.core.request.Review review) {
    for (String evidence :
        List.of(World.CAROL, "pagerduty", World.CRITICAL, "level 1", "asked at")) {
      if (!review.reason().contains(evidence)) {
        wrong.add("our review does not tell " + evidence + ": " + review.reason());
      }
    }
  }

  private void letters() {
    if (!story.world.mail.isEmpty()) {
      wrong.add("messages are left in the queues");
    }
    Map<String, String> dead = new java.util.TreeMap<>();
    story.world.mail.deadLetters().forEach(letter -> dead.put(letter.queue(), letter.why()));
    if (!dead.isEmpty()) {
      wrong.add("dead letters: " + dead);
    }
  }
}
