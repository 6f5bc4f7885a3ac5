package dev.sallyport.tests.docs;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.cli.Sallyport;
import dev.sallyport.core.config.Config;
import dev.sallyport.core.config.ConfigReader;
import dev.sallyport.core.review.RoleRule;
import dev.sallyport.tests.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class DocumentationTest {
  private static final Path ROOT = Checkout.root();

  private static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      List<Path> pages = new ArrayList<>(docs.filter(it -> it.toString().endsWith(".md")).toList());
      pages.add(ROOT.resolve("README.md"));
      pages.add(ROOT.resolve("CONTRIBUTING.md"));
      return pages;
    }
  }

  private static List<MatchResult> matches(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().toList();
  }

  @Test
  void everyWeaknessNamesTestsThatExist() {
    String page = Checkout.text(ROOT.resolve("docs/weaknesses.md"));
    List<MatchResult> named = matches("`([A-Z]\\w+Test)\\.(\\w+)`", page);
    assertThat(named).hasSizeGreaterThan(30);
    List<String> missing = new ArrayList<>();
    for (MatchResult test : named) {
      if (!sourceOf(test.group(1)).contains("void " + test.group(2) + "(")) {
        missing.add(test.group());
      }
    }
    assertThat(missing).isEmpty();
  }

  private static String sourceOf(String className) {
    return Checkout.javaFiles().stream()
        .filter(file -> file.getFileName().toString().equals(className + ".java"))
        .map(Checkout::text)
        .collect(Collectors.joining());
  }

  @Test
  void everyCommandThatIsShownExists() throws IOException {
    CommandLine sallyport = Sallyport.commandLine();
    for (Path page : pages()) {
      for (MatchResult shown :
          matches("(?m)^ {4,}\\./sallyport (\\w+)(?: (\\w+))?", Checkout.text(page))) {
        assertThat(sallyport.getSubcommands()).as(page.toString()).containsKey(shown.group(1));
        CommandLine command = requireNonNull(sallyport.getSubcommands().get(shown.group(1)));
        if (shown.group(2) != null && !command.getSubcommands().isEmpty()) {
          assertThat(command.getSubcommands()).as(page.toString()).containsKey(shown.group(2));
        }
        matches(" (--[a-z-]+)", lineOf(Checkout.text(page), shown))
            .forEach(
                flag -> assertThat(flags(command)).as(page.toString()).contains(flag.group(1)));
      }
    }
  }

  private static String lineOf(String text, MatchResult shown) {
    return text.substring(shown.start()).lines().findFirst().orElse("");
  }

  private static List<String> flags(CommandLine command) {
    return Stream.concat(
            command.getCommandSpec().optionsMap().keySet().stream(),
            command.getSubcommands().values().stream().flatMap(it -> flags(it).stream()))
        .toList();
  }

  @Test
  void theConfigurationThatIsShownIsAccepted() {
    Config config = shown("docs/configuration.md");
    assertThat(config.autoApproval().rules().allow()).hasSize(1);
    assertThat(config.notices()).isEmpty();
  }

  @Test
  void theConfigurationOfTheSlackGuideIsAccepted() {
    Config config = shown("docs/slack.md");
    assertThat(config.notices()).isEmpty();
    assertThat(config.review().roles())
        .containsEntry("database-admin", new RoleRule(true, true, true))
        .containsEntry("production", new RoleRule(false, true, false));
  }

  private static Config shown(String page) {
    String text = Checkout.text(ROOT.resolve(page));
    return ConfigReader.local(page, matches("(?s)```toml\\n(.*?)```", text).getFirst().group(1));
  }

  @Test
  void everyAnswerThatTheSlackGuideExplainsIsGiven() {
    String given = (sourceOf("Words") + sourceOf("Manner")).replaceAll("\"\\s*\\+\\s*\"", "");
    List<MatchResult> explained =
        matches("(?m)^\\| \"(.*?)\" \\|", Checkout.text(ROOT.resolve("docs/slack.md")));
    assertThat(explained).hasSizeGreaterThan(15);
    assertThat(explained)
        .flatMap(answer -> List.of(answer.group(1).split("…", -1)))
        .allSatisfy(part -> assertThat(given).contains(part.strip()));
  }

  @Test
  void everyPictureIsSmall() throws IOException {
    try (Stream<Path> pictures = Files.list(ROOT.resolve("docs/images"))) {
      assertThat(pictures.toList())
          .isNotEmpty()
          .allSatisfy(picture -> assertThat(Files.size(picture)).isLessThan(200_000));
    }
  }

  @Test
  void everyPageThatIsLinkedExists() throws IOException {
    for (Path page : pages()) {
      for (MatchResult link : matches("\\]\\((?!https?:)([^)#]+)\\)", Checkout.text(page))) {
        assertThat(page.resolveSibling(link.group(1))).as(page + ": " + link.group()).exists();
      }
    }
  }
}
