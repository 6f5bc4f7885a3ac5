package dev.sallyport.tests.fault;

import static dev.sallyport.tests.fault.World.ALICE;
import static dev.sallyport.tests.fault.World.BOB;
import static dev.sallyport.tests.fault.World.CAROL;
import static dev.sallyport.tests.fault.World.DAVE;
import static dev.sallyport.tests.fault.World.SCHEDULE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.memory.Documents;
import dev.sallyport.core.memory.Documents.Stored;
import dev.sallyport.core.notice.Notice;
import dev.sallyport.core.notice.NoticeBook;
import dev.sallyport.core.notice.NoticeState;
import dev.sallyport.core.request.Outcome;
import dev.sallyport.simulators.fault.Call;
import dev.sallyport.simulators.opsgenie.Alert;
import dev.sallyport.simulators.opsgenie.AlertNote;
import dev.sallyport.simulators.teleport.NewRequest;
import dev.sallyport.teleport.wire.types.RequestState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same for Opsgenie and for JSM Operations: whichever call is refused, cut or survived by
 * nobody, one alert was raised once, bears each note once, and is closed.
 */
final class OpsgenieEveryCallTest {
  private static final String NOTIFY = "teleport.dev/notify-services";
  private static final String ON_CALL = "teleport.dev/schedules";
  private static final Pattern MARKER = Pattern.compile("\\(\\S+/\\S+ (\\S+)\\)$");
  private static final String KEY = "alert";

  private static final Set<String> CALLS_OF_A_VOTE =
      Set.of("GetRole", "ListAccessRequests", "SubmitAccessReview");

  @TempDir private Path directory;

  private static NewRequest editor() {
    return NewRequest.of(ALICE, "editor").because("a deployment").annotated(NOTIFY, SCHEDULE);
  }

  static List<Scenario> scenarios() {
    return List.of(
        Scenario.named("approved by two")
            .happens(
                story -> story.create(editor()),
                story -> story.review(BOB, RequestState.APPROVED, "go ahead"),
                story -> story.review(DAVE, RequestState.APPROVED, "fine"))
            .leaves(KEY, "review-1", "review-2", "end-approved")
            .ends(Outcome.APPROVED),
        Scenario.named("expired")
            .happens(
                story -> story.create(editor().pendingFor(Duration.ofHours(2))),
                story -> story.expire(Duration.ofHours(2)))
            .leaves(KEY, "end-expired")
            .ends(Outcome.EXPIRED)
            .beginsAsAnother(),
        Scenario.named("ended while unwatched")
            .happens(
                story -> story.create(editor().lasting(Duration.ofHours(2))),
                story -> {
                  story.expireUnnoticed(Duration.ofHours(4));
                  story.world.sweep();
                })
            .leaves(KEY, "end-unwatched")
            .ends(Outcome.UNWATCHED)
            .beginsAsAnother(),
        Scenario.named("taken over from the Go plugin")
            .happens(
                story -> {
                  story.createUnnoticed(editor());
                  GoPlugin.remembers(
                      story, "opsgenie", Map.of("alert_id", GoPlugin.raisesAlert(story)));
                  story.noticed();
                },
                story -> story.review(BOB, RequestState.DENIED, "not now"))
            .leaves(KEY, "review-1", "end-denied")
            .ends(Outcome.DENIED),
        Scenario.named("approved while on call")
            .happens(
                story ->
                    story.create(
                        NewRequest.of(CAROL, "demo-role")
                            .because("an outage")
                            .annotated(NOTIFY, SCHEDULE)
                            .annotated(ON_CALL, SCHEDULE)))
            .ends(Outcome.APPROVED)
            .maybePagingAfter(OpsgenieEveryCallTest::isOfAVote)
            .reviewedByUs());
  }

