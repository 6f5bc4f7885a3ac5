package dev.sallyport.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The source files of every module. */
public final class Checkout {
  private Checkout() {}

  /** The folder of the root POM. */
  public static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("sallyport"))) {
      Path parent = folder.getParent();
      if (parent == null) {
        throw new IllegalStateException("no checkout of Sallyport around " + Path.of("."));
      }
      folder = parent;
    }
    return folder;
  }

  /** Every Java file that people wrote, in order. */
  public static List<Path> javaFiles() {
    Path root = root();
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> isSource(root.relativize(file)))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isSource(Path relative) {
    List<String> folders =
        Stream.iterate(relative, path -> path != null, Path::getParent)
            .map(path -> path.getFileName().toString())
            .toList();
    return folders.contains("src") && !folders.contains("target");
  }

  /** The text of a file. */
  public static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
