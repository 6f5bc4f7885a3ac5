package dev.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.delivery.VerificationSecrets;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

@Timeout(60)
final class PagerDutyCommandTest {
  private static final String KEY = "canary-key-not-real";
  private static final String URL = "https://abc.example.com";

  private final FakeSubscriptions pagerduty = new FakeSubscriptions();
  @TempDir Path folder;

  private String secretPath = "webhook-secret";
  private String out = "";
  private String err = "";

  @BeforeEach
  void write() throws IOException {
    Files.writeString(
        folder.resolve("sallyport.toml"),
        """
        [teleport]
        cluster = "example.com"

        [pagerduty]
        user_email = "teleport@example.com"
        """);
    Files.writeString(folder.resolve("key"), KEY + "\n");
  }

  @AfterEach
  void stop() {
    pagerduty.close();
    assertThat(out + err).doesNotContain("canary");
  }

  private int run(String... arguments) {
    StringWriter said = new StringWriter();
    StringWriter complained = new StringWriter();
    List<String> all = new ArrayList<>(List.of("pagerduty", "webhook"));
    all.addAll(List.of(arguments));
    all.addAll(
        List.of(
            "--config",
            folder.resolve("sallyport.toml").toString(),
            "--api-key-file",
            folder.resolve("key").toString(),
            "--secret-file",
            secretFile().toString(),
            "--api-url",
            pagerduty.url().toString()));
    CommandLine command = Sallyport.commandLine();
    command.setOut(new PrintWriter(said, true));
    command.setErr(new PrintWriter(complained, true));
    int code = command.execute(all.toArray(String[]::new));
    out = said.toString();
    err = complained.toString();
    return code;
  }

  private Path secretFile() {
    return folder.resolve(secretPath);
  }

  private VerificationSecrets stored() {
    try {
      return VerificationSecrets.parse(Files.readString(secretFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void created() {
    assertThat(run("create", "--url", URL)).as(err).isZero();
    pagerduty.calls.clear();
  }

  @Test
  void createsASubscriptionThatDeliversOnceItsSecretIsStored() throws IOException {
    List<Boolean> storedBefore = new ArrayList<>();
    pagerduty.before = _ -> storedBefore.add(Files.exists(secretFile()));
    assertThat(run("create", "--url", URL + "/", "--service", "Duty")).as(err).isZero();
    assertThat(pagerduty.calls).containsExactly("GET /services", "POST ", "PUT 1", "POST 1/ping");
    assertThat(storedBefore).as("stored before it is active").endsWith(true, true);
    assertThat(stored().accepted(Instant.now())).containsExactly(FakeSubscriptions.secret(1));
    assertThat(stored().subscriptions()).containsExactly("PWH1");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secretFile())))
        .isEqualTo("rw-------");
    assertThat(pagerduty.one("PWH1").toString())
        .contains(
            URL + "/webhooks/pagerduty",
            "\"active\":true",
            "{\"type\":\"service_reference\",\"id\":\"PSVC001\"}");
    assertThat(out).contains("PWH1 delivers to");
  }

  @Test
  void aPagerDutyThatCannotBeReachedIsNamed() {
    pagerduty.close();
    assertThat(run("create", "--url", URL)).isEqualTo(1);
    assertThat(err).contains("PagerDuty", "cannot connect to ", pagerduty.url().getHost());
    assertThat(secretFile()).doesNotExist();
  }

  @Test
  void aServiceMayBeNamedByItsId() {
    assertThat(run("create", "--url", URL, "--service", "PSVC001")).as(err).isZero();
    assertThat(pagerduty.one("PWH1").toString()).contains("PSVC001");
    assertThat(run("create", "--url", URL, "--service", "Nobody")).isEqualTo(2);
    assertThat(err).contains("no service \"Nobody\"");
  }

  @Test
  void doesNotOverwriteASecret() {
    created();
    assertThat(run("create", "--url", URL)).isEqualTo(2);
    assertThat(err).contains("\"rotate\"");
    assertThat(pagerduty.calls).isEmpty();
  }

  @Test
  void aSecretThatCannotBeStoredLeavesNoSubscription() {
    secretPath = "missing/secret";
    assertThat(run("create", "--url", URL)).isEqualTo(1);
    assertThat(err).contains("missing/secret cannot be written");
    assertThat(pagerduty.calls).containsExactly("POST ", "DELETE 1");
    assertThat(pagerduty.subscriptions).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://abc.example.com",
        "abc.example.com",
        "https://",
        "https://a b",
        "https://user@abc.example.com",
        "https://abc.example.com?x=1",
        "ftp://127.0.0.1"
      })
  void wantsAnAddressThatPagerDutyCanReach(String url) {
    assertThat(run("create", "--url", url)).isEqualTo(2);
    assertThat(err).contains("--url");
    assertThat(pagerduty.calls).isEmpty();
  }