  /** After these the vote is undecided for 15 seconds, and nobody waits for it. */
  private static boolean isOfAVote(Call call) {
    return CALLS_OF_A_VOTE.contains(call.operation())
        || call.operation().contains("on-calls")
        || call.operation().contains("schedules")
        || call.system().equals("jira");
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void endsWellAtOpsgenie(Scenario scenario) {
    explore(scenario, World::onOpsgenie);
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void endsWellAtJsm(Scenario scenario) {
    explore(scenario, World::onJsm);
  }

  private void explore(Scenario scenario, Function<Path, World> worlds) {
    try (Explorer explorer = new Explorer(directory, worlds, OpsgenieEveryCallTest::judge)) {
      Explorer.Result result = explorer.explore(scenario);

      assertThat(result.wrong()).isEmpty();
      assertThat(result.runs()).isGreaterThan(20);
    }
  }

  private static List<String> judge(Story story, Scenario scenario, Optional<Call> failed) {
    List<String> wrong = new ArrayList<>();
    List<Alert> alerts = story.alerts();
    boolean pagingIsRight = failed.filter(scenario.mayPage()).isPresent();
    if (scenario.notes().isEmpty() && !pagingIsRight && !alerts.isEmpty()) {
      wrong.add("there should be no alert, and there is " + alerts);
    }
    scenario.notes().values().forEach(markers -> alerted(alerts, markers, wrong));
    for (Alert alert : alerts) {
      if (!alert.status().equals("closed")) {
        wrong.add("the alert is " + alert.status());
      }
      if (!alert.tags().contains("teleport-cluster:" + World.CLUSTER)) {
        wrong.add("the alert bears no mark: " + alert.tags());
      }
    }
    remembered(story, scenario, alerts, wrong);
    reviews(story, scenario, wrong);
    if (!story.world.mail.isEmpty() || !story.world.mail.deadLetters().isEmpty()) {
      wrong.add("messages are left: " + story.world.mail.deadLetters());
    }
    return wrong;
  }

  private static void alerted(List<Alert> alerts, List<String> markers, List<String> wrong) {
    if (alerts.size() != 1) {
      wrong.add(alerts.size() + " alerts");
      return;
    }
    Alert alert = alerts.getFirst();
    List<String> told = alert.notes().stream().map(OpsgenieEveryCallTest::marker).toList();
    if (!told.equals(markers)) {
      wrong.add("notes " + told + " in place of " + markers);
    }
    if (alert.count() != 1) {
      wrong.add("the alert was raised " + alert.count() + " times");
    }
  }

  private static String marker(AlertNote note) {
    Matcher matcher = MARKER.matcher(note.text());
    return matcher.find() ? matcher.group(1) : note.text();
  }

  private static void remembered(
      Story story, Scenario scenario, List<Alert> alerts, List<String> wrong) {
    if (alerts.isEmpty() || scenario.outcome() == Outcome.UNWATCHED) {
      // Memory ends an hour after the access.
      return;
    }
    String raw = story.entry().getOrDefault("opsgenie", "");
    if (!(Documents.read(raw, NoticeBook.class)
        instanceof Stored.Known<NoticeBook>(NoticeBook book))) {
      wrong.add("the memory is " + raw);
      return;
    }
    for (Notice notice : book.notices()) {
      boolean closed =
          notice.state() == NoticeState.CLOSED
              && notice.closedAs().equals(Optional.of(scenario.outcome()));
      // Responders share one alert: each by itself is told under their common name.
      if ((!closed && notice.state() != NoticeState.SKIPPED) || notice.claim().isPresent()) {
        wrong.add("the notice to " + notice.to() + " is " + notice);
      }
    }
  }

  private static void reviews(Story story, Scenario scenario, List<String> wrong) {
    story
        .live()
        .ifPresent(
            request -> {
              if (!request.state().name().equals(scenario.outcome().name())) {
                wrong.add("the request is " + request.state());
              }
              long ours =
                  request.reviews().stream()
                      .filter(review -> review.author().equals(World.BOT))
                      .count();
              if (ours != scenario.autoReviews()) {
                wrong.add(ours + " reviews of our own");
              }
            });
  }
}
