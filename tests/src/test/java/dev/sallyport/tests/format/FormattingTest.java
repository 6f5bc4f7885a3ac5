package dev.sallyport.tests.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.tests.Checkout;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every Java file is laid out by google-java-format. With {@code -Dformat=write} they are brought
 * into shape.
 */
final class FormattingTest {
  private static final String FIX =
      "mvn -pl tests -am test -Dtest=FormattingTest -Dsurefire.failIfNoSpecifiedTests=false"
          + " -Dformat=write";

  private final ToolProvider formatter = ToolProvider.findFirst("google-java-format").orElseThrow();

  @Test
  void everyJavaFileIsFormatted() {
    List<Path> files = Checkout.javaFiles();
    assertThat(files).hasSizeGreaterThan(100);
    if (System.getProperty("format", "check").equals("write")) {
      run("--replace", files);
    }
    assertThat(run("--dry-run", files).lines())
        .as("files that google-java-format would lay out in another way; to fix them: %s", FIX)
        .isEmpty();
  }

  @Test
  void noticesAFileThatIsNot(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("Wide.java"), "final class   Wide {}\n");
    assertThat(run("--dry-run", List.of(file)).lines()).containsExactly(file.toString());
  }

  private String run(String mode, List<Path> files) {
    List<String> arguments = new ArrayList<>();
    arguments.add(mode);
    files.forEach(file -> arguments.add(file.toString()));
    StringWriter out = new StringWriter();
    StringWriter problems = new StringWriter();
    formatter.run(
        new PrintWriter(out, true),
        new PrintWriter(problems, true),
        arguments.toArray(String[]::new));
    assertThat(problems.toString()).as("what google-java-format complains about").isEmpty();
    return out.toString();
  }
}
