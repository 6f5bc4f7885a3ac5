package dev.sallyport.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckoutTest {
  @TempDir private Path root = Path.of("");

  @Test
  void findsTheTemplateAboveTheDirectoryOfTheApp() throws IOException {
    Files.createFile(root.resolve("template.yaml"));
    Path app = Files.createDirectories(root.resolve("infra-cdk"));

    assertThat(Checkout.around(app).template()).isEqualTo(root.resolve("template.yaml"));
  }

  @Test
  void saysWhereCdkBelongsWhenThereIsNoTemplate() {
    assertThatThrownBy(() -> Checkout.around(root))
        .isInstanceOf(OptionError.class)
        .hasMessageContaining(root.toString())
        .hasMessageContaining("infra-cdk/");
  }

  @Test
  void namesTheZipThatWasNotBuiltAndTheCommand() {
    assertThatThrownBy(() -> new Checkout(root).built("functions/workers/target/workers.zip"))
        .isInstanceOf(OptionError.class)
        .hasMessageContaining(root.resolve("functions/workers/target/workers.zip").toString())
        .hasMessageContaining("mvn -f " + root.resolve("pom.xml") + " package");
  }
}
