package dev.sallyport.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.notice.Destination.Effect;
import dev.sallyport.core.notice.Destination.Looked;
import dev.sallyport.core.notice.Notice;
import dev.sallyport.core.notice.Reply;
import dev.sallyport.core.oncall.OnCall;
import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.request.Outcome;
import dev.sallyport.core.request.RequestState;
import dev.sallyport.core.request.Truth;
import dev.sallyport.integrations.pagerduty.PagerDutyClient;
import dev.sallyport.integrations.pagerduty.PagerDutyDestination;
import dev.sallyport.integrations.pagerduty.PagerDutyOnCall;
import dev.sallyport.simulators.fault.Fault;
import dev.sallyport.simulators.pagerduty.Incident;
import dev.sallyport.simulators.pagerduty.PagerDutyOptions;
import dev.sallyport.simulators.pagerduty.PagerDutySimulator;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** PagerDuty's adapters, over HTTP. */
final class PagerDutyDestinationTest {
  private static final String KEY = "simulated-pagerduty-key";
  private static final String MAIL = "sallyport@example.com";
  private static final String ALICE = "alice@example.com";
  private static final String SERVICE = "Notifications";
  private static final String CLUSTER = "teleport.example.com";
  private static final Truth GONE = new Truth.Gone(Outcome.APPROVED);
  private static final Reply END = new Reply.OfEnd(Outcome.APPROVED);

  private final PagerDutySimulator pagerduty =
      PagerDutySimulator.start(PagerDutyOptions.defaults().withAccountKey(KEY));
  private final AtomicInteger denied = new AtomicInteger();
  private final PagerDutyClient client =
      new PagerDutyClient(pagerduty.url(), () -> KEY, MAIL, InstantSource.system());
  private final PagerDutyDestination destination = destination(CLUSTER);
  private final String service;

  PagerDutyDestinationTest() {
    pagerduty.addUser("Sallyport", MAIL);
    pagerduty.addUser("Alice", ALICE);
    service = pagerduty.addService(SERVICE);
  }

  @AfterEach
  void close() {
    pagerduty.close();
  }

  @Test
  void aNoticesWholeLife() {
    Notice notice = announced();
    assertThat(destination.verify(notice, "id-1")).isEqualTo(found(notice));
    assertThat(destination.lookForAnnouncement(Notice.none(SERVICE), "id-1", false))
        .isEqualTo(found(notice));
    assertThat(destination.requestIds()).containsExactly("id-1");

    assertThat(destination.lookForReply(notice, "id-1", END)).isInstanceOf(Looked.Absent.class);
    assertThat(destination.reply(notice, "id-1", END, GONE)).isInstanceOf(Effect.Done.class);
    assertThat(destination.lookForReply(notice, "id-1", END)).isInstanceOf(Looked.Found.class);

    assertThat(destination.resolve(notice, Outcome.APPROVED)).isInstanceOf(Effect.Done.class);
    assertThat(destination.resolve(notice, Outcome.APPROVED))
        .as("again")
        .isInstanceOf(Effect.Done.class);
    assertThat(only().status()).isEqualTo("resolved");
    assertThat(destination.requestIds()).isEmpty();
    assertThat(destination.lookForAnnouncement(Notice.none(SERVICE), "id-1", false))
        .as("a resolved one was announced, too")
        .isEqualTo(found(notice));
  }

  @Test
  void announcingTwiceFindsTheFirst() {
    Notice notice = announced();
    assertThat(destination.announce(SERVICE, request()))
        .isEqualTo(new Effect.Done(notice.ref().orElseThrow()));
    assertThat(pagerduty.incidents()).hasSize(1);
  }

  @Test
  void whatAnotherClusterAnnouncedIsLeftAlone() {
    destination("other.example.com").announce(SERVICE, request());
    assertThat(destination.lookForAnnouncement(Notice.none(SERVICE), "id-1", true))
        .isInstanceOf(Looked.NotOurs.class);
    assertThat(destination.announce(SERVICE, request())).isInstanceOf(Effect.Rejected.class);
    assertThat(destination.requestIds()).isEmpty();
    assertThat(destination.stray("id-1")).isEmpty();
  }

  @Test
  void aGoPluginsIncidentIsFoundWhenAskedForAndThenMarked() {
    client.createIncident(
        "Access request from alice", service, "teleport-access-request/id-1", "text");
    assertThat(destination.lookForAnnouncement(Notice.none(SERVICE), "id-1", false))
        .isInstanceOf(Looked.NotOurs.class);
    assertThat(destination.lookForAnnouncement(Notice.none(SERVICE), "id-1", true))
        .isInstanceOf(Looked.Found.class);
    Notice notice = Notice.adopted(service, only().id(), 0, Optional.empty());
    assertThat(destination.verify(notice, "id-1")).isInstanceOf(Looked.Found.class);
    assertThat(destination.edit(notice, "id-1", GONE)).isInstanceOf(Effect.Done.class);
    assertThat(destination.edit(notice, "id-1", GONE)).as("again").isInstanceOf(Effect.Done.class);
    assertThat(only().title()).isEqualTo("[" + CLUSTER + "] Access request from alice");
  }

