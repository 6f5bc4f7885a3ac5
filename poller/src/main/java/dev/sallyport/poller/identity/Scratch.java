package dev.sallyport.poller.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder that only this user can read, for the time of one piece of work. */
final class Scratch implements AutoCloseable {
  private final Path folder;

  Scratch() throws IOException {
    // The JDK lets nobody but the owner into it.
    folder = Files.createTempDirectory("sallyport-");
  }

  Path folder() {
    return folder;
  }

  /** Nothing of it stays, whoever wrote it. */
  @Override
  public void close() {
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> inmostFirst = all.sorted(Comparator.reverseOrder()).toList();
      for (Path path : inmostFirst) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a folder with an identity cannot be deleted", e);
    }
  }
}
