package dev.sallyport.tests.loop;

import static dev.sallyport.tests.loop.Stage.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.cli.local.SimulatedWorld;
import dev.sallyport.simulators.fault.Call;
import dev.sallyport.simulators.fault.Fault;
import dev.sallyport.simulators.opsgenie.OnCall;
import dev.sallyport.simulators.teleport.NewRequest;
import dev.sallyport.teleport.wire.types.AccessReview;
import dev.sallyport.teleport.wire.types.RequestState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two providers of on-call state, of which one may be slow, down or wrong. */
final class ProvidersTest {
  private static final String SERVICES = "pagerduty_services";
  private static final String SCHEDULES = "teleport.dev/schedules";
  private static final Duration FOR_EVER = Duration.ofMinutes(2);

  @TempDir private Path directory;
  private Stage stage;

  @BeforeEach
  void open() {
    stage = Stage.open(directory);
  }

  @AfterEach
  void close() {
    stage.close();
  }

  private static NewRequest database() {
    return NewRequest.of(SimulatedWorld.ALICE, "database")
        .because("the index is broken")
        .annotated("pagerduty_notify_service", SimulatedWorld.NOTIFICATIONS)
        .annotated(SCHEDULES, SimulatedWorld.DATABASE);
  }

  private List<AccessReview> reviews(String id) {
    return stage.teleport().request(id).orElseThrow().getSpec().getReviewsList();
  }

  @Test
  void aRequestThatNamesBothGetsOneReview() {
    stage.world().putOnCall(SimulatedWorld.ALICE);
    stage.world().putOnCallForDatabase(SimulatedWorld.ALICE);
    NewRequest both =
        NewRequest.of(SimulatedWorld.ALICE, "demo-role")
            .annotated(SERVICES, SimulatedWorld.CRITICAL)
            .annotated(SCHEDULES, SimulatedWorld.DATABASE);

    String id = stage.teleport().createRequest(both);

    await("the approval remembered", () -> stage.memory(id, "seen").contains("APPROVED"));
    stage.afterAnotherOne();
    assertThat(reviews(id)).hasSize(1);
    assertThat(reviews(id).getFirst().getReason()).contains("on call at pagerduty");
  }

  @Test
  void whoIsOnCallForOneOfTheRolesDoesNotGetTheOther() {
    stage.world().putOnCallForDatabase(SimulatedWorld.ALICE);

    String id =
        stage
            .teleport()
            .createRequest(
                NewRequest.of(SimulatedWorld.ALICE, "database", "editor")
                    .annotated("pagerduty_notify_service", SimulatedWorld.NOTIFICATIONS)
                    .annotated(SCHEDULES, SimulatedWorld.DATABASE));

    stage.awaitAnnounced(id);
    assertThat(stage.memory(id, "decision")).contains("abstained");
    assertThat(reviews(id)).isEmpty();
  }

  private static boolean isAboutSchedules(Call call) {
    return call.operation().contains("on-calls");
  }

  private static Named<Consumer<SimulatedWorld>> fault(String name, Fault fault) {
    return Named.of(
        name, world -> world.opsgenie().faults().always(ProvidersTest::isAboutSchedules, fault));
  }

  private static Named<Consumer<SimulatedWorld>> onCall(String name, List<OnCall> participants) {
    return Named.of(
        name, world -> world.opsgenie().putOnCall(SimulatedWorld.DATABASE, participants));
  }

  static Stream<Named<Consumer<SimulatedWorld>>> doubts() {
    return Stream.of(
        fault("down", new Fault.Refuse(503, "out of order")),
        fault("limited", new Fault.Refuse(429, "slow down")),
        fault("refusing the key", new Fault.Refuse(401, "who are you")),
        fault("knowing no such schedule", new Fault.Refuse(404, "not found")),
        fault("cut", Fault.CUT_BEFORE),
        fault("slow", new Fault.Delay(FOR_EVER)),
        onCall("naming nobody", List.of()),
        onCall("naming somebody else", List.of(new OnCall.User(SimulatedWorld.BOB))),
        onCall(
            "naming somebody of a like name",
            List.of(new OnCall.User("alice@example.com.evil.example"))));
  }

  /** The slow one is still to answer when the incident is there. */
  @ParameterizedTest
  @MethodSource("doubts")
  void aProviderInDoubtApprovesNobodyAndHoldsUpNothing(Consumer<SimulatedWorld> doubt) {
    stage.world().putOnCallForDatabase(SimulatedWorld.ALICE);
    stage.world().opsgenie().addUser("alice@example.com.evil.example");
    doubt.accept(stage.world());

    String id = stage.teleport().createRequest(database());

    stage.awaitAnnounced(id);
    assertThat(reviews(id)).isEmpty();
    assertThat(stage.teleport().request(id).orElseThrow().getSpec().getState())
        .isEqualTo(RequestState.PENDING);
  }
}