  @Test
  void rotatesWithoutAGap() {
    created();
    List<String> during = new ArrayList<>();
    pagerduty.before =
        call -> during.add(call + " with " + stored().accepted(Instant.now()).size());
    assertThat(run("rotate", "--settle", "0")).as(err).isZero();
    assertThat(during)
        .containsExactly(
            "GET  with 1", "POST  with 1", "PUT 2 with 2", "POST 2/ping with 2", "DELETE 1 with 2");
    VerificationSecrets after = stored();
    assertThat(after.pending()).isEmpty();
    assertThat(after.current()).isEqualTo(FakeSubscriptions.secret(2));
    assertThat(after.previous().orElseThrow().value()).isEqualTo(FakeSubscriptions.secret(1));
    assertThat(Duration.between(Instant.now(), after.previous().orElseThrow().until()))
        .isBetween(Duration.ofHours(48), Duration.ofHours(49));
    assertThat(after.subscriptions()).containsExactly("PWH2");
    assertThat(pagerduty.subscriptions).containsOnlyKeys("PWH2");
  }

  @Test
  void doesNotForgetASecretThatADecisionMayStillBeSignedWith() {
    created();
    assertThat(run("rotate", "--settle", "0")).as(err).isZero();
    assertThat(run("rotate", "--settle", "0")).isEqualTo(2);
    assertThat(err).contains("less than an hour ago");
    assertThat(stored().subscriptions()).containsExactly("PWH2");
  }

  @Test
  void theSubscriptionThatIsToComeCanBeGivenUp() {
    created();
    pagerduty.failing = "PUT 2";
    assertThat(run("rotate", "--settle", "0")).isEqualTo(1);
    pagerduty.failing = "none";

    assertThat(run("delete", "PWH2")).as(err).isZero();

    assertThat(stored().accepted(Instant.now())).containsExactly(FakeSubscriptions.secret(1));
    assertThat(stored().subscriptions()).containsExactly("PWH1");
    assertThat(run("rotate", "--settle", "0")).as(err).isZero();
    assertThat(stored().current()).isEqualTo(FakeSubscriptions.secret(3));
    assertThat(stored().subscriptions()).containsExactly("PWH3");
  }

  @Test
  void theSubscriptionThatSignsNowOutlivesTheOthers() {
    created();
    pagerduty.failing = "DELETE 1";
    assertThat(run("rotate", "--settle", "0")).isEqualTo(1);
    pagerduty.failing = "none";

    assertThat(run("delete", "PWH2")).isEqualTo(2);

    assertThat(err).contains("PWH2 signs with the current secret", "\"rotate\"");
    assertThat(pagerduty.subscriptions).containsKeys("PWH1", "PWH2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET ", "POST ", "PUT 2", "POST 2/ping", "DELETE 1"})
  void aRotationThatWasBrokenOffLosesNothingAndGoesOn(String failing) {
    created();
    pagerduty.failing = failing;
    assertThat(run("rotate", "--settle", "0")).isEqualTo(1);
    assertThat(stored().accepted(Instant.now())).contains(FakeSubscriptions.secret(1));
    assertThat(pagerduty.subscriptions).containsKey("PWH1");
    pagerduty.failing = "none";
    assertThat(run("rotate", "--settle", "0")).as(err).isZero();
    assertThat(stored().accepted(Instant.now()))
        .containsExactly(FakeSubscriptions.secret(2), FakeSubscriptions.secret(1));
    assertThat(stored().subscriptions()).containsExactly("PWH2");
    assertThat(pagerduty.subscriptions).containsOnlyKeys("PWH2");
  }

  @Test
  void listsWhatIsDisabledAndWhatIsOurs() {
    created();
    pagerduty.disable("PWH1", true);
    assertThat(run("list")).as(err).isZero();
    assertThat(out)
        .contains(
            "* PWH1  temporarily disabled  account_reference  " + URL + "/webhooks/pagerduty");
    pagerduty.subscriptions.clear();
    assertThat(run("list")).isZero();
    assertThat(out).contains("* PWH1  missing");
  }

  @Test
  void testsWhetherWeAreDeliveredTo() {
    assertThat(run("test")).as("nothing is there yet").isEqualTo(2);
    created();
    assertThat(run("test")).as(err).isZero();
    assertThat(pagerduty.calls).contains("POST 1/ping");
    pagerduty.disable("PWH1", true);
    assertThat(run("test")).isEqualTo(1);
    assertThat(out).contains("PWH1 is temporarily disabled");
    assertThat(run("enable")).as(err).isZero();
    assertThat(run("test")).isZero();
    pagerduty.subscriptions.clear();
    assertThat(run("test")).isEqualTo(1);
  }

  @Test
  void deletesOursWithTheirSecret() throws IOException {
    created();
    assertThat(run("delete", "PWH9")).isZero();
    assertThat(out).contains("PWH9 was not there");
    assertThat(secretFile()).exists();
    assertThat(run("delete")).as(err).isZero();
    assertThat(pagerduty.subscriptions).isEmpty();
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.map(Path::getFileName).map(Path::toString))
          .containsExactlyInAnyOrder("sallyport.toml", "key");
    }
  }

  @Test
  void aSecretFileThatHoldsSomethingElseIsRefusedWithoutAWordOfIt() throws IOException {
    Files.writeString(secretFile(), "canary");
    assertThat(run("test")).isEqualTo(2);
    assertThat(err).contains("webhook-secret");
  }

  @Test
  void saysWhatIsMissing() {
    CommandLine command = Sallyport.commandLine();
    StringWriter complained = new StringWriter();
    command.setErr(new PrintWriter(complained, true));
    String config = folder.resolve("sallyport.toml").toString();
    assertThat(command.execute("pagerduty", "webhook", "list", "--config", config)).isEqualTo(2);
    assertThat(complained.toString()).contains("--api-key-file is missing");
  }
}
