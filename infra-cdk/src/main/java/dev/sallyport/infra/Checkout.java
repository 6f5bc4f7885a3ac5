package dev.sallyport.infra;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The project's files, from which everything is deployed. */
record Checkout(Path root) {
  private static final String TEMPLATE = "template.yaml";

  /**
   * The one that a directory is in.
   *
   * @throws OptionError when it is in none
   */
  static Checkout around(Path directory) {
    Path start = directory.toAbsolutePath().normalize();
    return Stream.iterate(start, it -> it != null, Path::getParent)
        .filter(it -> Files.isRegularFile(it.resolve(TEMPLATE)))
        .findFirst()
        .map(Checkout::new)
        .orElseThrow(
            () ->
                new OptionError(
                    "neither "
                        + start
                        + " nor a directory above has a "
                        + TEMPLATE
                        + ": run cdk in infra-cdk/"));
  }

  Path template() {
    return root.resolve(TEMPLATE);
  }

  /**
   * A file or directory that the build makes.
   *
   * @throws OptionError naming the command that makes it
   */
  Path built(String path) {
    return present(path, "build it first: mvn -f %s package".formatted(root.resolve("pom.xml")));
  }

  /**
   * A file or directory of the project.
   *
   * @throws OptionError naming the fix
   */
  Path present(String path, String fix) {
    Path file = root.resolve(path).normalize();
    if (!Files.exists(file)) {
      throw new OptionError(file + " is missing: " + fix);
    }
    return file;
  }
}
