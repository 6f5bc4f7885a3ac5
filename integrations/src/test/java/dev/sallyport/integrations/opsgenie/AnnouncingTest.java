package dev.sallyport.integrations.opsgenie;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.core.notice.Destination.Effect;
import dev.sallyport.core.notice.Destination.Recipients;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From recipients to an alert that can be read. */
final class AnnouncingTest extends OpsgenieTestBase {

  private final OpsgenieDestination destination = destination(opsgenie);

  private Effect announce() {
    return destination.announce(JOINED, request());
  }

  @Test
  void allRespondersOfARequestAreOneRecipient() {
    List<String> named = List.of("team:Ops", "schedule:Night");
    assertThat(destination.sort(named))
        .isEqualTo(new Recipients(List.of(JOINED), List.of(), List.of()));
    assertThat(destination.sort(List.of("schedule:Night")))
        .isEqualTo(new Recipients(List.of("responders schedule:Night"), List.of(), List.of()));
    assertThat(destination.sort(List.of()))
        .isEqualTo(new Recipients(List.of(), List.of(), List.of()));
  }

  @Test
  void whoWasToldWithTheOthersIsToldOnce() {
    assertThat(destination.sort(List.of(JOINED, "schedule:Night", "team:Ops")))
        .isEqualTo(
            new Recipients(List.of(JOINED), List.of("schedule:Night", "team:Ops"), List.of()));
  }

  @Test
  void theFallbackStandsAlone() {
    assertThat(destination.fallback()).contains("schedule:Duty");
    assertThat(destination.sort(List.of(JOINED, "schedule:Duty")))
        .isEqualTo(new Recipients(List.of(JOINED, "schedule:Duty"), List.of(), List.of()));
    assertThat(destination.sort(List.of("schedule:Duty", JOINED)).distinct())
        .containsExactly("schedule:Duty", JOINED);
  }

  @Test
  void announcingEndsWithAnAlertThatCanBeRead() {
    server
        .answers(202, PROMISE)
        .answers(404, PENDING)
        .answers(200, processed(true, "Created alert", "A1"))
        .answers(200, data(ours("A1", "open")));

    assertThat(announce()).isEqualTo(new Effect.Done("A1"));

    JsonNode sent = json(server.seen().getFirst().body());
    assertThat(sent.path("responders"))
        .isEqualTo(
            json("[{'type': 'schedule', 'name': 'Night'}, {'type': 'team', 'name': 'Ops'}]"));
    assertThat(sent.path("alias").asText()).isEqualTo(ALIAS);
    assertThat(sent.path("tags")).isEqualTo(json("['" + TAG + "']"));
    assertThat(sent.path("priority").asText()).isEqualTo("P2");
    assertThat(pauses).containsExactly(Duration.ofMillis(200), Duration.ofMillis(400));
  }

  @Test
  void aSingleRecipientIsAnnouncedAlone() {
    server
        .answers(202, PROMISE)
        .answers(200, processed(true, "", "A1"))
        .answers(200, data(ours("A1", "open")));
    assertThat(destination.announce("schedule:Duty", request())).isEqualTo(new Effect.Done("A1"));
    assertThat(json(server.seen().getFirst().body()).path("responders"))
        .isEqualTo(json("[{'type': 'schedule', 'name': 'Duty'}]"));
  }

