package dev.sallyport.tests.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sallyport.core.delivery.VerificationSecrets;
import dev.sallyport.integrations.aws.AwsClients;
import dev.sallyport.integrations.aws.SecretVersions;
import dev.sallyport.integrations.pagerduty.PagerDutyClient;
import dev.sallyport.integrations.pagerduty.WebhookRotation;
import dev.sallyport.simulators.pagerduty.PagerDutyOptions;
import dev.sallyport.simulators.pagerduty.PagerDutySimulator;
import dev.sallyport.workers.RotationSteps;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The subscription's secret in Secrets Manager in place of a file. */
@Timeout(120)
final class WebhookOnAwsTest {
  private static final String NAME = "blue/pagerduty-webhook";
  private static final String KEY = "canary-key-not-real";

  private final Aws aws = new Aws("blue");
  private final PagerDutySimulator pagerduty =
      PagerDutySimulator.start(PagerDutyOptions.defaults().withAccountKey(KEY));
  private final List<Run> runs = new ArrayList<>();

  @BeforeEach
  void configure() {
    pagerduty.addUser("Teleport", "teleport@example.com");
    aws.store(
        """
        [teleport]
        cluster = "example.com"
        [pagerduty]
        user_email = "teleport@example.com"
        """);
  }

  @AfterEach
  void close() {
    assertThat(runs.toString()).doesNotContain("canary");
    pagerduty
        .webhooks()
        .subscriptions()
        .forEach(one -> assertThat(runs.toString()).doesNotContain(one.secret()));
    aws.close();
    pagerduty.close();
  }

  private Run webhook(String... arguments) {
    List<String> all = new ArrayList<>(List.of("pagerduty", "webhook"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--stack", "blue", "--api-url", pagerduty.url().toString()));
    Run run = Run.of(all.toArray(String[]::new));
    runs.add(run);
    return run;
  }

  private VerificationSecrets stored() {
    return VerificationSecrets.parse(aws.secrets.value(NAME).orElseThrow());
  }

  private void deployed() {
    aws.secrets.put("blue/pagerduty-api", KEY);
    String arn = aws.secrets.addEmpty(NAME);
    RotationSteps steps =
        new RotationSteps(
            arn,
            new WebhookRotation(
                new PagerDutyClient(
                        pagerduty.url(), () -> KEY, "teleport@example.com", InstantSource.system())
                    .webhooks(),
                new SecretVersions(AwsClients.secretsManager(), arn),
                _ -> true,
                _ -> {},
                _ -> {},
                InstantSource.system(),
                () -> {}),
            _ -> {});
    aws.secrets.rotateBy(
        NAME,
        "arn:aws:lambda:eu-central-1:111111111111:function:blue-rotate",
        event -> {
          JsonNode call = JsonMapper.builder().build().readTree(event);
          steps.take(
              call.path("SecretId").asText(),
              call.path("Step").asText(),
              call.path("ClientRequestToken").asText());
        });
  }

  @Test
  void aStackThatIsNotThereIsNamed() {
    webhook("list").isRefusedNaming("blue/pagerduty-api", "--stack");
    aws.secrets.addEmpty("blue/pagerduty-api");
    webhook("list").isRefusedNaming("blue/pagerduty-api is empty", "secrets put pagerduty");
    aws.secrets.put("blue/pagerduty-api", KEY);
    webhook("create", "--url", "https://abc.example.com")
        .isRefusedNaming("blue/pagerduty-webhook", "the stack blue");
    assertThat(pagerduty.webhooks().subscriptions()).isEmpty();
    webhook("rotate").isRefusedNaming("blue/pagerduty-webhook");
  }

  @Test
  void makesTestsRotatesRevokesAndDeletes() {
    deployed();
    webhook("test").isRefusedNaming("blue/pagerduty-webhook", "create");
    webhook("rotate").isRefusedNaming("is empty", "webhook create");
    webhook("create", "--url", "https://abc.example.com").succeeds();
    String first = stored().current();
    assertThat(pagerduty.webhooks().subscriptions())
        .singleElement()
        .satisfies(
            one -> assertThat(one.secret()).isEqualTo(first),
            one -> assertThat(one.active()).isTrue());
    webhook("create", "--url", "https://abc.example.com").isRefusedNaming("holds a secret");
    assertThat(webhook("list").succeeds().out())
        .contains("* " + stored().subscriptions().getFirst());
    webhook("test").succeeds();

    assertThat(webhook("rotate").succeeds().out()).contains("asked Secrets Manager", "done");
    assertThat(stored().current()).isNotEqualTo(first);
    assertThat(stored().accepted(Instant.now())).containsExactly(stored().current(), first);
    assertThat(pagerduty.webhooks().subscriptions()).hasSize(1);
    webhook("enable").succeeds();

    Run revoke = Run.of("secrets", "revoke", "pagerduty", "--yes", "--stack", "blue");
    runs.add(revoke);
    revoke.succeeds();
    assertThat(stored().accepted(Instant.now())).containsExactly(stored().current());
    assertThat(aws.secrets.isRotating(NAME)).as("the next rotation can begin").isFalse();
    String second = stored().current();
    webhook("rotate").succeeds();
    assertThat(stored().accepted(Instant.now())).containsExactly(stored().current(), second);

    webhook("delete").succeeds();
    assertThat(pagerduty.webhooks().subscriptions()).isEmpty();
    assertThat(aws.secrets.value(NAME)).contains("{}");
    webhook("rotate").isRefusedNaming("is empty", "webhook create");
    webhook("create", "--url", "https://abc.example.com").succeeds();
    assertThat(pagerduty.webhooks().subscriptions()).hasSize(1);
  }

  @Test
  void aSecretWithoutAScheduleIsNotRotated() {
    aws.secrets.put("blue/pagerduty-api", KEY);
    aws.secrets.put(NAME, "canary-secret-not-real");
    webhook("rotate").isRefusedNaming("RotatePagerDutyWebhook=true", "-c rotation=true");
  }
}
