package dev.sallyport.cli;

import dev.sallyport.cli.local.Refusal;
import dev.sallyport.cli.local.UnreadFile;
import dev.sallyport.core.delivery.VerificationSecrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * Where verification secrets are kept on one machine: readable by its owner alone, and replaced as
 * a whole, so that nobody ever reads half of it.
 */
record SecretFile(Path path) implements SecretStore {
  private static final String OWNER_ONLY = "rw-------";

  @Override
  public String name() {
    return path.toString();
  }

  /**
   * What stands there; empty when there is no such file.
   *
   * @throws Refusal when it cannot be read, without any part of a value
   */
  @Override
  public Optional<VerificationSecrets> read() {
    if (!Files.exists(path)) {
      return Optional.empty();
    }
    try {
      return Optional.of(VerificationSecrets.parse(Files.readString(path)));
    } catch (IllegalArgumentException e) {
      throw new Refusal(path + ": " + e.getMessage());
    } catch (IOException e) {
      throw new Refusal(UnreadFile.why(path, e));
    }
  }

  @Override
  public void write(VerificationSecrets secrets) {
    Path folder = path.toAbsolutePath().getParent();
    try {
      Path next =
          Files.createTempFile(
              folder,
              ".secret",
              "",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
      try {
        fill(next, secrets.toJson() + "\n");
        Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(next);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(path + " cannot be written", e);
    }
  }

  /** What was not on the disk when the power went would be a secret that nobody shows again. */
  private static void fill(Path file, String text) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
      while (bytes.hasRemaining()) {
        var _ = channel.write(bytes);
      }
      channel.force(true);
    }
  }

  @Override
  public void delete() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(path + " cannot be deleted", e);
    }
  }
}
