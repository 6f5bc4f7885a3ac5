package dev.sallyport.tests.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.signal.Signal;
import dev.sallyport.simulators.fault.Fault;
import dev.sallyport.simulators.pagerduty.Incident;
import dev.sallyport.simulators.slack.Message;
import dev.sallyport.simulators.teleport.MonitoringRuleBuilder;
import dev.sallyport.simulators.teleport.NewRequest;
import dev.sallyport.simulators.teleport.TeleportSimulator;
import dev.sallyport.teleport.wire.types.RequestState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Access Monitoring Rules, from Teleport to the pagers and channels that they name. */
final class RuleRoutingTest {
  private static final String EDITOR = "access_request.spec.roles.contains(\"editor\")";
  private static final Duration A_MINUTE = Duration.ofMinutes(1);

  @TempDir Path directory;
  private @Nullable World started;

  private World started(World world) {
    started = world;
    return world;
  }

  private World onPagerDuty() {
    return started(
        World.start(
            directory.resolve("identity.pem"),
            "user_email = \"%s\"\nfallback_service = \"%s\""
                .formatted(World.USER, World.FALLBACK_SERVICE)));
  }

  @AfterEach
  void stop() {
    if (started != null) {
      started.close();
    }
  }

  private static Story asked(World world, NewRequest request) {
    Story story = new Story(world);
    story.create(request);
    world.settle();
    return story;
  }

  private static List<String> services(Story story) {
    return story.incidents().stream().map(Incident::service).toList();
  }

  private static void rule(TeleportSimulator teleport, String condition, String... recipients) {
    teleport.putMonitoringRule(
        MonitoringRuleBuilder.rule("the-rule").when(condition).notify("pagerduty", recipients));
  }

  @Test
  void aRulesServiceTakesThePlaceOfTheAnnotations() {
    World world = onPagerDuty();
    rule(world.teleport, EDITOR, World.OTHER_SERVICE);
    Story story = asked(world, Scenarios.editor());
    assertThat(services(story)).containsExactly(world.service(World.OTHER_SERVICE));
    story.review(World.BOB, RequestState.DENIED, "not now");
    world.settle();
    assertThat(story.incidents().getFirst().status()).isEqualTo("resolved");
    assertThat(world.alarms()).isEmpty();
  }

  @Test
  void aRuleIsEnoughWithoutAnyAnnotation() {
    World world = onPagerDuty();
    rule(world.teleport, EDITOR, World.OTHER_SERVICE, World.SERVICE);
    Story story = asked(world, NewRequest.of(World.ALICE, "editor").because("a deployment"));
    assertThat(services(story))
        .as("an incident at each service")
        .containsExactlyInAnyOrder(
            world.service(World.OTHER_SERVICE), world.service(World.SERVICE));
  }

  @Test
  void whatWasRoutedStaysWhereItIs() {
    World world = onPagerDuty();
    rule(world.teleport, EDITOR, World.OTHER_SERVICE);
    Story story = asked(world, Scenarios.editor());
    world.teleport.deleteMonitoringRule("the-rule");
    world.clock.forward(A_MINUTE);
    story.resync();
    world.settle();
    assertThat(services(story)).containsExactly(world.service(World.OTHER_SERVICE));
  }

  @Test
  void aRuleThatIsNotUnderstoodTellsTheFallbackBesides() {
    World world = onPagerDuty();
    rule(world.teleport, "has_labels(\"env\", \"prod\")", World.OTHER_SERVICE);
    Story story = asked(world, Scenarios.editor());
    assertThat(services(story))
        .containsExactlyInAnyOrder(
            world.service(World.SERVICE), world.service(World.FALLBACK_SERVICE));
    assertThat(world.signals())
        .filteredOn(signal -> signal.event().equals("rule-not-understood"))
        .singleElement()
        .extracting(Signal::text)
        .asString()
        .contains("the-rule", "has_labels");
  }

  @Test
  void aListThatFailsDelaysNothing() {
    World world = onPagerDuty();
    rule(world.teleport, EDITOR, World.OTHER_SERVICE);
    world
        .teleport
        .faults()
        .always(
            call -> call.operation().startsWith("ListAccessMonitoringRules"),
            new Fault.Refuse(13, "out of order"));
    assertThat(services(asked(world, Scenarios.editor())))
        .containsExactly(world.service(World.SERVICE));
    assertThat(world.signals()).extracting(Signal::event).contains("rules-unknown");
  }

  @Test
  void noRuleEverApproves() {
    World world = onPagerDuty();
    rule(world.teleport, "true", World.OTHER_SERVICE);
    Story story =
        asked(
            world,
            NewRequest.of(World.ALICE, "demo-role")
                .annotated("pagerduty_services", World.CRITICAL));
    assertThat(world.teleport.request(story.id()).orElseThrow().getSpec().getReviewsList())
        .isEmpty();
  }

  @Test
  void aRuleThatChangedItsSubjectLeavesTheRoutingToTheConfiguration() {
    World world = started(World.onSlack(directory.resolve("identity.pem"), true));
    String other = world.slack.addChannel("editors");
    world.slack.inviteBot(other);
    MonitoringRuleBuilder rule =
        MonitoringRuleBuilder.rule("the-rule").when(EDITOR).notify("slack", other);
    world.teleport.putMonitoringRule(rule);
    Story first = asked(world, Scenarios.editor());
    assertThat(about(world, other, first)).hasSize(1);
    assertThat(about(world, world.channel, first)).isEmpty();
    assertThat(about(world, direct(world), first)).as("the requester's copy").hasSize(1);

    world.teleport.putMonitoringRule(rule.about("access_list"));
    world.clock.forward(A_MINUTE);
    Story second = asked(world, Scenarios.editor());
    assertThat(about(world, other, second)).isEmpty();
    assertThat(about(world, world.channel, second)).hasSize(1);
  }

  private static String direct(World world) {
    return world.slack.directChannel(world.slackId(World.ALICE));
  }

  private static List<Message> about(World world, String channel, Story story) {
    return world.slack.messages(channel).stream()
        .filter(it -> it.words().contains(story.id()))
        .toList();
  }
}
