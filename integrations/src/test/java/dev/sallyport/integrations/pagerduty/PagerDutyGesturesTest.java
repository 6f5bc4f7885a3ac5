package dev.sallyport.integrations.pagerduty;

import static dev.sallyport.integrations.pagerduty.NotedIncident.COMMAND;
import static dev.sallyport.integrations.pagerduty.NotedIncident.annotated;
import static dev.sallyport.integrations.pagerduty.NotedIncident.person;
import static dev.sallyport.integrations.pagerduty.NotedIncident.resolved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.review.Closing;
import dev.sallyport.core.review.Ending;
import dev.sallyport.core.review.Gesture;
import dev.sallyport.core.review.Gestures.Reading;
import dev.sallyport.core.review.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PagerDutyGesturesTest {
  private final NotedIncident world = new NotedIncident();

  @AfterEach
  void stop() {
    world.close();
  }

  private static String note() {
    return annotated(person("PUSER01"), COMMAND, false);
  }

  private NotedIncident incidentAndBob() {
    return world.showsTheIncident().showsTheUser("PUSER01", "bob@example.com");
  }

  @Test
  void aNoteBecomesAGesture() {
    incidentAndBob().showsTheNote("PNOTE01", COMMAND, "PUSER01");
    assertThat(world.read(note()))
        .isEqualTo(
            new Reading.Pressed(
                new Gesture(
                    "PINC001/PNOTE01",
                    "pagerduty",
                    "PUSER01",
                    true,
                    NotedIncident.ID,
                    Verdict.DENY,
                    "canary-reason",
                    world.occurred,
                    Optional.empty(),
                    new Gesture.ReplyAddress(
                        Optional.empty(), Optional.of("PINC001"), Optional.of("Bob Jones")))));
    assertThat(world.server.seen())
        .extracting(seen -> seen.method() + " " + seen.rawPath())
        .containsExactly(
            "GET /incidents/PINC001", "GET /users/PUSER01", "GET /incidents/PINC001/notes");
  }

  @Test
  void thePersonIsAskedForOnceEvenByWhoeverJudgesMembers() {
    incidentAndBob().showsTheNote("PNOTE01", COMMAND, "PUSER01");
    world.read(note());
    world.members.of("PUSER01");
    assertThat(world.server.seen()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "{'id':'PUSER01','type':'bot_user_reference'}",
        "{'id':'PUSER01','type':'service_reference'}",
        "{'id':'PUSER01'}",
        "{'type':'user_reference'}",
        "{'id':'../x','type':'user_reference'}",
        "5"
      })
  void onlyPeopleDecide(String agent) {
    assertThat(world.read(annotated(agent, COMMAND, false))).isEqualTo(new Reading.Nothing());
    assertThat(world.server.seen()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "looking into it",
        "Teleport: bob approved it.\\n(example.com/x review 0)",
        "Teleport: Bob Jones: Your denial is recorded\\n(example.com/x answer PINC001/PNOTE01)",
        "first\\nteleport deny 30405060"
      })
  void otherNotesCostNothing(String content) {
    assertThat(world.read(annotated(person("PUSER01"), content, false)))
        .isEqualTo(new Reading.Nothing());
    assertThat(world.server.seen()).isEmpty();
  }

  @Test
  void ourOwnUserDecidesNothing() {
    world.showsTheIncident().showsTheUser("PUSER01", "Teleport@Example.com");
    assertThat(world.read(note())).isEqualTo(new Reading.Nothing());
  }

  @ParameterizedTest
  @CsvSource({
    "[other.example.com] Access request from eve, teleport-access-request/" + NotedIncident.ID,
    "[example.com] Access request from eve, another-key",
    "[example.com] Access request from eve, ''",
    "[example.com] Access request from eve, teleport-access-request/"
  })
  void foreignIncidentsAreAnsweredWithSilence(String title, String key) {
    world.title = title;
    world.key = key;
    world.showsTheIncident();
    assertThat(world.read(note())).isEqualTo(new Reading.Nothing());
    assertThat(world.server.seen()).hasSize(1);
  }

  @Test
  void anIncidentThatMemoryDoesNotKnowIsForeign() {
    world.remembered = world.remembered.replace("PINC001", "PINC002");
    world.showsTheIncident();
    assertThat(world.read(note())).isEqualTo(new Reading.Nothing());
  }

  @ParameterizedTest
  @ValueSource(strings = {"claimed", "unknown"})
  void anIncidentWhoseAnnouncementIsNotRecordedYetIsTriedAgain(String state) {
    world.remembered = "{\"v\":1,\"notices\":[{\"to\":\"Duty\",\"state\":\"" + state + "\"}]}";
    world.showsTheIncident();
    assertThatThrownBy(() -> world.read(note())).isInstanceOf(Unavailable.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "rubbish"})
  void withoutAMemoryNothingIsDecided(String remembered) {
    world.remembered = remembered;
    incidentAndBob();
    assertThat(refusal(world.read(note()))).isEqualTo(Ending.NOT_OURS);
  }

  @Test
  void withoutTheMarkNothingIsDecided() {
    world.title = "Renamed by somebody";
    incidentAndBob();
    assertThat(refusal(world.read(note()))).isEqualTo(Ending.NOT_OURS);
  }

  @Test
  void aNoteThatNamesAnotherRequestIsRefused() {
    incidentAndBob();
    assertThat(refusal(world.read(annotated(person("PUSER01"), "teleport deny 30405061 x", false))))
        .isEqualTo(Ending.OTHER_REQUEST);
  }

  private static Ending refusal(Reading reading) {
    assertThat(reading).isInstanceOf(Reading.Refused.class);
    return ((Reading.Refused) reading).why();
  }

  @ParameterizedTest
  @CsvSource({
    "PNOTE01, teleport approve 30405060 canary-reason, PUSER01",
    "PNOTE01, teleport deny 30405060 canary-reason, PUSER02",
    "PNOTE01, '', PUSER01"
  })
  void aNoteThatPagerDutyShowsDifferentlyIsRefused(String id, String content, String user) {
    incidentAndBob().showsTheNote(id, content, user);
    assertThat(refusal(world.read(note()))).isEqualTo(Ending.NOT_CONFIRMED);
  }

  @Test
  void aNoteThatIsNotShownYetIsTriedAgainForAWhile() {
    incidentAndBob().showsTheNote("PNOTE02", COMMAND, "PUSER01");
    assertThatThrownBy(() -> world.read(note())).isInstanceOf(Unavailable.class);
    world.clock.advance(Duration.ofSeconds(30));
    incidentAndBob().showsTheNote("PNOTE02", COMMAND, "PUSER01");
    assertThat(refusal(world.read(note()))).isEqualTo(Ending.NOT_CONFIRMED);
  }

  @Test
  void ofATrimmedNoteTheBeginningCounts() {
    incidentAndBob().showsTheNote("PNOTE01", COMMAND + " and more", "PUSER01");
    assertThat(world.read(annotated(person("PUSER01"), COMMAND, true)))
        .isInstanceOf(Reading.Pressed.class);
    incidentAndBob().showsTheNote("PNOTE01", COMMAND + " and more", "PUSER01");
    world.clock.advance(Duration.ofMinutes(1));
    assertThat(refusal(world.read(note()))).isEqualTo(Ending.NOT_CONFIRMED);
  }

  @Test
  void whiteSpaceAtTheEndsIsNoDifference() {
    incidentAndBob().showsTheNote("PNOTE01", COMMAND + "\\n", "PUSER01");
    assertThat(world.read(annotated(person("PUSER01"), COMMAND + "\\r\\n ", false)))
        .isInstanceOf(Reading.Pressed.class);
  }

  @Test
  void whatCannotBeAskedIsTriedAgain() {
    world.server.answers(500, "");
    assertThatThrownBy(() -> world.read(note())).isInstanceOf(Unavailable.class);
    world.memoryDown = true;
    world.showsTheIncident();
    assertThatThrownBy(() -> world.read(note())).isInstanceOf(Unavailable.class);
    world.memoryDown = false;
    world.showsTheIncident().server.answers(429, "");
    assertThatThrownBy(() -> world.read(note())).isInstanceOf(Unavailable.class);
    incidentAndBob().server.answers(403, "");
    assertThatThrownBy(() -> world.read(note())).isInstanceOf(Unavailable.class);
    assertThat(world.denials).isEqualTo(1);
  }

  @Test
  void anIncidentThatIsNotThereIsForeign() {
    world.server.answers(404, "");
    assertThat(world.read(note())).isEqualTo(new Reading.Nothing());
  }

  @Test
  void whatPagerDutyHasNotSignedIsNothing() {
    assertThat(world.read(note(), "another-secret-0"))
        .isEqualTo(new Reading.Unverified("mismatch"));
    assertThat(world.server.seen()).isEmpty();
  }

  @Test
  void whatItSignedLongAgoIsNothing() {
    String old = note().formatted(world.occurred.minus(Duration.ofHours(50)));
    assertThat(world.read(old)).isEqualTo(new Reading.Unverified("stale"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"event\":{\"occurred_at\":\"%s\",\"event_type\":\"incident.annotated\"}}",
        "{\"event\":{\"occurred_at\":\"%s\",\"data\":{\"id\":\"a/b\",\"type\":\"incident\"}}}",
        "{\"event\":{\"occurred_at\":\"%s\",\"data\":[]}}"
      })
  void whatNamesNoIncidentIsGarbled(String body) {
    assertThat(world.read(body)).isInstanceOf(Reading.Garbled.class);
  }

  @Test
  void anEventOfAnotherKindIsNothing() {
    assertThat(world.read(note().replace("incident.annotated", "incident.acknowledged")))
        .isEqualTo(new Reading.Nothing());
  }

  @Test
  void noReasonIsInWhatIsSaid() {
    incidentAndBob().showsTheNote("PNOTE01", COMMAND, "PUSER01");
    assertThat(world.read(note()).toString()).doesNotContain("canary");
  }

  @Test
  void aResolvedIncidentIsAClosing() {
    world.status = "resolved";
    incidentAndBob();
    assertThat(world.read(resolved(person("PUSER01"), NotedIncident.KEY)))
        .isEqualTo(new Reading.Closed(new Closing(NotedIncident.ID, "PINC001")));
    world.showsTheIncident();
    assertThat(world.read(resolved("null", "")))
        .as("by a machine, without the key")
        .isInstanceOf(Reading.Closed.class);
  }

  @Test
  void whatWeResolvedOrOthersOpenedIsNoClosing() {
    world.status = "resolved";
    world.showsTheIncident().showsTheUser("PUSER01", NotedIncident.FROM);
    assertThat(world.read(resolved(person("PUSER01"), NotedIncident.KEY)))
        .isEqualTo(new Reading.Nothing());
    int asked = world.server.seen().size();
    assertThat(world.read(resolved(person("PUSER01"), "disk-full")))
        .isEqualTo(new Reading.Nothing());
    assertThat(world.server.seen()).hasSize(asked);
    world.status = "triggered";
    world.showsTheIncident();
    assertThat(world.read(resolved("null", NotedIncident.KEY)))
        .as("opened again")
        .isEqualTo(new Reading.Nothing());
    for (String remembered : List.of("", world.remembered.replace("PINC001", "PINC002"))) {
      world.status = "resolved";
      world.remembered = remembered;
      world.showsTheIncident();
      assertThat(world.read(resolved("null", NotedIncident.KEY))).isEqualTo(new Reading.Nothing());
    }
  }
}
