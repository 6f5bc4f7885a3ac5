package dev.sallyport.cli.secrets;

import dev.sallyport.cli.local.Refusal;
import dev.sallyport.cli.local.UnreadFile;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Takes a secret from a file or from a person, never from an argument that others could see. */
public final class SecretInput {
  private static final long LONGEST = 65_536;

  private SecretInput() {}

  /**
   * A file's text without the white space around it.
   *
   * @param flag for messages
   * @throws Refusal when there is nothing to read
   */
  public static String read(String flag, Path file) {
    try {
      if (Files.size(file) > LONGEST) {
        throw new Refusal(flag + ": " + file + " is longer than " + LONGEST + " bytes");
      }
      String text = Files.readString(file).strip();
      if (text.isEmpty()) {
        throw new Refusal(flag + ": " + file + " is empty");
      }
      return text;
    } catch (IOException e) {
      throw new Refusal(flag + ": " + UnreadFile.why(file, e));
    }
  }

  /**
   * What a person types, unseen; empty when it is nothing.
   *
   * @param flag that says the same where nobody can be asked
   * @throws Refusal when nobody can be asked
   */
  public static Optional<String> ask(String flag, String question) {
    Console console =
        Optional.ofNullable(System.console())
            .filter(Console::isTerminal)
            .orElseThrow(() -> new Refusal(flag + " is missing, and nobody can be asked here"));
    char[] typed = console.readPassword("%s (empty: leave what is stored): ", question);
    if (typed == null) {
      return Optional.empty();
    }
    String text = new String(typed).strip();
    Arrays.fill(typed, ' ');
    return Optional.of(text).filter(it -> !it.isEmpty());
  }
}
