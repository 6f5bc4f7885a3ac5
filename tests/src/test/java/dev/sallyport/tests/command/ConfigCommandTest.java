package dev.sallyport.tests.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.simulators.fault.Fault;
import dev.sallyport.simulators.parameters.Parameter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stack's configuration, by AWS's own protocol. */
final class ConfigCommandTest {
  private static final String GOOD =
      """
      [teleport]
      cluster = "teleport.example.com"
      addr = "teleport.example.com:443"

      [modes]
      auto_approval = "shadow"   # for now

      [pagerduty]
      user_email = "sallyport@example.com"
      """;

  private final Aws aws = new Aws();
  private final Path directory;

  ConfigCommandTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @AfterEach
  void close() {
    aws.close();
  }

  private String file(String text) throws IOException {
    return Files.writeString(directory.resolve("sallyport.toml"), text).toString();
  }

  private Run put(String text) throws IOException {
    return Run.of("config", "put", file(text), "--stack", Aws.STACK, "--yes");
  }

  @Test
  void whatIsStoredIsWhatWasGivenByteByByte() throws IOException {
    Run first = put(GOOD).succeeds();
    assertThat(first.out())
        .contains("/prod/config is new:", "+ pagerduty.user_email", "version 1", "within 60 s");
    assertThat(aws.stored()).isEqualTo(GOOD);
    assertThat(Run.of("config", "get", "--stack", Aws.STACK).succeeds().out()).isEqualTo(GOOD);
  }

  @Test
  void whatChangesIsShownBefore() throws IOException {
    put(GOOD).succeeds();
    String next =
        GOOD.replace("\"shadow\"", "\"on\"").replace("addr = \"teleport.example.com:443\"\n", "")
            + "region = \"eu\"\n";
    assertThat(put(next).succeeds().out())
        .contains(
            "/prod/config, version 1, changes:",
            "~ modes.auto_approval: \"shadow\" -> \"on\"",
            "- teleport.addr",
            "+ pagerduty.region = \"eu\"",
            "version 2");
    assertThat(put(next).succeeds().out()).contains("holds this already");
    assertThat(aws.parameters.versions(Aws.PARAMETER)).hasSize(2);
    assertThat(put(next + "# why\n").succeeds().out()).contains("comments and layout alone");
  }

  @Test
  void nothingIsStoredUnasked() throws IOException {
    Run.of("config", "put", file(GOOD), "--stack", Aws.STACK).isRefusedNaming("--yes");
    assertThat(aws.parameters.versions(Aws.PARAMETER)).isEmpty();
  }

  @Test
  void whatCannotBeUsedIsNotStored() throws IOException {
    String secret = "canary-of-a-key";
    Run run =
        put(GOOD.replace("\"shadow\"", "\"maybe\"") + "api_key = \"" + secret + "\"\n[lgo]\n");
    run.isRefusedNaming("sallyport.toml", "3 to put right");
    assertThat(run.out())
        .contains("maybe", "pagerduty.api_key is a secret", "unknown key lgo")
        .doesNotContain(secret);
    assertThat(aws.parameters.versions(Aws.PARAMETER)).isEmpty();
  }

  @Test
  void whatIsTooLongIsNotStored() throws IOException {
    put(GOOD + "# " + "x".repeat(8192) + "\n").isRefusedNaming("1 to put right");
    assertThat(put(GOOD + "# " + "x".repeat(4096) + "\n").succeeds().out()).contains("bills");
    assertThat(aws.parameters.find(Aws.PARAMETER).map(Parameter::tier)).contains("Advanced");
  }

  @Test
  void whatSomebodyElseStoredMeanwhileStays() throws IOException {
    put(GOOD).succeeds();
    // Between the look that is shown and the one before the write.
    aws.parameters.faults().next(1, _ -> true, Fault.NONE);
    aws.parameters
        .faults()
        .next(
            1,
            call -> {
              boolean second = call.operation().equals("GetParameter");
              if (second && aws.parameters.versions(Aws.PARAMETER).size() == 1) {
                long _ = aws.parameters.put(Aws.PARAMETER, GOOD + "# another\n");
              }
              return false;
            },
            Fault.NONE);
    put(GOOD + "# mine\n").isRefusedNaming("changed meanwhile", "version 2", "version 1");
    assertThat(aws.stored()).endsWith("# another\n");
  }

  @Test
  void validateTellsAllAtOnceAndTheNotes() throws IOException {
    Run good = Run.of("config", "validate", file(GOOD)).succeeds();
    assertThat(good.out()).contains("can be stored", "note: modes.auto_approval is shadow");
    assertThat(good.out()).as("modes of what is not there").doesNotContain("modes.opsgenie");
    String off = GOOD + "[review]\nenabled = false\n";
    assertThat(Run.of("config", "validate", file(off)).succeeds().out())
        .contains("review.enabled is false")
        .doesNotContain("modes.review");
    Run bad = Run.of("config", "validate", file(GOOD + "regoin = \"eu\"\n[log]\nseverity = 3\n"));
    assertThat(bad.exit()).isEqualTo(1);
    assertThat(bad.out()).contains("did you mean region", "log.severity", "cannot be stored: 2");
    put(GOOD).succeeds();
    assertThat(Run.of("config", "validate", "--stack", Aws.STACK).succeeds().out())
        .contains("/prod/config can be stored");
  }

  @Test
  void whatIsOfAnotherClusterSaysHowToUndoAMistake() throws IOException {
    put(GOOD).succeeds();
    put(GOOD.replace("teleport.example.com", "teleprot.example.com"))
        .isRefusedNaming(
            "teleprot.example.com", "--stack", "aws ssm delete-parameter --name /prod/config");
    assertThat(aws.stored()).isEqualTo(GOOD);
  }

  @Test
  void aStackWithoutConfigurationSaysSo() {
    Run.of("config", "get", "--stack", "nowhere")
        .isRefusedNaming("/nowhere/config does not exist", "sallyport config put");
    Run.of("config", "validate", "--stack", "nowhere")
        .isRefusedNaming("/nowhere/config does not exist", "or name a FILE");
    Run.of("config", "get", "--stack", "../other").isRefusedNaming("--stack ../other");
    Run.of("config", "get", "--stack", "s".repeat(46))
        .isRefusedNaming("/config does not exist", "sallyport config put");
    Run.of("config", "get", "--stack", "s".repeat(47)).isRefusedNaming("46 at most");
  }

  @Test
  void whatAwsRefusesIsToldInALine() {
    aws.parameters.faults().always(_ -> true, new Fault.Refuse(400, "Rate exceeded"));
    Run run = Run.of("config", "get", "--stack", Aws.STACK);
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).contains("/prod/config cannot be read");
  }
}
