package dev.sallyport.tests.fault;

import dev.sallyport.core.memory.Documents;
import dev.sallyport.core.memory.Documents.Stored;
import dev.sallyport.core.notice.Notice;
import dev.sallyport.core.notice.NoticeBook;
import dev.sallyport.core.notice.NoticeState;
import dev.sallyport.core.request.Outcome;
import dev.sallyport.simulators.fault.Call;
import dev.sallyport.simulators.slack.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Compares what a story left behind on Slack with what its scenario wants. */
final class SlackFindings {
  private final Story story;
  private final Scenario scenario;
  private final int mostCopies;
  private final List<String> wrong = new ArrayList<>();

  private SlackFindings(Story story, Scenario scenario, int mostCopies) {
    this.story = story;
    this.scenario = scenario;
    this.mostCopies = mostCopies;
  }

  /** Where the app may look for its messages, each is there once. */
  static List<String> withHistory(Story story, Scenario scenario, Optional<Call> failed) {
    return new SlackFindings(story, scenario, 1).all();
  }

  /** Where it may not, an unknown outcome may double a message, twice at most. */
  static List<String> blind(Story story, Scenario scenario, Optional<Call> failed) {
    return new SlackFindings(story, scenario, failed.isEmpty() ? 1 : 3).all();
  }

  private List<String> all() {
    Map<String, Notice> notices = memory();
    at("channel", story.world.channel, notices);
    at("requester", direct(World.ALICE), notices);
    told();
    reviews();
    letters();
    return wrong;
  }

  private String direct(String user) {
    return story.world.slack.directChannel(story.world.slackId(user));
  }

  /** The notices by channel. */
  private Map<String, Notice> memory() {
    Map<String, Notice> notices = new TreeMap<>();
    String raw = story.entry().getOrDefault("slack", "");
    if (!(Documents.read(raw, NoticeBook.class)
        instanceof Stored.Known<NoticeBook>(NoticeBook book))) {
      wrong.add("the memory is " + raw);
      return notices;
    }
    for (Notice notice : book.notices()) {
      notice.ref().ifPresent(ref -> notices.put(ref.substring(0, ref.indexOf('/')), notice));
      if (notice.claim().isPresent()) {
        wrong.add("a claim is left on the notice to " + notice.to() + ": " + notice.claim());
      }
      if (notice.state() != NoticeState.CLOSED
          || !notice.closedAs().equals(Optional.of(scenario.outcome()))) {
        wrong.add(notice.to() + " is " + notice.state() + " as " + notice.closedAs());
      }
    }
    return notices;
  }

  private void at(String who, String channel, Map<String, Notice> notices) {
    List<Message> announcements =
        story.world.slack.messages(channel).stream()
            .filter(this::isAboutThis)
            .filter(it -> it.threadTs().isEmpty() && marker(it).isEmpty())
            .toList();
    if (announcements.isEmpty() || announcements.size() > mostCopies) {
      wrong.add(announcements.size() + " messages to the " + who);
    }
    Optional<Message> known =
        announcements.stream()
            .filter(
                it ->
                    Optional.ofNullable(notices.get(channel))
                        .flatMap(Notice::ref)
                        .equals(Optional.of(channel + "/" + it.ts())))
            .findFirst();
    if (known.isEmpty()) {
      wrong.add("the memory knows none of the messages to the " + who);
      return;
    }
    ended(who, known.get());
    List<String> wanted = scenario.notes().getOrDefault(who, List.of());
    counted("the answers below the message to the " + who, wanted, below(channel, known.get()));
  }

  private List<String> below(String channel, Message message) {
    return story.world.slack.replies(channel, message.ts()).stream()
        .map(this::marker)
        .flatMap(Optional::stream)
        .toList();
  }

  /** Each once, or a few times where nobody could look, and in order. */
  private void counted(String what, List<String> wanted, List<String> found) {
    boolean tooMany =
        wanted.stream().anyMatch(one -> found.stream().filter(one::equals).count() > mostCopies);
    if (tooMany || !found.stream().distinct().toList().equals(wanted)) {
      wrong.add(what + " are " + found + " in place of " + wanted);
    }
  }

  private boolean isAboutThis(Message message) {
    return message.bot()
        && message
            .metadata()
            .filter(it -> it.at("/event_payload/request_id").asText().equals(story.id()))
            .isPresent();
  }

  private Optional<String> marker(Message message) {
    return message
        .metadata()
        .map(it -> it.at("/event_payload/marker").asText())
        .filter(it -> !it.isEmpty());
  }

  private void ended(String who, Message message) {
    if (!message.text().contains("(" + scenario.outcome().words())) {
      wrong.add("the message to the " + who + " says " + message.text());
    }
    if (message.blocks().toString().contains("review_block")) {
      wrong.add("the message to the " + who + " still has buttons");
    }
    List<String> reactions = message.reactions().stream().map(Message.Reaction::name).toList();
    if (!reactions.equals(List.of(emoji(scenario.outcome())))) {
      wrong.add("the message to the " + who + " bears " + reactions);
    }
  }

  private static String emoji(Outcome outcome) {
    return switch (outcome) {
      case APPROVED, PROMOTED -> "white_check_mark";
      case DENIED -> "x";
      case EXPIRED, UNWATCHED -> "hourglass";
      case DELETED -> "wastebasket";
    };
  }

  /** The requester hears of the end in a message of its own, unless the first one said it. */
  private void told() {
    List<String> ends =
        story.world.slack.messages(direct(World.ALICE)).stream()
            .filter(this::isAboutThis)
            .map(this::marker)
            .flatMap(Optional::stream)
            .filter(it -> it.startsWith("end-"))
            .toList();
    String wanted = "end-" + scenario.outcome().name().toLowerCase(java.util.Locale.ROOT);
    boolean saidAtOnce = ends.isEmpty() && scenario.name().contains("before anybody looked");
    if (!saidAtOnce) {
      counted("the ends told to the requester", List.of(wanted), ends);
    }
  }

  private void reviews() {
    story
        .live()
        .ifPresent(
            request -> {
              if (!request.state().name().equals(scenario.outcome().name())) {
                wrong.add("the request is " + request.state());
              }
              List<String> authors =
                  request.reviews().stream().map(review -> review.author()).toList();
              if (authors.size() != authors.stream().distinct().count()) {
                wrong.add("somebody reviewed twice: " + authors);
              }
              if (scenario.name().contains("click")) {
                authors.forEach(this::wasTold);
              }
            });
  }

  private void wasTold(String author) {
    boolean told =
        story.world.slack.ephemerals(story.world.slackId(author)).stream()
            .anyMatch(it -> it.text().contains("is recorded"));
    if (!told) {
      wrong.add(author + " was never told that the review is recorded");
    }
  }

  private void letters() {
    if (!story.world.mail.isEmpty()) {
      wrong.add("messages are left in the queues");
    }
    story
        .world
        .mail
        .deadLetters()
        .forEach(letter -> wrong.add("a dead letter of " + letter.queue() + ": " + letter.why()));
  }
}
