package dev.sallyport.cli;

import dev.sallyport.cli.local.Refusal;
import java.io.Console;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a person must have agreed to. */
final class Consent {
  private static final Set<String> AGREES = Set.of("y", "yes");

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
    String answer = console.readLine("%s Type y or yes: ", question);
    if (!isYes(answer)) {
      throw new Refusal("nothing was changed");
    }
  }

  /**
   * Whether an answer agrees.
   *
   * @param answer null at the end of the input
   */
  static boolean isYes(@Nullable String answer) {
    return answer != null && AGREES.contains(answer.strip().toLowerCase(Locale.ROOT));
  }
}
