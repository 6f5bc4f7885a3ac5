package dev.sallyport.tests.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.delivery.VerificationSecrets;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class SecretsCommandTest extends SecretsTestBase {
  private static final String KEY = "canary-key-not-real";
  private static final String SIGNING = "canary-signing-secret-1";
  private static final String NEXT_SIGNING = "canary-signing-secret-2";

  private VerificationSecrets signing() {
    return VerificationSecrets.parse(aws.secrets.value("sallyport/slack-signing").orElseThrow());
  }

  @Test
  void listsWhatIsThereAndWhatIsEmpty() throws IOException {
    run("secrets", "list").isRefusedNaming("sallyport/…", "--stack");
    aws.secrets.addEmpty("sallyport/slack-bot");
    aws.secrets.addEmpty("sallyport/slack-signing");
    aws.secrets.put("sallyport/pagerduty-webhook", "{}");
    aws.secrets.put("sallyport/pagerduty-api", KEY);
    aws.secrets.put("sallyport2/slack-bot", KEY);
    run("secrets", "put", "slack", "--signing-secret-file", file("a", SIGNING)).succeeds();
    run("secrets", "put", "slack", "--signing-secret-file", file("b", NEXT_SIGNING)).succeeds();

    List<String> lines = run("secrets", "list").succeeds().out().lines().toList();

    assertThat(lines).hasSize(4);
    assertThat(lines.get(0)).matches("pagerduty-api +stored +20\\S+Z");
    assertThat(lines.get(1)).matches("pagerduty-webhook +empty +20\\S+Z");
    assertThat(lines.get(2)).matches("slack-bot +empty +20\\S+Z");
    assertThat(lines.get(3))
        .matches("slack-signing +stored +20\\S+Z +the one before counts until 20\\S+Z");
    assertThat(run("secrets", "list", "--stack", "sallyport2").succeeds().out().lines()).hasSize(1);
    run("secrets", "list", "--stack", "a/b").isRefusedNaming("--stack", "a/b");
  }

  @Test
  void theSigningSecretBeforeCountsForAnHour() throws IOException {
    aws.secrets.addEmpty("sallyport/slack-signing");
    run("secrets", "put", "slack", "--signing-secret-file", file("a", SIGNING)).succeeds();
    assertThat(signing()).isEqualTo(VerificationSecrets.of(SIGNING));

    Run second = run("secrets", "put", "slack", "--signing-secret-file", file("b", NEXT_SIGNING));
    assertThat(second.succeeds().out()).contains("the one before counts until");
    assertThat(signing().accepted(Instant.now())).containsExactly(NEXT_SIGNING, SIGNING);
    assertThat(Duration.between(Instant.now(), signing().previous().orElseThrow().until()))
        .isBetween(Duration.ofMinutes(58), Duration.ofHours(1));

    run("secrets", "put", "slack", "--signing-secret-file", file("b", NEXT_SIGNING)).succeeds();
    assertThat(signing().accepted(Instant.now())).as("the same again").hasSize(2);
    Run third = run("secrets", "put", "slack", "--signing-secret-file", file("c", SIGNING + "3"));
    assertThat(third.out()).contains("counts no more");

    run("secrets", "put", "slack", "--signing-secret-file", file("d", "canary"))
        .isRefusedNaming("nothing was stored", "16");
  }

  @Test
  void revokingEndsTheSecretBeforeAtOnce() throws IOException {
    aws.secrets.addEmpty("sallyport/slack-signing");
    run("secrets", "put", "slack", "--signing-secret-file", file("a", SIGNING)).succeeds();
    assertThat(run("secrets", "revoke", "slack").succeeds().out()).contains("has no secret before");
    run("secrets", "put", "slack", "--signing-secret-file", file("b", NEXT_SIGNING)).succeeds();

    run("secrets", "revoke", "slack").isRefusedNaming("--yes");
    assertThat(signing().accepted(Instant.now())).hasSize(2);
    run("secrets", "revoke", "slack", "--yes").succeeds();

    assertThat(signing()).isEqualTo(VerificationSecrets.of(NEXT_SIGNING));
    run("secrets", "revoke", "teleport").isRefusedNaming("teleport");
    run("secrets", "revoke", "pagerduty").isRefusedNaming("sallyport/pagerduty-webhook", "--stack");
  }

  @Test
  void whatIsNotTriedIsSaidSoLoudly() throws IOException {
    aws.secrets.addEmpty("sallyport/pagerduty-api");
    Run run = run("secrets", "put", "pagerduty", "--no-check", "--api-key-file", file("k", KEY));
    assertThat(run.exit()).isZero();
    assertThat(run.err()).contains("WARNING");
    assertThat(aws.secrets.value("sallyport/pagerduty-api")).contains(KEY);
  }

  @Test
  void whatIsNotTriedIsSaidOnceForAllOfACommand() throws IOException {
    aws.secrets.addEmpty("sallyport/teleport-read");
    aws.secrets.addEmpty("sallyport/teleport-decide");
    Run run =
        run(
            "secrets",
            "put",
            "teleport",
            "--no-check",
            "--identity-read",
            file("read", KEY),
            "--identity-decide",
            file("decide", KEY));
    assertThat(run.exit()).isZero();
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.out().lines()).hasSize(2);
  }

  @Test
  void aValueComesFromAFileOrAPerson() throws IOException {
    aws.secrets.addEmpty("sallyport/pagerduty-api");
    run("secrets", "put", "pagerduty").isRefusedNaming("--api-key-file", "nobody can be asked");
    run("secrets", "put", "pagerduty", "--api-key-file", file("empty", ""))
        .isRefusedNaming("--api-key-file", "is empty");
    run("secrets", "put", "pagerduty", "--api-key-file", folder.resolve("none").toString())
        .isRefusedNaming("--api-key-file", "does not exist");
    assertThat(run("secrets", "put", "pagerduty", "--api-key", "x").exit()).isEqualTo(2);
    run("secrets", "put", "teleport").isRefusedNaming("--identity-read");
  }
}
