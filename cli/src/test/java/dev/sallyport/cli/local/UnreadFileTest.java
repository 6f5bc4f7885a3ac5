package dev.sallyport.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Why a file was not read. */
final class UnreadFileTest {
  private final Path folder;

  UnreadFileTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void eachReasonHasItsWords() {
    Path file = folder.resolve("file");
    assertThat(UnreadFile.why(file, new NoSuchFileException(file.toString())))
        .isEqualTo(file + " does not exist");
    assertThat(UnreadFile.why(file, new AccessDeniedException(file.toString())))
        .isEqualTo(file + " may not be read: check its permissions");
    assertThat(UnreadFile.why(file, new MalformedInputException(1)))
        .isEqualTo(file + " cannot be read: MalformedInputException");
    assertThat(UnreadFile.why(folder, new IOException("Is a directory")))
        .isEqualTo(folder + " is a directory: name a file");
  }
}
