package dev.sallyport.core.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.event.Cause;
import dev.sallyport.core.event.Delivery;
import dev.sallyport.core.request.RequestState;
import dev.sallyport.core.testing.Sample;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found in memory, and what becomes of it. */
class NoticeLedgerTest {
  private final Bench bench = new Bench();

  private void stored(String raw) {
    bench.memory.put(Sample.ID, "sallyport", "pagerduty", raw);
  }

  private String stored() {
    return bench.memory.raw(Sample.ID, "pagerduty");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"v\":2,\"notices\":[],\"news\":1}",
        "{\"v\":2,\"notices\":[{\"to\":\"ops\",\"state\":\"dreaming\"}]}",
        "{\"v\":2}",
        "{\"v\":99999999999,\"notices\":[]}"
      })
  void aNewerDocumentIsNeverOverwritten(String raw) {
    bench.routed("ops");
    stored(raw);
    assertThat(bench.changed()).isInstanceOf(Delivery.Retry.class);
    assertThat(stored()).isEqualTo(raw);
    assertThat(bench.pager.calls).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rubbish",
        "[]",
        "{\"notices\":[]}",
        "{\"v\":1,\"notices\":[{\"to\":\"ops\",\"state\":\"open\"}]}",
        "{\"v\":1,\"notices\":[{\"to\":\"ops\",\"state\":\"dreaming\"}]}"
      })
  void whereTheDocumentCannotBeReadItLooksBeforeItAnnounces(String raw) {
    bench.routed("ops");
    stored(raw);
    bench.pager.add("ops", true);
    assertThat(bench.changed()).isEqualTo(Delivery.DELIVERED);
    assertThat(bench.pager.calls).containsExactly("look ops");
    assertThat(bench.notice("ops").ref()).contains("P1");
  }

  @Test
  void whatCannotBeReadIsHandedToNobody() {
    stored("rubbish");
    Handback handback = new Handback(bench.memory, bench.memory, bench.pager);
    assertThatThrownBy(() -> handback.handBack(Sample.pending()))
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining("the memory of pagerduty cannot be read");
    Reclaim reclaim = new Reclaim(bench.memory, bench.pager, InstantSource.system());
    assertThatThrownBy(() -> reclaim.reclaim(Sample.pending())).isInstanceOf(Unavailable.class);
    assertThat(stored()).isEqualTo("rubbish");
  }

  @Test
  void whereTheDocumentCannotBeReadAndNothingIsThereItAnnounces() {
    bench.routed("ops");
    stored("rubbish");
    assertThat(bench.changed()).isEqualTo(Delivery.DELIVERED);
    assertThat(bench.pager.calls).containsExactly("look ops", "announce ops");
  }

  @Test
  void closesWhatItFindsWhereTheDocumentOfAnEndedRequestCannotBeRead() {
    bench.routed("ops");
    stored("rubbish");
    bench.pager.add("ops", true);
    bench.requests.gone();
    assertThat(bench.on(Cause.DELETED, 1)).isEqualTo(Delivery.DELIVERED);
    assertThat(bench.pager.incident("P1").open).isFalse();
  }

  @Test
  void nothingIsKeptForARequestThatIsGoneAndWasNeverRemembered() {
    bench.memory.requestEnds(Sample.ID);
    bench.requests.gone();
    assertThat(bench.on(Cause.DELETED, 1)).isEqualTo(Delivery.DELIVERED);
    assertThat(bench.pager.calls).isEmpty();
    assertThat(bench.memory.writes()).isZero();
  }

  @Test
  void doesNotCallWhereTheRequestVanishesBeforeTheClaim() {
    bench.routed("ops");
    bench.memory.beforeWrite(
        () -> {
          bench.memory.forget(Sample.ID);
          bench.memory.requestEnds(Sample.ID);
        });
    assertThat(bench.changed()).isEqualTo(Delivery.DELIVERED);
    assertThat(bench.pager.calls).isEmpty();
  }

  @Test
  void unknownFieldsOutliveOurWrites() {
    bench.routed("ops");
    bench.pager.add("ops", true);
    stored(
        "{\"v\":1,\"colour\":\"blue\",\"notices\":[{\"to\":\"ops\",\"state\":\"open\","
            + "\"ref\":\"P1\",\"shown\":\"r1\",\"depth\":{\"of\":[1,2]}}]}");
    bench.is(Sample.in(RequestState.DENIED));
    bench.changed();
    assertThat(stored())
        .contains("\"colour\":\"blue\"", "\"depth\":{\"of\":[1,2]}", "\"state\":\"closed\"");
  }

  @Test
  void unknownFieldsOutliveALookThatFindsNothing() {
    bench.routed("ops");
    stored("{\"v\":1,\"notices\":[{\"to\":\"ops\",\"state\":\"unknown\",\"depth\":7}]}");
    bench.changed();
    assertThat(stored()).contains("\"depth\":7", "\"state\":\"open\"");
  }

  @Test
  void aConflictLosesNothingOfWhatTheOtherWrote() {
    bench.routed("ops");
    boolean[] raced = {false};
    bench.memory.beforeWrite(
        () -> {
          if (!raced[0]) {
            raced[0] = true;
            bench.stored(
                NoticeBook.empty().with(Notice.none("ops").refused(java.util.Optional.empty())));
          }
        });
    assertThat(bench.changed()).isInstanceOf(Delivery.Retry.class);
    assertThat(bench.pager.calls).isEmpty();
    bench.clock.advance(Duration.ofSeconds(1));
    assertThat(bench.changed()).isEqualTo(Delivery.DELIVERED);
    assertThat(bench.pager.incidents).hasSize(1);
  }

  @Test
  void teleportOutOfReachIsTriedAgain() {
    bench.routed("ops");
    bench.requests.down(true);
    assertThat(bench.changed()).isInstanceOf(Delivery.Retry.class);
    assertThat(bench.pager.calls).isEmpty();
  }
}
