package dev.sallyport.tests.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same for Slack, there and back: whichever call is refused, cut or survived by nobody, each
 * recipient ends with one message in the right state, each review is there once, and whoever
 * pressed was told so.
 */
final class SlackEveryCallTest {
  @TempDir private Path directory;

  static List<Scenario> scenarios() {
    return SlackScenarios.all();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void endsWellWhereTheAppMayLook(Scenario scenario) {
    explore(scenario, true);
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void endsWellWithTwoDuplicatesAtMostWhereItMayNot(Scenario scenario) {
    explore(scenario, false);
  }

  private void explore(Scenario scenario, boolean history) {
    try (Explorer explorer =
        new Explorer(
            directory,
            identity -> World.onSlack(identity, history),
            history ? SlackFindings::withHistory : SlackFindings::blind)) {
      Explorer.Result result = explorer.explore(scenario);

      assertThat(result.wrong()).isEmpty();
      assertThat(result.runs()).isGreaterThan(20);
    }
  }
}
