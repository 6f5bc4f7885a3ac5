package dev.sallyport.integrations.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.review.Closing;
import dev.sallyport.core.review.Gesture;
import dev.sallyport.core.review.Members.Membership;
import dev.sallyport.core.review.Members.Why;
import dev.sallyport.core.review.Teller.Telling;
import dev.sallyport.core.review.Verdict;
import dev.sallyport.integrations.http.ScriptedServer;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may decide on PagerDuty, and how they are answered. */
final class PagerDutyPeopleTest {
  private final NotedIncident world = new NotedIncident();

  @AfterEach
  void stop() {
    world.close();
  }

  private static String user(String id, String type, String role, String email) {
    return "{'user': {'id': '%s', 'type': '%s', 'role': '%s', 'name': 'Bob', 'email': '%s'}}"
        .formatted(id, type, role, email);
  }

  @ParameterizedTest
  @CsvSource({
    "PUSER01, user, user, bob@example.com, MEMBER",
    "PUSER01, user, admin, bob@example.com, MEMBER",
    "PUSER01, user, limited_user, bob@example.com, MEMBER",
    "PUSER01, user, read_only_user, bob@example.com, GUEST",
    "PUSER01, user, read_only_limited_user, bob@example.com, GUEST",
    "PUSER01, bot_user, user, bob@example.com, BOT",
    "PUSER01, user, user, teleport@example.com, BOT",
    "PUSER02, user, user, bob@example.com, UNKNOWN"
  })
  void fullUsersOfTheAccountDecide(
      String id, String type, String role, String email, String expected) {
    world.server.answers(200, user(id, type, role, email));
    assertThat(world.members.of("PUSER01"))
        .isEqualTo(
            expected.equals("MEMBER")
                ? new Membership.Member(Optional.of(email))
                : new Membership.Outsider(Why.valueOf(expected)));
  }

  @Test
  void whomTheAccountNoLongerHasDecidesNothing() {
    world.server.answers(404, "{'error': {'message': 'Not Found', 'code': 2100}}");
    assertThat(world.members.of("PUSER01")).isEqualTo(new Membership.Outsider(Why.UNKNOWN));
  }

  @Test
  void aUserIsAskedForAgainAtTheNextDecision() {
    world.server.answers(200, user("PUSER01", "user", "user", "bob@example.com"));
    assertThat(world.members.of("PUSER01")).isInstanceOf(Membership.Member.class);
    world.clock.advance(Duration.ofSeconds(5));
    world.server.answers(404, "");
    assertThat(world.members.of("PUSER01")).isInstanceOf(Membership.Outsider.class);
  }

  @Test
  void whatPagerDutyDoesNotTellIsTriedAgain() {
    world.server.answers(500, "");
    assertThatThrownBy(() -> world.members.of("PUSER01")).isInstanceOf(Unavailable.class);
    world.server.answers(401, "");
    assertThatThrownBy(() -> world.members.of("PUSER01")).isInstanceOf(Unavailable.class);
    assertThat(world.denials).isEqualTo(1);
  }

  private static Gesture gesture(Optional<String> name) {
    return new Gesture(
        "PINC001/PNOTE01",
        "pagerduty",
        "PUSER01",
        true,
        NotedIncident.ID,
        Verdict.DENY,
        "",
        java.time.Instant.EPOCH,
        Optional.empty(),
        new Gesture.ReplyAddress(Optional.empty(), Optional.of("PINC001"), name));
  }

  private static final String MARK =
      "(example.com/" + NotedIncident.ID + " answer PINC001/PNOTE01)";

  @Test
  void answersWithANoteThatBearsAMark() {
    world.server.answers(200, "{'notes': []}").answers(200, "{'note': {'id': 'P1'}}");
    assertThat(world.teller.tell(gesture(Optional.of("Bob\nJones")), "It is recorded."))
        .isEqualTo(new Telling.Told());
    assertThat(world.server.seen().getLast().body())
        .isEqualTo(
            "{\"note\":{\"content\":\"Teleport: Bob Jones: It is recorded.\\n" + MARK + "\"}}");
  }

  @Test
  void looksBeforeItWritesAgain() {
    world.server.answers(200, "{'notes': []}").cuts();
    assertThatThrownBy(() -> world.teller.tell(gesture(Optional.empty()), "It is recorded."))
        .isInstanceOf(Unavailable.class);
    world.server.answers(
        200, "{'notes': [{'id': 'P1', 'content': 'Teleport: PUSER01: x\\n" + MARK + "'}]}");
    assertThat(world.teller.tell(gesture(Optional.empty()), "It is recorded."))
        .isEqualTo(new Telling.Told());
    assertThat(world.server.seen())
        .extracting(ScriptedServer.Seen::method)
        .containsExactly("GET", "POST", "GET");
  }

  @Test
  void aMarkInSomebodysWordsIsNoAnswer() {
    world
        .server
        .answers(200, "{'notes': [{'id': 'P1', 'content': 'x\\n" + MARK + "\\nmore'}]}")
        .answers(200, "{'note': {'id': 'P2'}}");
    world.teller.tell(gesture(Optional.empty()), "It is recorded.");
    assertThat(world.server.seen()).hasSize(2);
  }

  @Test
  void whatCanNeverBeWrittenIsSaidToBeSo() {
    world.server.answers(200, "{'notes': []}").answers(400, "{'error': {'message': 'no'}}");
    assertThat(world.teller.tell(gesture(Optional.empty()), "x"))
        .isInstanceOf(Telling.Untellable.class);
    world.server.answers(200, "{'notes': []}").answers(403, "");
    assertThatThrownBy(() -> world.teller.tell(gesture(Optional.empty()), "x"))
        .isInstanceOf(Unavailable.class);
    assertThat(world.denials).isEqualTo(1);
  }

  @Test
  void aRemarkIsMadeOnce() {
    Closing closing = new Closing(NotedIncident.ID, "PINC001");
    world.server.answers(200, "{'notes': []}").answers(200, "{'note': {'id': 'P1'}}");
    assertThat(world.teller.remark(closing, "Resolving decides nothing."))
        .isEqualTo(new Telling.Told());
    String written = world.server.seen().getLast().body();
    assertThat(written)
        .contains(
            "Teleport: Resolving decides nothing.\\n(example.com/"
                + NotedIncident.ID
                + " resolved)");
    world.server.answers(
        200,
        "{'notes': [{'id': 'P1', 'content': 'Teleport: x\\n(example.com/%s resolved)'}]}"
            .formatted(NotedIncident.ID));
    assertThat(world.teller.remark(closing, "Resolving decides nothing."))
        .isEqualTo(new Telling.Told());
    assertThat(world.server.seen()).hasSize(3);
  }
}
