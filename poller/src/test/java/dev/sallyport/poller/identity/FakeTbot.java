package dev.sallyport.poller.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;

/** A program in tbot's place that does for each token what it was told. */
final class FakeTbot {
  private static final String PROGRAM =
      """
      #!/bin/sh
      here=$(dirname "$0")
      for argument in "$@"; do
        case $argument in
          --token=*) token=${argument#--token=} ;;
          --destination=file://*) to=${argument#--destination=file://} ;;
        esac
      done
      echo "$@" >> "$here/calls"
      env >> "$here/variables"
      echo "$to" >> "$here/folders"
      echo "joining with $token"
      [ -f "$here/$token.says" ] && cat "$here/$token.says"
      [ -f "$here/$token.hangs" ] && exec sleep 600
      if [ -f "$here/$token.fails" ]; then
        rm "$here/$token.fails"
        exit 3
      fi
      [ -f "$here/$token.identity" ] && cp "$here/$token.identity" "$to/identity"
      exit 0
      """;

  private final Path folder;
  private final Path program;

  FakeTbot(Path folder) throws IOException {
    this.folder = folder;
    this.program = folder.resolve("tbot");
    Files.writeString(program, PROGRAM);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
  }

  Tbot tbot(Duration limit, Map<String, String> variables) {
    return new Tbot(
        new Tbot.Settings(
            program, "teleport.example.com:443", Duration.ofHours(12), Duration.ofHours(4), limit),
        variables);
  }

  void issues(String token, String identity) {
    write(token + ".identity", identity);
  }

  void says(String token, String text) {
    write(token + ".says", text);
  }

  /** Once. */
  void fails(String token) {
    write(token + ".fails", "");
  }

  void hangs(String token) {
    write(token + ".hangs", "");
  }

  String calls() {
    return read("calls");
  }

  String variables() {
    return read("variables");
  }

  /** Where it was to write. */
  String folders() {
    return read("folders");
  }

  private void write(String name, String text) {
    try {
      Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String read(String name) {
    try {
      return Files.readString(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
