package dev.sallyport.tests.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.cli.config.ModeSwitch;
import dev.sallyport.cli.config.ParameterStore;
import dev.sallyport.core.config.Mode;
import dev.sallyport.integrations.aws.AwsClients;
import dev.sallyport.integrations.aws.ConfigParameter;
import dev.sallyport.integrations.http.Pause;
import dev.sallyport.simulators.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The brake, and the other modes. */
final class ModeCommandTest {
  private static final String TEXT =
      """
      # ours
      [teleport]
      cluster = "teleport.example.com"

      [modes]
      auto_approval = "on"   # since the spring
      """;
  private static final String BRAKED = TEXT.replace("\"on\"", "\"off\"");

  private final Aws aws = new Aws();
  private final Path directory;

  ModeCommandTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @AfterEach
  void close() {
    aws.close();
  }

  private static Run brake() {
    return Run.of("mode", "auto_approval", "off", "--stack", Aws.STACK);
  }

  @Test
  void theBrakeChangesItsLineAlone() {
    long _ = aws.parameters.put(Aws.PARAMETER, TEXT);
    assertThat(brake().succeeds().out())
        .contains("auto_approval was on; auto_approval is off now", "/prod/config", "60 s");
    assertThat(aws.stored()).isEqualTo(BRAKED);
    assertThat(brake().succeeds().out()).contains("is off already");
    assertThat(aws.parameters.versions(Aws.PARAMETER)).hasSize(2);
  }

  @Test
  void theBrakeWorksWhateverElseIsWrong() {
    String wrong = TEXT + "[pagerduty]\nuser_emial = \"x\"\n";
    long _ = aws.parameters.put(Aws.PARAMETER, wrong);
    assertThat(brake().succeeds().out()).contains("is off now", "wrong beside it", "user_email");
    assertThat(aws.stored()).contains("auto_approval = \"off\"   # since");
  }

  @Test
  void whereTheTextIsNoTomlTheLineIsChangedAndThatIsSaid() {
    long _ = aws.parameters.put(Aws.PARAMETER, TEXT + "[pagerduty\n");
    Run run = brake();
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out()).contains("is off now", "attention: ", "no TOML", "config put");
    assertThat(aws.stored()).isEqualTo(BRAKED + "[pagerduty\n");
  }

  @Test
  void whoChangesSomethingElseMeanwhileLosesNothing() {
    long _ = aws.parameters.put(Aws.PARAMETER, TEXT);
    aws.parameters.faults().next(1, _ -> true, Fault.NONE);
    aws.parameters
        .faults()
        .next(
            1,
            _ -> {
              if (aws.parameters.versions(Aws.PARAMETER).size() == 1) {
                long _ = aws.parameters.put(Aws.PARAMETER, TEXT + "# more\n");
              }
              return false;
            },
            Fault.NONE);
    brake().succeeds();
    assertThat(aws.stored()).isEqualTo(BRAKED + "# more\n");
  }

  private ModeSwitch.Done brakeWith(Pause pause) {
    return new ModeSwitch(
            new ParameterStore(new ConfigParameter(AwsClients.ssm(), Aws.PARAMETER)), pause)
        .set("auto_approval", Mode.OFF);
  }

  @Test
  void whoStoresAnotherTextInTheSameMomentDoesNotReleaseTheBrake() {
    long _ = aws.parameters.put(Aws.PARAMETER, TEXT);
    AtomicInteger pauses = new AtomicInteger();
    ModeSwitch.Done done =
        brakeWith(
            _ -> {
              if (pauses.incrementAndGet() == 1) {
                long _ = aws.parameters.put(Aws.PARAMETER, TEXT + "# more\n");
              }
            });
    assertThat(done.effective()).isTrue();
    assertThat(done.lines()).anyMatch(it -> it.contains("in the same moment"));
    assertThat(aws.stored()).isEqualTo(BRAKED + "# more\n");
    assertThat(pauses).hasValue(2);
  }

  @Test
  void aBrakeThatIsReleasedAllTheTimeIsSaid() {
    long _ = aws.parameters.put(Aws.PARAMETER, TEXT);
    ModeSwitch.Done done =
        brakeWith(
            _ -> {
              long _ = aws.parameters.put(Aws.PARAMETER, TEXT);
            });
    assertThat(done.effective()).isFalse();
    assertThat(done.lines().getLast()).contains("auto_approval is NOT off");
  }

  @Test
  void modesAreShown() {
    long _ = aws.parameters.put(Aws.PARAMETER, TEXT);
    assertThat(Run.of("mode", "--stack", Aws.STACK).succeeds().out())
        .contains("/prod/config", "auto_approval = on", "pagerduty = on");
  }

  @Test
  void aFileIsChangedInPlaceAndKeepsItsRights() throws IOException {
    Path file = Files.writeString(directory.resolve("sallyport.toml"), TEXT);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    Run.of("mode", "slack", "off", "--config", file.toString()).succeeds();
    assertThat(file).hasContent(TEXT + "slack = \"off\"\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(directory).isDirectoryNotContaining(it -> it.toString().endsWith(".next"));
  }

  @Test
  void whatIsNoPartOrNoModeIsRefused() {
    Run.of("mode", "autoapproval", "off").isRefusedNaming("autoapproval", "auto_approval");
    Run.of("mode", "slack", "of").isRefusedNaming("of is no mode", "shadow");
    Run.of("mode", "slack").isRefusedNaming("slack", "off, shadow or on");
    brake().isRefusedNaming("/prod/config does not exist");
  }
}