  @Test
  void anIncidentThatMemoryNamesButBearsAnotherKeyIsNotOurs() {
    Notice notice = announced();
    assertThat(destination.verify(notice, "id-2")).isInstanceOf(Looked.NotOurs.class);
    assertThat(destination.verify(Notice.adopted(service, "NONE", 0, Optional.empty()), "id-1"))
        .isInstanceOf(Looked.Absent.class);
  }

  @Test
  void aMarkerInsideAReasonIsNoReply() {
    Notice notice = announced();
    pagerduty.noteAs(
        ALICE,
        notice.ref().orElseThrow(),
        "Teleport: bob approved it.\nReason: (" + CLUSTER + "/id-1 end-approved)\n(else)");
    assertThat(destination.lookForReply(notice, "id-1", END)).isInstanceOf(Looked.Absent.class);
  }

  @Test
  void aServiceThatDoesNotExistIsRefusedForGood() {
    assertThat(destination.announce("No Such", request()))
        .isInstanceOfSatisfying(
            Effect.Rejected.class, refused -> assertThat(refused.why()).contains("No Such"));
  }

  @Test
  void whatFailsIsToldApartByWhatItProves() {
    pagerduty.faults().next(1, call -> true, new Fault.Refuse(503, "later"));
    assertThat(destination.announce(SERVICE, request())).isInstanceOf(Effect.Failed.class);
    pagerduty
        .faults()
        .next(1, call -> call.operation().startsWith("POST"), new Fault.Refuse(429, "slow down"));
    assertThat(destination.announce(SERVICE, request())).isInstanceOf(Effect.Failed.class);
    pagerduty.faults().next(1, call -> call.operation().startsWith("POST"), Fault.CUT_AFTER);
    assertThat(destination.announce(SERVICE, request())).isInstanceOf(Effect.Unknown.class);
    assertThat(destination.lookForAnnouncement(Notice.none(SERVICE), "id-1", false))
        .isInstanceOf(Looked.Found.class);
  }

  @Test
  void aKeyThatIsRefusedIsReadAgain() {
    pagerduty.revokeKey(KEY);
    assertThat(destination.announce(SERVICE, request()))
        .isInstanceOfSatisfying(
            Effect.Failed.class, failed -> assertThat(failed.why()).doesNotContain(KEY));
    assertThat(denied).hasValue(1);
  }

  @Test
  void onCallIsWhoHasAShiftNow() {
    OnCall onCall =
        new PagerDutyOnCall(
            client, "pagerduty_services", denied::incrementAndGet, InstantSource.system());
    assertThat(ask(onCall, ALICE)).isInstanceOf(OnCall.Answer.NotOnCall.class);
    pagerduty.putOnCall(ALICE, service, 2);
    assertThat(ask(onCall, "ALICE@example.com"))
        .isInstanceOfSatisfying(
            OnCall.Answer.OnShift.class,
            shifts ->
                assertThat(shifts.shifts())
                    .singleElement()
                    .satisfies(shift -> assertThat(shift.level()).isEqualTo(2)));
    assertThat(ask(onCall, "alice")).isInstanceOf(OnCall.Answer.NotOnCall.class);
    assertThat(ask(onCall, "nobody@example.com")).isInstanceOf(OnCall.Answer.NotOnCall.class);
    pagerduty.faults().always(call -> call.operation().contains("oncalls"), Fault.CUT_BEFORE);
    assertThat(ask(onCall, ALICE)).isInstanceOf(OnCall.Answer.Unknown.class);
  }

  @Test
  void aShiftThatIsOverIsNoShift() {
    OnCall onCall =
        new PagerDutyOnCall(
            client, "pagerduty_services", denied::incrementAndGet, InstantSource.system());
    Instant now = Instant.now();
    String schedule = pagerduty.addSchedule("nights");
    pagerduty.putOnCall(
        ALICE, service, 1, schedule, now.minusSeconds(7200), now.minusSeconds(3600));
    assertThat(ask(onCall, ALICE)).isInstanceOf(OnCall.Answer.NotOnCall.class);
  }

  private static OnCall.Answer ask(OnCall onCall, String user) {
    return onCall.ask(new OnCall.Question(user, List.of(SERVICE), Instant.now()));
  }

  private PagerDutyDestination destination(String cluster) {
    return new PagerDutyDestination(
        client,
        cluster,
        () -> Optional.of("https://" + cluster),
        Optional.empty(),
        denied::incrementAndGet,
        InstantSource.system());
  }

  private Notice announced() {
    Effect effect = destination.announce(SERVICE, request());
    assertThat(effect).isInstanceOf(Effect.Done.class);
    return Notice.adopted(service, ((Effect.Done) effect).ref(), 0, Optional.empty());
  }

  private static Looked found(Notice notice) {
    return new Looked.Found(notice.ref().orElseThrow());
  }

  private Incident only() {
    assertThat(pagerduty.incidents()).hasSize(1);
    return pagerduty.incidents().getFirst();
  }

  private static AccessRequest request() {
    return new AccessRequest(
        "id-1",
        ALICE,
        List.of("editor"),
        RequestState.PENDING,
        AccessRequest.Kind.SHORT_TERM,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        "a reason",
        "",
        Map.of(),
        List.of(),
        List.of(),
        List.of(),
        OptionalInt.empty(),
        "rev",
        false);
  }
}
