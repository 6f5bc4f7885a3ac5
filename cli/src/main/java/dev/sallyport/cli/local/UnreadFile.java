package dev.sallyport.cli.local;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Why a file was not read, in the words that all commands use. */
public final class UnreadFile {
  private UnreadFile() {}

  /** One line that names the file and, where it is known, what to do. */
  public static String why(Path file, IOException failure) {
    if (Files.isDirectory(file)) {
      return file + " is a directory: name a file";
    }
    return switch (failure) {
      case NoSuchFileException _ -> file + " does not exist";
      case AccessDeniedException _ -> file + " may not be read: check its permissions";
      default -> file + " cannot be read: " + failure.getClass().getSimpleName();
    };
  }
}
