package dev.sallyport.tests.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Commands about secrets, none of which may tell one. */
abstract class SecretsTestBase {
  final Aws aws = new Aws("sallyport");
  private final List<Run> runs = new ArrayList<>();
  @TempDir Path folder;

  @AfterEach
  void nothingSecretWasTold() {
    aws.close();
    assertThat(runs.toString()).doesNotContain("canary");
  }

  final Run run(String... arguments) {
    Run run = Run.of(arguments);
    runs.add(run);
    return run;
  }

  final String file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, text + "\n");
    return file.toString();
  }

  final void config(String text) {
    aws.store(text);
  }
}
