package dev.sallyport.tests.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where AWS's region or credentials are missing, one line says so, whatever was asked. */
final class WithoutAwsTest {
  private final Map<String, Optional<String>> before = new HashMap<>();
  private final Path directory;

  WithoutAwsTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @BeforeEach
  void nothingIsSet() {
    assumeThat(System.getenv())
        .doesNotContainKeys("AWS_REGION", "AWS_ACCESS_KEY_ID", "AWS_WEB_IDENTITY_TOKEN_FILE");
    set("sallyport.home", directory.toString());
    set("aws.disableEc2Metadata", "true");
    set("aws.configFile", directory.resolve("config").toString());
    set("aws.sharedCredentialsFile", directory.resolve("credentials").toString());
  }

  private void set(String name, String value) {
    before.put(name, Optional.ofNullable(System.getProperty(name)));
    System.setProperty(name, value);
  }

  @AfterEach
  void restore() {
    before.forEach(
        (name, value) ->
            value.ifPresentOrElse(
                it -> System.setProperty(name, it), () -> System.clearProperty(name)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "config get --stack prod",
        "mode --stack prod",
        "mode",
        "dlq list --stack prod",
        "request why x --stack prod",
        "policy explain x --stack prod",
        "secrets list",
        "pagerduty webhook list --stack prod",
        "configure teleport --static"
      })
  void theRegionThatIsMissingIsNamedAndThenTheCredentials(String command) {
    Run.of(command.split(" ", -1))
        .isRefusedNaming("AWS cannot be asked: no region is known", "AWS_REGION", "AWS_PROFILE");
    set("aws.region", "eu-central-1");
    Run run = Run.of(command.split(" ", -1));
    run.isRefusedNaming("AWS cannot be asked: no credentials are found", "AWS_PROFILE");
    assertThat(run.err()).doesNotContain("AWS_REGION");
  }

  @Test
  void aProfileThatDoesNotExistIsNamed() {
    set("aws.profile", "nope");
    Run.of("config", "get").isRefusedNaming("the profile nope does not exist", "AWS_PROFILE");
    set("aws.region", "eu-central-1");
    Run.of("config", "get").isRefusedNaming("the profile nope does not exist", "AWS_PROFILE");
  }

  @Test
  void aProfileThatIsThereIsNotDenied() throws IOException {
    Files.writeString(directory.resolve("config"), "[profile nope]\noutput = json\n");
    set("aws.profile", "nope");
    set("aws.region", "eu-central-1");
    Run.of("config", "get").isRefusedNaming("no credentials are found");
  }

  @Test
  void validateCanDoWithoutAws() {
    Run.of("config", "validate")
        .isRefusedNaming("no region is known", "or name a FILE: sallyport config validate FILE");
  }
}
