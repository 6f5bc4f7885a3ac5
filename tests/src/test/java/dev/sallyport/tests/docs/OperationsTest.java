package dev.sallyport.tests.docs;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.cli.Sallyport;
import dev.sallyport.tests.Checkout;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The pages for operators name commands and alarms that exist. */
final class OperationsTest {
  private static String text(String file) {
    return Checkout.text(Checkout.root().resolve(file));
  }

  private static List<MatchResult> matches(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"docs/runbook.md", "docs/upgrade.md"})
  void everyCommandExists(String page) {
    List<MatchResult> shown = matches("`sallyport ([a-z-]+(?: [a-z_-]+)*)", text(page));
    assertThat(shown).hasSizeGreaterThan(10);
    for (MatchResult one : shown) {
      CommandLine command = Sallyport.commandLine();
      for (String word : one.group(1).split(" ", -1)) {
        if (command.getSubcommands().isEmpty()) {
          break;
        }
        assertThat(command.getSubcommands()).as(one.group()).containsKey(word);
        command = requireNonNull(command.getSubcommands().get(word));
      }
    }
  }

  @Test
  void everyAlarmHasASection() {
    String page = text("docs/runbook.md");
    List<String> explained =
        matches(
                "`NAME-([a-z*-]+)`",
                page.substring(page.indexOf("## By alarm"), page.indexOf("## By symptom")))
            .stream()
            .map(it -> it.group(1).replace("*", ".+"))
            .toList();
    List<String> alarms =
        matches("AlarmName: !Sub \\$\\{AWS::StackName\\}-(\\S+)", text("template.yaml")).stream()
            .map(it -> it.group(1))
            .toList();
    assertThat(alarms)
        .hasSizeGreaterThan(20)
        .allSatisfy(alarm -> assertThat(explained).anyMatch(alarm::matches));
    assertThat(explained).allSatisfy(name -> assertThat(alarms).anyMatch(it -> it.matches(name)));
  }

  @Test
  void everySectionThatAnAlarmLeadsToExists() {
    String page = text("docs/runbook.md");
    matches("(?m)^\\| `NAME-.*\\| (.*) \\|$", page)
        .forEach(
            row -> {
              for (String section : row.group(1).split("; for one destination: ", -1)) {
                assertThat(page).contains("### " + section + "\n");
              }
            });
  }
}
