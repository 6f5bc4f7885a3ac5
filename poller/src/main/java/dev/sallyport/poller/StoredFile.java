package dev.sallyport.poller;

import dev.sallyport.core.Unavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** A text in a file. */
record StoredFile(Path file) implements Stored {
  @Override
  public String place() {
    return file.toString();
  }

  @Override
  public Optional<String> read() {
    try {
      return Optional.of(Files.readString(file)).filter(text -> !text.isBlank());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new Unavailable(
          file + " cannot be read (" + e.getClass().getSimpleName() + "): check its permissions",
          e);
    }
  }
}
