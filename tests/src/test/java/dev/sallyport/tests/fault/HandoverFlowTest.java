package dev.sallyport.tests.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.cli.config.FileStore;
import dev.sallyport.cli.config.ModeSwitch;
import dev.sallyport.cli.handover.HandingBack;
import dev.sallyport.cli.handover.Scene;
import dev.sallyport.cli.handover.TakingOver;
import dev.sallyport.core.config.ModeText;
import dev.sallyport.core.event.Events;
import dev.sallyport.core.notice.Inheritance.Standing;
import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.simulators.fault.Fault;
import dev.sallyport.simulators.teleport.NewRequest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A handover from the operator's side. */
final class HandoverFlowTest {
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final World world;
  private final Path file;
  private final List<Story> stories = new ArrayList<>();
  private final StringWriter out = new StringWriter();

  /** Happens once, when the queue is looked at. */
  private final AtomicReference<Runnable> drained = new AtomicReference<>(() -> {});

  /** Happens once, when requests are listed. */
  private final AtomicReference<Runnable> listed = new AtomicReference<>(() -> {});

  HandoverFlowTest(@TempDir Path directory) {
    this.world = World.start(directory.resolve("identity.pem"));
    this.file = directory.resolve("sallyport.toml");
  }

  @BeforeEach
  void inShadow() throws IOException {
    Files.writeString(file, "[modes]\npagerduty = \"shadow\" # for now\n");
    readModes();
  }

  @AfterEach
  void close() {
    world.close();
  }

