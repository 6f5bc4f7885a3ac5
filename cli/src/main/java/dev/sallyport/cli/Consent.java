package dev.sallyport.cli;

import dev.sallyport.cli.local.Refusal;
import java.io.Console;
import java.util.Locale;
import java.util.Optional;

/** What a person must have agreed to. */
final class Consent {
  private Consent() {}

  /**
   * Asks, unless that was answered by {@code --yes}.
   *
   * @throws Refusal when nobody can be asked, or the answer is no
   */
  static void ask(String question, boolean given) {
    if (given) {
      return;
    }
    Console console =
        Optional.ofNullable(System.console())
            .filter(Console::isTerminal)
            .orElseThrow(
                () -> new Refusal("nobody can be asked here. " + question + " Say so with --yes"));
    String answer = console.readLine("%s Type yes: ", question);
    if (answer == null || !answer.strip().toLowerCase(Locale.ROOT).equals("yes")) {
      throw new Refusal("nothing was changed");
    }
  }
}
