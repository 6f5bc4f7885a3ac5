package dev.sallyport.tests.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * For every call on the way of a request: whether it is refused, cut before or after its effect, or
 * its process dies on either side of it, once things work again there is exactly one incident in
 * the right state, with each note exactly once.
 */
final class EveryCallTest {
  private static Explorer explorer;

  @BeforeAll
  static void start(@TempDir Path directory) {
    explorer = new Explorer(directory, World::start, Findings::of);
  }

  @AfterAll
  static void stop() {
    explorer.close();
  }

  static List<Scenario> scenarios() {
    return Scenarios.all();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void endsWellWhateverFails(Scenario scenario) {
    Explorer.Result result = explorer.explore(scenario);

    assertThat(result.wrong()).isEmpty();
    assertThat(result.runs()).isGreaterThan(30);
  }
}
