package dev.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.cli.local.Refusal;
import dev.sallyport.cli.local.RunFile;
import dev.sallyport.core.Unavailable;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Which installation a command is for. */
final class PlaceTest {
  private static final Path FILE = Path.of("sallyport.toml");
  private static final URI NOWHERE = URI.create("http://127.0.0.1:1");
  private static final RunFile RUN =
      RunFile.here("127.0.0.1:1", "example.com", FILE, "", NOWHERE, NOWHERE);

  private static Place of(
      Optional<String> flag, Optional<Path> file, Optional<String> variable, boolean runs) {
    return Place.of(flag, file, variable, () -> runs ? Optional.of(RUN) : Optional.empty());
  }

  @Test
  void whatAnOptionNamesGoesFirst() {
    assertThat(of(Optional.of("prod"), Optional.empty(), Optional.of("dev"), true))
        .isEqualTo(new Place.Stack("prod", true));
    assertThat(of(Optional.empty(), Optional.of(FILE), Optional.of("dev"), true))
        .isEqualTo(new Place.File(FILE));
  }

  @Test
  void thenTheVariableThenTheLocalLoopThenTheUsualStack() {
    assertThat(of(Optional.empty(), Optional.empty(), Optional.of("dev"), true))
        .isEqualTo(new Place.Stack("dev", true));
    assertThat(of(Optional.empty(), Optional.empty(), Optional.empty(), true))
        .isEqualTo(new Place.Loop(RUN));
    assertThat(of(Optional.empty(), Optional.empty(), Optional.empty(), false))
        .isEqualTo(new Place.Stack("sallyport", false));
  }

  @Test
  void twoOptionsAreRefused() {
    assertThatThrownBy(() -> of(Optional.of("prod"), Optional.of(FILE), Optional.empty(), false))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("--stack");
  }

  @Test
  void theUsualStackThatIsNotThereTellsWhatElseCouldBeMeant() {
    Place usual = new Place.Stack("sallyport", false);
    assertThatThrownBy(
            () ->
                usual.ask(
                    () -> {
                      throw new Refusal("there is no queue");
                    }))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith("the stack sallyport on AWS is not to be had: there is no queue")
        .hasMessageContainingAll("--stack", "SALLYPORT_STACK", "--config", "./sallyport local");
    assertThatThrownBy(
            () ->
                usual.ask(
                    () -> {
                      throw new Unavailable(
                          "cannot be read",
                          SdkClientException.create("Unable to load region from any of"));
                    }))
        .isInstanceOf(Refusal.class)
        .hasMessageContainingAll("--stack", "AWS_REGION");
  }

  @Test
  void aStackThatSomebodyNamedSaysNothingOfOthers() {
    Refusal refusal = new Refusal("there is no queue");
    assertThatThrownBy(
            () ->
                new Place.Stack("prod", true)
                    .ask(
                        () -> {
                          throw refusal;
                        }))
        .isSameAs(refusal);
  }

  @Test
  void eachHasWords() {
    assertThat(new Place.Stack("prod", true).words()).contains("stack prod");
    assertThat(new Place.Loop(RUN).words()).contains("local loop", "real cluster example.com");
    assertThat(new Place.File(FILE).words()).contains("sallyport.toml");
  }
}
