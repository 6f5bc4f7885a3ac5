package dev.sallyport.cli.config;

import dev.sallyport.cli.local.Refusal;
import dev.sallyport.cli.local.UnreadFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** A file on this machine. It is replaced as a whole, so that nobody ever reads half of it. */
public record FileStore(Path file) implements ConfigStore {
  @Override
  public String name() {
    return file.toString();
  }

  @Override
  public Optional<Stored> read() {
    try {
      String text = Files.readString(file);
      return Optional.of(new Stored(text, text));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new Refusal(UnreadFile.why(file, e));
    }
  }

  @Override
  public Stored existing() {
    return read().orElseThrow(() -> new Refusal(file + " does not exist"));
  }

  @Override
  public String replace(Optional<Stored> read, String text) {
    if (!read().equals(read)) {
      throw new Outdated(file + " was changed meanwhile. Run it again");
    }
    try {
      Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
      Path next = target.resolveSibling("." + target.getFileName() + ".next");
      try {
        if (Files.exists(target)) {
          // With its rights: it may hold secrets.
          Files.copy(
              target,
              next,
              StandardCopyOption.COPY_ATTRIBUTES,
              StandardCopyOption.REPLACE_EXISTING);
        }
        Files.writeString(next, text);
        Files.move(
            next, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(next);
      }
      return "";
    } catch (IOException e) {
      throw new Refusal(file + " cannot be written: " + e.getClass().getSimpleName());
    }
  }
}
