package dev.sallyport.tests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.signal.Signal.Level;
import dev.sallyport.tests.Checkout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The runbook explains each event that alarms or warns, and none that the code does not know. */
final class RunbookTest {
  private static final String PAGE = Checkout.text(Checkout.root().resolve("docs/runbook.md"));

  /** An event's name in the code: in kebab case, in quotes. */
  private static final String NAME = "\"([a-z]+(?:-[a-z]+)*)\"";

  private static final Pattern SAID =
      Pattern.compile(
          "Signal\\s*\\.(info|warning|alarm)\\(\\s*[^,]+,\\s*(?:" + NAME + "|([^,]+)),");

  /** Where an event's name is no literal, the literals that it may be. */
  private static final Map<String, Pattern> ELSEWHERE =
      Map.of(
          "Errand.java",
          Pattern.compile("(?:say\\(|\\(\\w+\\),|end\\(truth\\)\\),)\\s*" + NAME + ","),
          "Troubles.java",
          Pattern.compile("[?:] " + NAME));

  /** What the poller tells once, by {@code Troubles}. */
  private static final Pattern TROUBLE = Pattern.compile("[. ]alarm\\(\\s*" + NAME + ",");

  private static final Pattern OVER = Pattern.compile("settle\\(\\s*" + NAME + ",");
  private static final Pattern MEASURED = Pattern.compile("each\\(\\s*" + NAME + ",");

  private final Map<Level, Set<String>> said = new EnumMap<>(Level.class);
  private final List<String> unknown = new ArrayList<>();

  RunbookTest() {
    for (Level level : Level.values()) {
      said.put(level, new TreeSet<>());
    }
    Checkout.javaFiles().stream()
        .filter(file -> file.toString().contains("/src/main/"))
        .filter(file -> !file.endsWith(Path.of("core", "signal", "Signal.java")))
        .forEach(this::read);
  }

  private void read(Path file) {
    String name = file.getFileName().toString();
    String code = Checkout.text(file);
    for (MatchResult call : SAID.matcher(code).results().toList()) {
      Level level = Level.valueOf(call.group(1).toUpperCase(java.util.Locale.ROOT));
      if (call.group(2) != null) {
        add(level, call.group(2));
      } else if (ELSEWHERE.containsKey(name)) {
        ELSEWHERE.get(name).matcher(code).results().forEach(it -> add(level, it.group(1)));
      } else {
        unknown.add(file + ": " + call.group());
      }
    }
    TROUBLE.matcher(code).results().forEach(it -> add(Level.ALARM, it.group(1)));
    OVER.matcher(code).results().forEach(it -> add(Level.INFO, it.group(1) + "-over"));
    if (name.equals("Measure.java")) {
      MEASURED.matcher(code).results().forEach(it -> add(Level.INFO, it.group(1)));
    }
  }

  private void add(Level level, String event) {
    said.getOrDefault(level, Set.of()).add(event);
  }

  private Set<String> said(Level level) {
    return said.getOrDefault(level, Set.of());
  }

  /** The events of the tables below a heading, until the next one. */
  private static Set<String> explained(String heading) {
    int from = PAGE.indexOf("\n## " + heading + "\n") + 1;
    assertThat(from).as(heading).isPositive();
    int to = PAGE.indexOf("\n## ", from);
    String part = to < 0 ? PAGE.substring(from) : PAGE.substring(from, to);
    return Pattern.compile("(?m)^\\| `([a-z-]+)` \\|")
        .matcher(part)
        .results()
        .map(row -> row.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void everyEventsNameIsFoundInTheCode() {
    assertThat(unknown).as("add to ELSEWHERE where these names come from").isEmpty();
    assertThat(said(Level.ALARM)).hasSizeGreaterThan(20).contains("dead-letter", "disconnected");
    assertThat(said(Level.WARNING)).hasSizeGreaterThan(20).contains("retry", "announced-nowhere");
    assertThat(said(Level.INFO)).contains("announced", "told", "closed", "disconnected-over");
  }

  @Test
  void everyAlarmIsExplained() {
    Set<String> both = explained("Events that alarm");
    both.addAll(explained("Events that warn"));
    assertThat(both).as("docs/runbook.md").containsAll(said(Level.ALARM));
    assertThat(said(Level.ALARM)).containsAll(explained("Events that alarm"));
  }

  @Test
  void everyWarningIsExplained() {
    Set<String> both = explained("Events that warn");
    both.addAll(explained("Events that alarm"));
    assertThat(both).as("docs/runbook.md").containsAll(said(Level.WARNING));
  }

  @Test
  void nothingIsNamedThatTheCodeDoesNotKnow() {
    Set<String> known = new TreeSet<>();
    said.values().forEach(known::addAll);
    assertThat(known).containsAll(explained("Events that alarm"));
    assertThat(known).containsAll(explained("Events that warn"));
    assertThat(known).containsAll(namedInTheText());
  }

  /** What the page calls an event outside of its tables: `kebab-case` names. */
  private static Set<String> namedInTheText() {
    Set<String> others =
        Set.of("reviews-slack", "reviews-pagerduty", "reviews-", "-dead", "auto-approval");
    return Pattern.compile("`([a-z]+(?:-[a-z]+)+)`")
        .matcher(PAGE)
        .results()
        .map(it -> it.group(1))
        .filter(it -> !others.contains(it))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
