package dev.sallyport.integrations.opsgenie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.notice.Destination.Adoption;
import dev.sallyport.core.notice.Destination.Effect;
import dev.sallyport.core.notice.Destination.Looked;
import dev.sallyport.core.notice.Notice;
import dev.sallyport.core.notice.PagerText;
import dev.sallyport.core.notice.Reply;
import dev.sallyport.core.request.Outcome;
import dev.sallyport.core.request.Truth;
import dev.sallyport.integrations.http.ScriptedServer.Seen;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is done at an alert once it is there. */
final class NoticesTest extends OpsgenieTestBase {
  private static final Notice NOTICE = Notice.adopted(JOINED, "A1", 0, Optional.empty());
  private static final Reply END = new Reply.OfEnd(Outcome.APPROVED);
  private static final Truth GONE = new Truth.Gone(Outcome.APPROVED);

  private final OpsgenieDestination destination = destination(opsgenie);

  private Looked look(String body, boolean unmarkedToo) {
    server.answers(200, body);
    return destination.lookForAnnouncement(NOTICE, ID, unmarkedToo);
  }

  @Test
  void looksByTheAlias() {
    assertThat(look(data(ours("A1", "open")), false)).isEqualTo(new Looked.Found("A1"));
    assertThat(look(data(OTHERS), false)).isInstanceOf(Looked.NotOurs.class);
    assertThat(look(data(OTHERS), true)).isInstanceOf(Looked.NotOurs.class);
    assertThat(look(data(GO), false)).isInstanceOf(Looked.NotOurs.class);
    assertThat(look(data(GO), true)).isEqualTo(new Looked.Found("A1"));
    server.answers(404, "").answers(200, NONE);
    assertThat(destination.lookForAnnouncement(NOTICE, ID, true)).isEqualTo(new Looked.Absent());
  }

  @Test
  void aClosedAlertFromAnEarlierLifeIsNotTaken() {
    server.answers(200, data(ours("A1", "closed"))).answers(200, list(ours("A1", "closed")));
    assertThat(destination.lookForAnnouncement(NOTICE, ID, false)).isEqualTo(new Looked.Absent());
    server
        .answers(200, data(ours("A1", "closed")))
        .answers(200, list(ours("A1", "closed"), ours("A2", "open")));
    assertThat(destination.lookForAnnouncement(NOTICE, ID, false))
        .isEqualTo(new Looked.Found("A2"));
  }

  @Test
  void anAlertThatPeopleClosedSinceItWasClaimedWasAnnounced() {
    // Claimed at 12:00: what was made a minute before, by another clock, may be it.
    Notice claimed = claimed(clock.instant());
    server.answers(200, data(ours("A1", "closed"))).answers(200, NONE);
    assertThat(destination.lookForAnnouncement(claimed, ID, false))
        .isEqualTo(new Looked.Found("A1"));
    server.answers(200, data(ours("A1", "closed"))).answers(200, NONE);
    assertThat(destination.lookForAnnouncement(claimed(clock.instant().plusSeconds(1)), ID, false))
        .isEqualTo(new Looked.Absent());
  }

  private static Notice claimed(Instant at) {
    Notice none = Notice.none(JOINED);
    return new Notice(
        JOINED,
        dev.sallyport.core.notice.NoticeState.CLAIMED,
        Optional.of(new dev.sallyport.core.notice.Claim("announce", 1, at)),
        none.ref(),
        0,
        none.shown(),
        none.shows(),
        0,
        none.told(),
        none.closedAs(),
        none.refusal(),
        none.more());
  }