  @Test
  void aPromiseIsNoAlert() {
    server.answers(202, PROMISE);
    for (int i = 0; i < 4; i++) {
      server.answers(404, PENDING);
    }
    assertThat(announce()).isInstanceOf(Effect.Unknown.class);
    assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus))
        .isLessThanOrEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void aQuestionThatFailsChangesNoPromise() {
    server
        .answers(202, PROMISE)
        .answers(500, "")
        .answers(401, "")
        .cuts()
        .answers(200, processed(true, "", "A1"))
        .answers(200, data(ours("A1", "open")));
    assertThat(announce()).isEqualTo(new Effect.Done("A1"));
    assertThat(denied).hasValue(1);
  }

  @Test
  void aFailureThatArrivesWithSuccessIsARefusalInTheVendorsWords() {
    server.answers(202, PROMISE).answers(200, processed(false, "No such team", ""));
    assertThat(announce()).isEqualTo(new Effect.Rejected("Opsgenie refuses: No such team"));
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 500})
  void anAlertThatCannotBeReadYetIsUnknown(int status) {
    server.answers(202, PROMISE).answers(200, processed(true, "", "A1")).answers(status, "");
    assertThat(announce()).isInstanceOf(Effect.Unknown.class);
  }

  @Test
  void withoutAnIdItIsFoundByItsAlias() {
    server
        .answers(202, PROMISE)
        .answers(200, processed(true, "", ""))
        .answers(200, data(ours("A7", "open")));
    assertThat(announce()).isEqualTo(new Effect.Done("A7"));
  }

  @Test
  void anIdThatLeadsToAnotherRequestIsNotTaken() {
    server
        .answers(202, PROMISE)
        .answers(200, processed(true, "", "A9"))
        .answers(200, data(alert("A9", "disk-full", "open", "2026-11-20T12:00:00Z", TAG)));
    assertThat(announce()).isInstanceOf(Effect.Unknown.class);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatCountedUpSomebodyElsesAlertIsNotOurs(boolean marked) {
    server
        .answers(202, PROMISE)
        .answers(200, processed(true, "", "A1"))
        .answers(200, data(marked ? OTHERS : GO));
    assertThat(announce())
        .isEqualTo(new Effect.Rejected("alert A1 bears our alias but not our mark"));
  }

  @Test
  void tellsApartWhatFailuresProve() {
    server.answers(500, "").answers(429, "").answers(422, "{'message': 'No'}").answers(401, "");
    assertThat(announce()).isInstanceOf(Effect.Unknown.class);
    assertThat(announce())
        .isEqualTo(
            new Effect.Failed(Optional.of(Duration.ofSeconds(15)), "POST /v2/alerts: HTTP 429"));
    assertThat(announce()).isEqualTo(new Effect.Rejected("Opsgenie refuses (422/0): No"));
    assertThat(announce())
        .isInstanceOfSatisfying(
            Effect.Failed.class, failed -> assertThat(failed.why()).doesNotContain(KEY));
    assertThat(denied).hasValue(1);
  }

  @Test
  void nobodyToAlertIsARefusal() {
    assertThat(destination.announce("team: ", request())).isInstanceOf(Effect.Rejected.class);
    assertThat(server.seen()).isEmpty();
  }

  @Test
  void atJsmNamesBecomeIdsAndThoseThatDoNotExistAreSaid() {
    server
        .answers(200, values("{'id': 's1', 'name': 'Night'}"))
        .answers(200, "{'platformTeams': []}")
        .answers(202, PROMISE)
        .answers(200, processed(true, "", "A1"))
        .answers(200, ours("A1", "open"));
    assertThat(destination(jsm).announce(JOINED, request())).isEqualTo(new Effect.Done("A1"));
    JsonNode sent = json(server.seen().get(2).body());
    assertThat(sent.path("responders")).isEqualTo(json("[{'type': 'schedule', 'id': 's1'}]"));
    assertThat(sent.path("description").asText()).endsWith("do not exist: team:Ops");
    assertThat(server.seen().getLast().rawPath()).isEqualTo(OPS + "/alerts/A1");
  }

  @Test
  void atJsmALookUpThatFailsIsNoUnknownOutcome() {
    server.answers(500, "").answers(200, values()).answers(200, "{'platformTeams': []}");
    assertThat(destination(jsm).announce(JOINED, request())).isInstanceOf(Effect.Failed.class);
    assertThat(destination(jsm).announce(JOINED, request()))
        .isEqualTo(new Effect.Rejected("JSM Operations has none of [schedule:Night, team:Ops]"));
  }
}
