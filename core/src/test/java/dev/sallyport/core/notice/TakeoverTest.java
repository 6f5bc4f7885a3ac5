package dev.sallyport.core.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.config.Mode;
import dev.sallyport.core.event.Delivery;
import dev.sallyport.core.notice.Destination.Adoption;
import dev.sallyport.core.request.Outcome;
import dev.sallyport.core.request.RequestState;
import dev.sallyport.core.testing.Sample;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests that a Go plugin had in hand before us. */
class TakeoverTest {
  private final Bench bench = new Bench().routed("ops");

  @BeforeEach
  void theGoPluginHasAnEntry() {
    bench.memory.put(Sample.ID, "pagerduty", "incident_id", "P1");
  }

  private void theirs(int replies, Optional<Outcome> told) {
    bench.pager.add("theirs", false);
    bench.pager.adoption =
        new Adoption.Take(List.of(Notice.adopted("theirs", "P1", replies, told)));
  }

  @Test
  void takesOverAnIncidentAsItStands() {
    theirs(1, Optional.empty());
    bench.is(Sample.request().reviews(1).build());
    assertThat(bench.changed()).isEqualTo(Delivery.DELIVERED);
    assertThat(bench.pager.calls).isEmpty();
    assertThat(bench.book().adopted()).isPresent();
    assertThat(bench.book().notices()).extracting(Notice::to).containsExactly("theirs");
  }

  @Test
  void marksItWithTheFirstWriteAndGoesOnWhereThePluginStopped() {
    theirs(1, Optional.empty());
    bench.is(Sample.request().reviews(2).state(RequestState.APPROVED).build());
    bench.changed();
    assertThat(bench.pager.incident("P1").marked).isTrue();
    assertThat(bench.pager.incident("P1").replies).containsExactly("review-2", "end-approved");
    assertThat(bench.pager.count("edit")).isEqualTo(1);
    assertThat(bench.pager.calls.getFirst()).isEqualTo("verify theirs");
    assertThat(bench.pager.incident("P1").open).isFalse();
  }

  @Test
  void doesNotRepeatAnOutcomeThatThePluginTold() {
    theirs(0, Optional.of(Outcome.DENIED));
    bench.is(Sample.in(RequestState.DENIED));
    bench.changed();
    assertThat(bench.pager.incident("P1").replies).isEmpty();
    assertThat(bench.notice("theirs").state()).isEqualTo(NoticeState.CLOSED);
  }

  @Test
  void looksForAnIncidentWhoseIdThePluginNeverStored() {
    bench.pager.add("ops", false);
    bench.pager.adoption = new Adoption.Take(List.of(Notice.unknown("ops")));
    assertThat(bench.changed()).isEqualTo(Delivery.DELIVERED);
    assertThat(bench.pager.incidents).hasSize(1);
    assertThat(bench.notice("ops").ref()).contains("P1");
    bench.is(Sample.in(RequestState.DENIED));
    bench.changed();
    assertThat(bench.pager.incident("P1").marked).isTrue();
  }

  @Test
  void announcesWhatThePluginNeverAnnounced() {
    bench.pager.adoption = new Adoption.Take(List.of(Notice.unknown("ops")));
    assertThat(bench.changed()).isEqualTo(Delivery.DELIVERED);
    assertThat(bench.pager.incidents).extracting(one -> one.to).containsExactly("ops");
    bench.changed();
    assertThat(bench.pager.incidents).hasSize(1);
  }

  @Test
  void waitsWhileThePluginMayStillBeAtWork() {
    bench.pager.adoption = new Adoption.Later(bench.clock.instant().plusSeconds(90));
    assertThat(bench.changed())
        .isEqualTo(new Delivery.Retry(Duration.ofSeconds(90), "a Go plugin may still announce it"));
    assertThat(bench.pager.calls).isEmpty();
    assertThat(bench.memory.writes()).isZero();
  }

  @Test
  void announcesWhereTheEntryNamesNothing() {
    assertThat(bench.changed()).isEqualTo(Delivery.DELIVERED);
    assertThat(bench.pager.incidents).extracting(one -> one.to).containsExactly("ops");
  }

  @Test
  void keepsItsHandsOffWhenThePluginGoesOnWriting() {
    theirs(0, Optional.empty());
    bench.changed();
    bench.memory.put(Sample.ID, "pagerduty", "reviews_count", "1");
    bench.is(Sample.in(RequestState.DENIED));
    int writes = bench.memory.writes();
    assertThat(bench.changed()).isEqualTo(Delivery.DELIVERED);
    assertThat(bench.signals.alarms()).containsExactly("go-plugin-runs");
    assertThat(bench.signals.events()).contains("shadow");
    assertThat(bench.pager.calls).isEmpty();
    assertThat(bench.memory.writes()).isEqualTo(writes);
  }

  @Test
  void adoptsNothingInShadow() {
    theirs(0, Optional.empty());
    bench.mode = Mode.SHADOW;
    bench.is(Sample.in(RequestState.DENIED));
    assertThat(bench.changed()).isEqualTo(Delivery.DELIVERED);
    assertThat(bench.memory.writes()).isZero();
    assertThat(bench.pager.calls).isEmpty();
    bench.mode = Mode.ON;
    bench.changed();
    assertThat(bench.pager.incident("P1").open).isFalse();
  }

  @Test
  void ourOwnMemoryComesFirst() {
    bench.stored(NoticeBook.empty().with(Notice.none("ops")));
    theirs(0, Optional.empty());
    bench.changed();
    assertThat(bench.book().adopted()).isEmpty();
  }
}