  @Test
  void aLookThatFailsIsNoAnswer() {
    server.answers(500, "").answers(403, "{'message': 'No'}").answers(400, "");
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> destination.lookForAnnouncement(NOTICE, ID, false))
          .isInstanceOf(Unavailable.class);
    }
    assertThat(denied).hasValue(1);
  }

  @Test
  void verifiesThatANoticeIsOurs() {
    server
        .answers(200, data(ours("A1", "closed")))
        .answers(200, data(GO))
        .answers(200, data(OTHERS))
        .answers(200, data(alert("A1", "disk-full", "open", "2026-11-20T12:00:00Z", TAG)))
        .answers(404, "");
    assertThat(destination.verify(NOTICE, ID)).isEqualTo(new Looked.Found("A1"));
    assertThat(destination.verify(NOTICE, ID)).as("adopted").isEqualTo(new Looked.Found("A1"));
    assertThat(destination.verify(NOTICE, ID)).isInstanceOf(Looked.NotOurs.class);
    assertThat(destination.verify(NOTICE, ID)).isInstanceOf(Looked.NotOurs.class);
    assertThat(destination.verify(NOTICE, ID)).isEqualTo(new Looked.Absent());
  }

  @Test
  void marksAnAdoptedAlertOnce() {
    server
        .answers(200, data(GO))
        .answers(202, PROMISE)
        .answers(200, data(GO))
        .answers(200, data(ours("A1", "open")))
        .answers(200, data(ours("A1", "open")));
    assertThat(destination.edit(NOTICE, ID, GONE)).isEqualTo(new Effect.Done("A1"));
    assertThat(destination.edit(NOTICE, ID, GONE)).as("again").isEqualTo(new Effect.Done("A1"));
    assertThat(server.seen()).extracting(Seen::method).containsOnlyOnce("POST");
  }

  @Test
  void aNoteIsToldOnceAndFoundByItsMarker() {
    String text = new PagerText(CLUSTER, Optional::empty).note(ID, END, GONE);
    String note = data("[{'note': '" + text.replace("\n", "\\n") + "'}]");
    server
        .answers(200, NONE)
        .answers(202, PROMISE)
        .answers(200, processed(true, "", "A1"))
        .answers(200, note)
        .answers(200, note)
        .answers(200, NONE);

    assertThat(destination.reply(NOTICE, ID, END, GONE)).isEqualTo(new Effect.Done("A1"));
    assertThat(json(server.seen().get(1).body()).path("note").asText()).isEqualTo(text);
    assertThat(destination.lookForReply(NOTICE, ID, END)).isEqualTo(new Looked.Found("A1"));
    assertThat(destination.reply(NOTICE, ID, END, GONE))
        .as("two notices at one alert")
        .isEqualTo(new Effect.Done("A1"));
    assertThat(destination.lookForReply(NOTICE, ID, END)).isEqualTo(new Looked.Absent());
    assertThat(server.seen()).extracting(Seen::method).containsOnlyOnce("POST");
  }

  @Test
  void aMarkerInsideAReasonIsNoReply() {
    server.answers(
        200,
        data(
            "[{'note': 'Teleport: bob approved it.\\nReason: ("
                + CLUSTER
                + "/"
                + ID
                + " end-approved)\\n(else)'}]"));
    assertThat(destination.lookForReply(NOTICE, ID, END)).isEqualTo(new Looked.Absent());
  }

  @Test
  void aNoteOfWhichNothingIsKnownIsUnknown() {
    server.answers(200, NONE).answers(202, PROMISE);
    for (int i = 0; i < 4; i++) {
      server.answers(404, PENDING);
    }
    assertThat(destination.reply(NOTICE, ID, END, GONE)).isInstanceOf(Effect.Unknown.class);
    server.answers(200, NONE).answers(202, PROMISE);
    server.answers(200, processed(false, "Alert does not exist", ""));
    assertThat(destination.reply(NOTICE, ID, END, GONE))
        .isEqualTo(new Effect.Rejected("Opsgenie refuses: Alert does not exist"));
  }

  @Test
  void resolvingEndsWithAnAlertThatIsSeenClosed() {
    server
        .answers(200, data(ours("A1", "open")))
        .answers(202, PROMISE)
        .answers(200, data(ours("A1", "open")))
        .answers(200, data(ours("A1", "closed")));
    assertThat(destination.resolve(NOTICE, Outcome.APPROVED)).isEqualTo(new Effect.Done("A1"));
    assertThat(server.seen().get(1).rawPath()).isEqualTo("/v2/alerts/A1/close");
  }

  @Test
  void closedOrGoneIsJustAsGood() {
    server.answers(200, data(ours("A1", "closed"))).answers(404, "");
    assertThat(destination.resolve(NOTICE, Outcome.APPROVED)).isEqualTo(new Effect.Done("A1"));
    assertThat(destination.resolve(NOTICE, Outcome.APPROVED)).isEqualTo(new Effect.Done("A1"));
    assertThat(server.seen()).extracting(Seen::method).containsOnly("GET");
  }

  @Test
  void anAlertThatStaysOpenIsNotResolved() {
    String open = data(ours("A1", "open"));
    server.answers(200, open).answers(202, PROMISE);
    for (int i = 0; i < 4; i++) {
      server.answers(200, open);
    }
    server.answers(404, PENDING);
    assertThat(destination.resolve(NOTICE, Outcome.APPROVED)).isInstanceOf(Effect.Unknown.class);

    server.answers(200, open).answers(202, PROMISE);
    for (int i = 0; i < 4; i++) {
      server.answers(200, open);
    }
    server.answers(200, processed(false, "Not allowed", ""));
    assertThat(destination.resolve(NOTICE, Outcome.APPROVED))
        .isEqualTo(new Effect.Rejected("Opsgenie refuses: Not allowed"));
  }

  @Test
  void adoptsWhatTheGoPluginMade() {
    assertThat(
            destination.adopt(
                Map.of("alert_id", "A1", "reviews_count", "1", "resolution", "approved"),
                Optional.empty(),
                clock.instant()))
        .isEqualTo(
            new Adoption.Take(
                List.of(Notice.adopted("A1", "A1", 1, Optional.of(Outcome.APPROVED)))));
    assertThat(
            destination.adopt(
                Map.of("created", Long.toString(clock.instant().getEpochSecond() - 60)),
                Optional.empty(),
                clock.instant()))
        .isEqualTo(new Adoption.Later(clock.instant().plusSeconds(60)));
  }

  @Test
  void aStrayIsOpenOursAndOld() {
    String old = alert("A1", ALIAS, "open", "2026-11-20T10:59:59Z", TAG);
    server
        .answers(200, data(old))
        .answers(200, data(ours("A1", "open")))
        .answers(200, data(alert("A1", ALIAS, "open", "2026-11-20T10:00:00Z", "mine")))
        .answers(200, data(alert("A1", ALIAS, "closed", "2026-11-20T10:00:00Z", TAG)))
        .answers(200, NONE);
    assertThat(destination.stray(ID)).contains(Notice.adopted("A1", "A1", 0, Optional.empty()));
    assertThat(destination.stray(ID)).as("too young").isEmpty();
    assertThat(destination.stray(ID)).as("not marked").isEmpty();
    assertThat(destination.stray(ID)).as("closed").isEmpty();
  }

  @Test
  void tellsWhichRequestsHaveAnOpenAlertOfOurs() {
    server.answers(
        200,
        list(
            ours("A1", "open"),
            ours("A2", "open"),
            alert("A3", "teleport-access-request/two", "closed", "2026-11-20T10:00:00Z", TAG),
            alert("A4", "teleport-access-request/four", "open", "2026-11-20T10:00:00Z", "mine"),
            alert("A5", "disk-full", "open", "2026-11-20T10:00:00Z", TAG),
            alert("A6", "teleport-access-request/six", "open", "2026-11-20T10:00:00Z", TAG)));
    assertThat(destination.requestIds()).containsExactly(ID, "six");
  }
}
