package dev.sallyport.core.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.event.Cause;
import dev.sallyport.core.event.Delivery;
import dev.sallyport.core.request.RequestState;
import dev.sallyport.core.request.Seen;
import dev.sallyport.core.testing.Sample;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What decide writes down, and what it leaves as it is. */
class RememberingTest {
  private final Panel panel = new Panel();

  private Routing routing() {
    return panel.stored(Routing.KEY, Routing.class).orElseThrow();
  }

  private void stored(String key, String raw) {
    panel.memory.put(Sample.ID, "sallyport", key, raw);
  }

  @Test
  void routesByTheAnnotation() {
    panel.changed();
    assertThat(routing().pagerduty()).containsExactly("Ops", "Database");
    assertThat(routing().from()).isEqualTo(Routing.Source.ANNOTATION);
    assertThat(routing().at("slack")).isEmpty();
  }

  @Test
  void routesToTheFirstServiceAloneWhereConfigured() {
    panel.router =
        new Router(
            Optional.of(
                new Router.PagerDutyRoutes("pagerduty_notify_service", false, Optional.empty())),
            Optional.empty(),
            Optional.empty());
    panel.changed();
    assertThat(routing().pagerduty()).containsExactly("Ops");
  }

  @Test
  void routesToTheFallbackWhereNothingIsNamed() {
    panel.requests.is(Sample.pending());
    panel.changed();
    assertThat(routing().pagerduty()).containsExactly("Duty");
    assertThat(routing().from()).isEqualTo(Routing.Source.FALLBACK);
  }

  @Test
  void warnsOnceWhereARequestIsAnnouncedNowhere() {
    panel.router = new Router(Optional.empty(), Optional.empty(), Optional.empty());
    panel.changed();
    panel.changed();
    assertThat(routing().pagerduty()).isEmpty();
    assertThat(panel.signals.events().stream().filter("announced-nowhere"::equals)).hasSize(1);
  }

  @Test
  void aRoutingThatNamesNobodyIsNotFrozen() {
    Router later = panel.router;
    panel.router = new Router(Optional.empty(), Optional.empty(), Optional.empty());
    panel.changed();
    panel.router = later;
    panel.changed();
    assertThat(routing().pagerduty()).containsExactly("Ops", "Database");
  }

  @Test
  void aServiceInOtherLettersIsTheSameService() {
    panel.requests.is(
        Sample.request().annotation("pagerduty_notify_service", "Ops", "OPS", "Database").build());
    panel.changed();
    assertThat(routing().pagerduty()).containsExactly("Ops", "Database");
  }

  @Test
  void theRoutingStaysAsItWasFrozen() {
    panel.changed();
    panel.router = new Router(Optional.empty(), Optional.empty(), Optional.empty());
    panel.requests.is(Sample.request().revision("r9").build());
    panel.changed();
    assertThat(routing().pagerduty()).containsExactly("Ops", "Database");
  }

  @Test
  void aRoutingThatLeavesDestinationsOutStaysFrozenToo() {
    stored(Routing.KEY, "{\"v\":1,\"pagerduty\":[\"Elsewhere\"],\"from\":\"config\"}");
    panel.changed();
    assertThat(routing().pagerduty()).containsExactly("Elsewhere");
    assertThat(routing().at("opsgenie")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"v\":2,\"pagerduty\":[\"X\"],\"from\":\"moon\"}",
        "{\"v\":2,\"state\":\"DREAMING\"}",
        "{\"v\":2}",
        "{\"v\":99999999999}"
      })
  void newerDocumentsAreNeverOverwritten(String raw) {
    for (String key : List.of(Seen.KEY, Decision.KEY, Routing.KEY)) {
      stored(key, raw);
    }
    panel.changed();
    for (String key : List.of(Seen.KEY, Decision.KEY, Routing.KEY)) {
      assertThat(panel.memory.raw(Sample.ID, key)).isEqualTo(raw);
    }
    assertThat(panel.questions).as("a decision is there, whatever it says").isEmpty();
    assertThat(panel.signals.events()).doesNotContain("announced-nowhere");
  }

  @Test
  void unknownFieldsOfTheLastTruthAreKept() {
    panel.changed();
    String seen = panel.memory.raw(Sample.ID, Seen.KEY);
    stored(Seen.KEY, seen.substring(0, seen.length() - 1) + ",\"tide\":{\"high\":true}}");
    panel.requests.is(Panel.asking().state(RequestState.DENIED).build());
    panel.changed();
    assertThat(panel.memory.raw(Sample.ID, Seen.KEY))
        .contains("\"state\":\"DENIED\"", "\"tide\":{\"high\":true}");
  }

  @Test
  void writesNothingWhereNothingChanged() {
    panel.changed();
    panel.changed();
    int writes = panel.memory.writes();
    panel.changed();
    assertThat(panel.memory.writes()).isEqualTo(writes);
  }

  @Test
  void aConflictIsTriedAgain() {
    boolean[] raced = {false};
    panel.memory.beforeWrite(
        () -> {
          if (!raced[0]) {
            raced[0] = true;
            stored(Seen.KEY, "{\"v\":1}");
          }
        });
    assertThatThrownBy(panel::changed).isInstanceOf(Unavailable.class);
    assertThat(panel.changed()).isEqualTo(Delivery.DELIVERED);
    assertThat(panel.approvals).hasSize(1);
    assertThat(panel.stored(Seen.KEY, Seen.class)).isPresent();
  }

  @Test
  void aWatchedDeletionIsRememberedBesideTheLastTruth() {
    panel.changed();
    Seen before = panel.stored(Seen.KEY, Seen.class).orElseThrow();
    panel.requests.gone();
    assertThat(panel.on(Cause.DELETED, 1)).isEqualTo(Delivery.DELIVERED);
    Seen after = panel.stored(Seen.KEY, Seen.class).orElseThrow();
    assertThat(after.gone()).isPresent();
    assertThat(after).isEqualTo(before.goneAt(after.gone().orElseThrow()));
    assertThat(panel.on(Cause.RESYNC, 1)).as("no alarm later").isEqualTo(Delivery.DELIVERED);
  }

  @Test
  void anInvisibleRequestIsLookedForAgainAndAlarmedInTheEnd() {
    panel.changed();
    panel.requests.gone();
    assertThat(panel.on(Cause.CHANGED, 4)).isInstanceOf(Delivery.Retry.class);
    assertThat(panel.signals.alarms()).isEmpty();
    assertThat(panel.on(Cause.CHANGED, 5)).isEqualTo(Delivery.DELIVERED);
    assertThat(panel.on(Cause.RESYNC, 1)).isEqualTo(Delivery.DELIVERED);
    assertThat(panel.signals.alarms()).containsExactly("request-invisible", "request-invisible");
  }

  @Test
  void aStrayIsNoReasonToAlarm() {
    panel.requests.gone();
    assertThat(panel.on(Cause.RESYNC, 1)).isEqualTo(Delivery.DELIVERED);
    assertThat(panel.signals.said()).isEmpty();
  }
}