  private void readModes() {
    try {
      world.modes.putAll(new ModeText("", Files.readString(file)).read());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private Scene scene() {
    return new Scene(
        World.CLUSTER,
        "pagerduty",
        this::requests,
        new ModeSwitch(new FileStore(file), this::pass),
        world.clock,
        this::pass,
        new PrintWriter(out, true));
  }

  private List<AccessRequest> requests() {
    listed.getAndSet(() -> {}).run();
    return stories.stream().flatMap(it -> it.live().stream()).toList();
  }

  /** The functions learn of a mode and work, while the operator waits. */
  private void pass(Duration length) {
    readModes();
    world.settle(length);
  }

  private Story asked() {
    Story story = new Story(world);
    story.createUnnoticed(
        NewRequest.of(World.ALICE, "editor").annotated("pagerduty_notify_service", World.SERVICE));
    stories.add(story);
    return story;
  }

  private TakingOver takingOver(Events requests) {
    return new TakingOver(
        scene(),
        world.wiring().inheritance("pagerduty"),
        world.wiring().reclaim("pagerduty"),
        requests);
  }

  private HandingBack handingBack() {
    return handingBack(
        () -> {
          drained.getAndSet(() -> {}).run();
          return world.mail.queue("pagerduty").isEmpty() ? 0 : 1;
        });
  }

  private HandingBack handingBack(IntSupplier waiting) {
    return new HandingBack(
        scene(),
        world.wiring().handback("pagerduty"),
        world.wiring().leftovers("pagerduty"),
        waiting);
  }

  private Standing standing(Story story) {
    return world.wiring().inheritance("pagerduty").of(story.live().orElseThrow()).standing();
  }

  @Test
  void allThatTheGoPluginDidBecomesOursAndNothingIsDoubled() {
    Story known = asked();
    GoPlugin.remembers(known, Map.of("incident_id", GoPlugin.opensIncident(known)));
    Story searched = asked();
    String found = GoPlugin.opensIncident(searched);
    GoPlugin.remembers(searched, Map.of());
    Story never = asked();
    TakingOver taking = takingOver(world.mail.to("requests"));
    assertThat(taking.look(List.of())).isTrue();
    assertThat(file).content().contains("\"shadow\"");
    assertThat(taking.take(PATIENCE)).isTrue();
    assertThat(file).hasContent("[modes]\npagerduty = \"on\" # for now\n");
    assertThat(standing(known)).isEqualTo(Standing.OURS);
    assertThat(standing(searched)).isEqualTo(Standing.OURS);
    assertThat(known.incidents()).hasSize(1);
    assertThat(searched.incidents()).hasSize(1).allMatch(it -> it.id().equals(found));
    assertThat(out.toString())
        .contains("3 requests are pending", never.id(), "announced by us", "pagerduty is on now")
        .contains("all of the Go plugin's requests are ours");
  }

  @Test
  void whatDoesNotBecomeOursInTimeIsSaid() {
    Story known = asked();
    GoPlugin.remembers(known, Map.of("incident_id", GoPlugin.opensIncident(known)));
    assertThat(takingOver(_ -> {}).take(PATIENCE)).isFalse();
    assertThat(out.toString()).contains("1 are not ours yet", "every 15 minutes");
  }

  @Test
  void aGoPluginThatStillWritesIsNotTakenOver() {
    Story known = asked();
    GoPlugin.remembers(known, Map.of("incident_id", GoPlugin.opensIncident(known)));
    TakingOver taking = takingOver(world.mail.to("requests"));
    assertThat(taking.take(PATIENCE)).isTrue();
    Map<String, String> _ = GoPlugin.goesOn(known, GoCodec.pagerduty());
    assertThat(taking.look(List.of())).isFalse();
    assertThat(out.toString()).contains("is it still running?");
  }

  @Test
  void thereAndBackAndThereAgain() {
    Story known = asked();
    GoPlugin.remembers(known, Map.of("incident_id", GoPlugin.opensIncident(known)));
    Story ours = asked();
    assertThat(takingOver(world.mail.to("requests")).take(PATIENCE)).isTrue();
    assertThat(standing(ours)).isEqualTo(Standing.OURS);
    assertThat(handingBack().handBack(PATIENCE)).isTrue();
    assertThat(file).hasContent("[modes]\npagerduty = \"off\" # for now\n");
    assertThat(out.toString()).contains("is the Go plugin's", "start the Go plugin for pagerduty");
    for (Story story : stories) {
      assertThat(standing(story)).isEqualTo(Standing.READY);
      assertThat(GoPlugin.goesOn(story, GoCodec.pagerduty()))
          .containsEntry("incident_id", story.incidents().getFirst().id());
    }
    assertThat(takingOver(world.mail.to("requests")).take(PATIENCE)).isTrue();
    assertThat(stories).allSatisfy(it -> assertThat(it.incidents()).hasSize(1));
    assertThat(world.alarms()).isEmpty();
  }

  @Test
  void nothingIsLeftWhileMessagesWait() {
    Story ours = asked();
    assertThat(takingOver(world.mail.to("requests")).take(PATIENCE)).isTrue();
    assertThat(ours.incidents()).as("announced without delay").hasSize(1);
    assertThat(handingBack(() -> 3).handBack(PATIENCE)).isFalse();
    assertThat(out.toString()).contains("3 messages are still in the queue", "Run this again");
    assertThat(standing(ours)).isEqualTo(Standing.OURS);
  }

  @Test
  void oneThatCannotBeLeftKeepsNoOtherFromIt() {
    Story first = asked();
    Story second = asked();
    assertThat(takingOver(world.mail.to("requests")).take(PATIENCE)).isTrue();
    world
        .teleport
        .faults()
        .next(1, it -> it.operation().equals("UpdatePluginData"), Fault.CUT_BEFORE);
    assertThat(handingBack().handBack(PATIENCE)).isFalse();
    assertThat(out.toString()).contains("1 still to do: run this again");
    assertThat(standing(first)).isEqualTo(Standing.OURS);
    assertThat(standing(second)).isEqualTo(Standing.READY);
    assertThat(handingBack().handBack(PATIENCE)).isTrue();
    assertThat(standing(first)).isEqualTo(Standing.READY);
  }

  private Story askedAndHeard() {
    Story story = asked();
    story.noticed();
    world.settle();
    return story;
  }

  private Story ours() {
    Story story = asked();
    assertThat(takingOver(world.mail.to("requests")).take(PATIENCE)).isTrue();
    assertThat(story.incidents()).hasSize(1);
    return story;
  }

  private void isTheirs(Story story) {
    assertThat(standing(story)).isEqualTo(Standing.READY);
    assertThat(story.incidents()).hasSize(1).allMatch(it -> it.status().equals("triggered"));
    assertThat(GoPlugin.goesOn(story, GoCodec.pagerduty()))
        .containsEntry("incident_id", story.incidents().getFirst().id());
  }

  @Test
  void whatIsAskedForWhileItDrainsIsAnnouncedAndLeft() {
    Story first = ours();
    drained.set(this::askedAndHeard);
    assertThat(handingBack().handBack(PATIENCE)).isTrue();
    assertThat(stories).hasSize(2);
    isTheirs(first);
    isTheirs(stories.getLast());
  }

  @Test
  void whatIsAskedForWhileOthersAreLeftIsSeenToo() {
    Story first = ours();
    drained.set(() -> listed.set(() -> listed.set(this::askedAndHeard)));
    assertThat(handingBack().handBack(PATIENCE)).isTrue();
    assertThat(stories).hasSize(2);
    isTheirs(first);
    isTheirs(stories.getLast());
  }

  @Test
  void whatCannotBeAnnouncedIsSaid() {
    Story first = ours();
    drained.set(this::asked);
    assertThat(handingBack().handBack(PATIENCE)).isFalse();
    isTheirs(first);
    assertThat(out.toString())
        .contains("announced nowhere: start the plugin, then", stories.getLast().id())
        .contains("it is not routed yet", "1 still to do")
        .doesNotContain("start the Go plugin for pagerduty now");
    stories.getLast().noticed();
    world.settle();
    assertThat(handingBack().handBack(PATIENCE)).isTrue();
    isTheirs(stories.getLast());
  }

  private static void denied(Story story) {
    story.review(World.DAVE, dev.sallyport.teleport.wire.types.RequestState.DENIED, "not now");
    story.world.settle();
  }

  @Test
  void whatIsSettledWhileItDrainsIsClosed() {
    Story story = ours();
    drained.set(() -> denied(story));
    assertThat(handingBack().handBack(PATIENCE)).isTrue();
    assertThat(story.incidents()).hasSize(1).allMatch(it -> it.status().equals("resolved"));
  }

  @Test
  void whatIsSettledWhileOthersAreLeftIsClosed() {
    Story story = ours();
    drained.set(() -> listed.set(() -> listed.set(() -> denied(story))));
    assertThat(handingBack().handBack(PATIENCE)).isTrue();
    assertThat(story.incidents()).hasSize(1).allMatch(it -> it.status().equals("resolved"));
  }

  private void ended(Story story) {
    story.delete();
    world.settle();
  }

  @Test
  void whatIsDeletedWhileItDrainsIsClosed() {
    Story story = ours();
    drained.set(() -> ended(story));
    assertThat(handingBack().handBack(PATIENCE)).isTrue();
    assertThat(story.incidents()).hasSize(1).allMatch(it -> it.status().equals("resolved"));
    assertThat(out.toString()).contains(story.id() + ": has ended, and is complete");
  }

  @Test
  void whatIsDeletedAfterItWasLeftIsClosed() {
    Story story = ours();
    drained.set(() -> listed.set(() -> listed.set(() -> ended(story))));
    assertThat(handingBack().handBack(PATIENCE)).isTrue();
    assertThat(story.incidents()).hasSize(1).allMatch(it -> it.status().equals("resolved"));
  }

  @Test
  void whatEndedAndCannotBeClosedIsCounted() {
    Story story = ours();
    drained.set(
        () -> {
          ended(story);
          world
              .pagerduty
              .faults()
              .always(it -> !it.operation().startsWith("GET"), Fault.CUT_BEFORE);
        });
    assertThat(handingBack().handBack(PATIENCE)).isFalse();
    assertThat(out.toString())
        .contains(story.id() + ": has ended, and is not complete", "1 still to do");
  }

  @Test
  void whatIsSettledAndCannotBeClosedIsNamed() {
    Story story = ours();
    drained.set(
        () -> {
          denied(story);
          world.pagerdutyIsDown = true;
        });
    assertThat(handingBack().handBack(PATIENCE)).isFalse();
    assertThat(out.toString())
        .contains("still open: " + story.incidents().getFirst().id(), "2 still to do");
    world.pagerdutyIsDown = false;
    assertThat(handingBack().handBack(PATIENCE)).isTrue();
    assertThat(story.incidents()).allMatch(it -> it.status().equals("resolved"));
  }

  @Test
  void whatWasDisputedIsOursOnceThePluginIsStopped() {
    Story known = asked();
    GoPlugin.remembers(known, Map.of("incident_id", GoPlugin.opensIncident(known)));
    assertThat(takingOver(world.mail.to("requests")).take(PATIENCE)).isTrue();
    Map<String, String> _ = GoPlugin.goesOn(known, GoCodec.pagerduty());
    assertThat(standing(known)).isEqualTo(Standing.DISPUTED);
    assertThat(takingOver(world.mail.to("requests")).take(PATIENCE)).isTrue();
    assertThat(standing(known)).isEqualTo(Standing.OURS);
    denied(known);
    assertThat(known.incidents()).hasSize(1).allMatch(it -> it.status().equals("resolved"));
    assertThat(world.alarms()).isEmpty();
  }
}
