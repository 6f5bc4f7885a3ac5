package dev.sallyport.core.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.event.Cause;
import dev.sallyport.core.event.RequestEvent;
import dev.sallyport.core.notice.Resender.Finding;
import dev.sallyport.core.notice.Resender.Found;
import dev.sallyport.core.testing.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Announcing again what was lost, and nothing else. */
class ResenderTest {
  private final Bench bench = new Bench();
  private final List<RequestEvent> sent = new ArrayList<>();

  private List<Found> resend() {
    return new Resender("example.com", bench.memory, bench.pager, sent::add, bench.clock)
        .resend(Sample.pending());
  }

  @Test
  void leavesAloneWhatIsThere() {
    bench.routed("ops");
    bench.changed();

    assertThat(resend()).extracting(Found::finding).containsExactly(Finding.THERE);

    bench.on(sent.getFirst(), 1);
    assertThat(bench.pager.incidents).hasSize(1);
  }

  @Test
  void announcesAgainWhatSomebodyTookAway() {
    bench.routed("ops", "database");
    bench.changed();
    bench.pager.incidents.removeIf(incident -> incident.to.equals("ops"));

    assertThat(resend())
        .extracting(Found::to, Found::finding)
        .containsExactly(tuple("ops", Finding.LOST), tuple("database", Finding.THERE));

    assertThat(sent).extracting(RequestEvent::cause).containsExactly(Cause.RESYNC);
    bench.on(sent.getFirst(), 1);
    assertThat(bench.pager.incidents)
        .extracting(incident -> incident.to)
        .containsExactlyInAnyOrder("ops", "database");
  }

  @Test
  void findsWhatAnUnknownOutcomeLeft() {
    bench.routed("ops");
    bench.pager.fault("announce", FakeDestination.Fault.ANSWER_LOST);
    bench.changed();

    assertThat(resend()).containsExactly(new Found("ops", Finding.THERE, "is there as P1"));

    assertThat(bench.notice("ops").ref()).isEqualTo(Optional.of("P1"));
  }

  @Test
  void announcesWhatWasGivenUpAlthoughNobodyMayLook() {
    bench.routed("ops");
    bench.changed();
    bench.stored(bench.book().with(Notice.none("ops").lost("given up")));
    bench.pager.incidents.clear();
    bench.pager.blind = true;

    assertThat(resend()).extracting(Found::finding).containsExactly(Finding.GIVEN_UP);

    bench.on(sent.getFirst(), 1);
    assertThat(bench.pager.incidents).hasSize(1);
  }

  @Test
  void doesNothingAboutWhatMayBeUnderWayWhereNobodyMayLook() {
    bench.routed("ops");
    bench.pager.blind = true;
    bench.pager.fault("announce", FakeDestination.Fault.ANSWER_LOST);
    bench.changed();
    String before = bench.memory.raw(Sample.ID, "pagerduty");

    assertThat(resend()).extracting(Found::finding).containsExactly(Finding.UNSURE);

    assertThat(bench.memory.raw(Sample.ID, "pagerduty")).isEqualTo(before);
  }

  @Test
  void sendsNothingWhereNobodyCanBeAsked() {
    bench.routed("ops");
    bench.changed();
    bench.pager.fault("verify", FakeDestination.Fault.UNAVAILABLE);

    assertThatThrownBy(this::resend).isInstanceOf(Unavailable.class);

    assertThat(sent).isEmpty();
  }
}
