package dev.sallyport.tests.fault;

import static dev.sallyport.tests.fault.World.BOB;
import static dev.sallyport.tests.fault.World.DAVE;
import static dev.sallyport.tests.fault.World.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.request.Outcome;
import dev.sallyport.simulators.fault.Call;
import dev.sallyport.simulators.pagerduty.Incident;
import dev.sallyport.simulators.pagerduty.Note;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * PagerDuty, there and back: whichever call is refused, cut or survived by nobody, a note that
 * decides becomes one review of whoever wrote it, and is answered by one note.
 */
final class NotesTest {
  @TempDir private Path directory;

  static List<Scenario> scenarios() {
    return List.of(
        Scenario.named("denied by a note")
            .happens(story -> story.create(Scenarios.editor()), story -> story.note(BOB, "deny"))
            .leaves(SERVICE, "review-1", "end-denied")
            .ends(Outcome.DENIED),
        Scenario.named("approved by two notes")
            .happens(
                story -> story.create(Scenarios.editor()),
                story -> story.note(BOB, "approve"),
                story -> story.note(DAVE, "approve"))
            .leaves(SERVICE, "review-1", "review-2", "end-approved")
            .ends(Outcome.APPROVED));
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void endsWellWhateverFails(Scenario scenario) {
    try (Explorer explorer = new Explorer(directory, World::withNotes, NotesTest::judge)) {
      Explorer.Result result = explorer.explore(scenario);

      assertThat(result.wrong()).isEmpty();
      assertThat(result.runs()).isGreaterThan(30);
    }
  }

  private static List<String> judge(Story story, Scenario scenario, Optional<Call> failed) {
    List<String> wrong = new ArrayList<>(Findings.of(story, scenario, failed));
    for (Incident incident : story.incidents()) {
      List<String> answers =
          incident.notes().stream()
              .map(Findings::marker)
              .filter(marker -> marker.startsWith(Findings.ANSWER))
              .toList();
      long decisions = incident.notes().stream().filter(NotesTest::decides).count();
      if (answers.size() != decisions || answers.stream().distinct().count() != decisions) {
        wrong.add(decisions + " decisions are answered by " + answers);
      }
    }
    List<String> authors =
        story.live().stream()
            .flatMap(request -> request.reviews().stream())
            .map(review -> review.author())
            .toList();
    if (authors.stream().distinct().count() != authors.size()) {
      wrong.add("somebody reviewed twice: " + authors);
    }
    return wrong;
  }

  private static boolean decides(Note note) {
    return note.content().startsWith("teleport ");
  }
}
