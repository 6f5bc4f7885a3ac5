package dev.sallyport.tests.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.cli.local.SimulatedWorld;
import dev.sallyport.core.delivery.VerificationSecrets;
import dev.sallyport.core.delivery.VerificationSecrets.Previous;
import dev.sallyport.simulators.pagerduty.Subscription;
import dev.sallyport.teleport.wire.types.RequestState;
import dev.sallyport.tests.Wait;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every secret and identity is changed while people ask and decide: nobody is to notice. */
@Timeout(900)
final class RotationUnderLoadTest {
  private static final Duration SOON = Duration.ofMinutes(4);

  private static final List<String> RIGHTS = List.of("read", "decide", "review");

  @TempDir Path folder;

  @Test
  void nothingIsLostAndNothingFails() throws Exception {
    try (AwsEndpoint endpoint = AwsEndpoint.open();
        DeployedLoop loop = DeployedLoop.withJsm(endpoint, folder);
        Traffic traffic = new Traffic(loop.world)) {
      await(loop, "the first decisions", () -> decided(loop, traffic) >= 2);
      changeEverything(loop, traffic);
      int before = traffic.asked.size();
      await(loop, "some more", () -> traffic.asked.size() >= before + 4);
      traffic.quieten();
      await(loop, "all decisions", () -> decided(loop, traffic) == traffic.asked.size());
      await(
          loop,
          "the end of all alerts",
          () ->
              loop.world.opsgenie().alerts().stream()
                  .allMatch(alert -> alert.status().equals("closed")));
      assertThat(traffic.refused).as(() -> loop.function("webhook-slack").said()).isEmpty();
      assertDecidedOnce(loop, traffic);
      assertUntold(loop);
    }
  }

  private static void assertDecidedOnce(DeployedLoop loop, Traffic traffic) {
    for (String id : traffic.asked) {
      assertThat(loop.world.pagerduty().incidents())
          .filteredOn(it -> it.key().equals("teleport-access-request/" + id))
          .as("incidents of %s; none where it was decided in Slack before its turn", id)
          .hasSizeLessThan(2);
      assertThat(loop.world.teleport().request(id).orElseThrow().getSpec().getReviewsList())
          .as("reviews of %s", id)
          .hasSize(1);
    }
    assertThat(loop.world.opsgenie().alerts())
        .isNotEmpty()
        .allSatisfy(alert -> assertThat(alert.status()).isEqualTo("closed"));
    for (String queue : List.of("requests", "pagerduty", "opsgenie", "slack", "reviews-slack")) {
      assertThat(loop.account.dead(queue)).as(queue).isZero();
    }
    assertThat(loop.account.dead("reviews-pagerduty")).isZero();
    assertThat(loop.signals).noneMatch(it -> it.event().equals("function-failed"));
  }

  private static void assertUntold(DeployedLoop loop) {
    String said = loop.said();
    assertThat(loop.traced()).isEmpty();
    for (String planted : planted(loop)) {
      assertThat(said).doesNotContain(planted);
      assertThat(loop.signals).noneMatch(it -> it.toString().contains(planted));
    }
  }

  /** What no log line may hold, at debug level either: every secret, old and new, and each why. */
  private static List<String> planted(DeployedLoop loop) {
    List<String> planted =
        new ArrayList<>(
            List.of(
                Traffic.WHY_ASKED,
                Traffic.WHY_DENIED,
                SimulatedWorld.SLACK_SIGNING_SECRET,
                "another-slack-signing-secret",
                "simulated-slack-token",
                "another-slack-token",
                "simulated-pagerduty-key",
                "another-pagerduty-key",
                "simulated-opsgenie-key",
                "another-opsgenie-key",
                "simulated-jsm-token",
                "another-jsm-token",
                loop.subscription.secret()));
    loop.world.pagerduty().webhooks().subscriptions().forEach(it -> planted.add(it.secret()));
    for (String right : RIGHTS) {
      planted.add(loop.account.get("teleport-" + right).lines().skip(1).findFirst().orElseThrow());
    }
    return planted;
  }

  private void changeEverything(DeployedLoop loop, Traffic traffic) throws Exception {
    signingSecret(loop);
    beat(loop, traffic);
    loop.world.slack().acceptToken("xoxb-another-slack-token");
    loop.account.put("slack-bot", "xoxb-another-slack-token");
    loop.world.slack().revokeToken("xoxb-simulated-slack-token");
    beat(loop, traffic);
    loop.world.pagerduty().acceptKey("another-pagerduty-key");
    loop.account.put("pagerduty-api", "another-pagerduty-key");
    loop.world.pagerduty().revokeKey("simulated-pagerduty-key");
    beat(loop, traffic);
    loop.world.opsgenie().jsmApiKeys().accept("another-opsgenie-key");
    loop.account.put("opsgenie-api", "another-opsgenie-key");
    loop.world.opsgenie().jsmApiKeys().revoke("simulated-opsgenie-key");
    beat(loop, traffic);
    loop.world.opsgenie().apiTokens().accept("sallyport@example.com:another-jsm-token");
    loop.account.put("jsm-api", "sallyport@example.com:another-jsm-token");
    loop.world.opsgenie().apiTokens().revoke("sallyport@example.com:simulated-jsm-token");
    beat(loop, traffic);
    for (String right : RIGHTS) {
      loop.account.put(
          "teleport-" + right,
          loop.world.teleport().identityFile("bot-sallyport", List.of("sallyport")));
    }
    beat(loop, traffic);
    webhook(loop);
  }

  /** As Slack's page shows another one: stored first, then used. */
  private static void signingSecret(DeployedLoop loop) {
    String next = "another-slack-signing-secret";
    loop.account.put(
        "slack-signing",
        new VerificationSecrets(
                Optional.empty(),
                next,
                Optional.of(
                    new Previous(
                        SimulatedWorld.SLACK_SIGNING_SECRET,
                        Instant.now().plus(Duration.ofHours(1)))),
                List.of())
            .toJson());
    loop.world.slack().setSigningSecret(next);
  }

  private static void webhook(DeployedLoop loop) throws Exception {
    Rotation rotation = Rotation.schedule(loop.account, loop::function);
    assertThat(loop.world.pagerduty().webhooks().subscriptions())
        .as("a trial changes nothing")
        .extracting(Subscription::id)
        .containsExactly(loop.subscription.id());
    String version = rotation.rotate();
    assertThat(rotation.record().versionIdsToStages().get(version)).contains("AWSCURRENT");
    assertThat(rotation.record().versionIdsToStages())
        .as("another version that is still to come would stop the next rotation")
        .allSatisfy(
            (id, labels) ->
                assertThat(labels.contains("AWSPENDING")).isIn(false, id.equals(version)));
    List<Subscription> left = loop.world.pagerduty().webhooks().subscriptions();
    assertThat(left).singleElement().satisfies(it -> assertThat(it.active()).isTrue());
    assertThat(left.getFirst().id()).isNotEqualTo(loop.subscription.id());
  }

  private static void beat(DeployedLoop loop, Traffic traffic) {
    int before = traffic.asked.size();
    await(loop, "a beat", () -> traffic.asked.size() >= before + 2);
  }

  private static long decided(DeployedLoop loop, Traffic traffic) {
    return traffic.asked.stream()
        .filter(traffic::isDecided)
        .filter(
            id ->
                loop.world.teleport().request(id).orElseThrow().getSpec().getState()
                    == RequestState.DENIED)
        .count();
  }

  private static void await(DeployedLoop loop, String what, BooleanSupplier condition) {
    Wait.until(what, SOON, condition, loop::said);
  }
}
