package dev.sallyport.tests.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.config.Config;
import dev.sallyport.core.config.ConfigReader;
import dev.sallyport.tests.Checkout;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** docs/deploy.md is about this template. */
final class DeployPageTest {
  private static final String PAGE = Checkout.text(Checkout.root().resolve("docs/deploy.md"));
  private static final Pattern NAME = Pattern.compile("`([A-Z]\\w+)`");
  private static final Set<String> STARTING = Set.of("PollerStartRole", "RenewScheduleRole");

  @Test
  void everyParameterIsExplainedAndEveryNameIsThatOfAParameterOrAnOutput() {
    Set<String> parameters = new TreeSet<>();
    Stack.template().get("Parameters").fieldNames().forEachRemaining(parameters::add);
    Set<String> known = new TreeSet<>(parameters);
    known.addAll(Stack.all().outputs().keySet());
    known.addAll(List.of("HOST", "PATH", "OK", "ENABLED"));
    known.addAll(Stack.all().resources("AWS::Serverless::Function").keySet());
    Set<String> named = new TreeSet<>();
    Matcher matcher = NAME.matcher(PAGE);
    while (matcher.find()) {
      named.add(matcher.group(1));
    }
    assertThat(named).containsAll(parameters);
    assertThat(known).containsAll(named.stream().filter(it -> !it.contains("_")).toList());
  }

  /** SAM asks in the template's order. */
  @Test
  void theParametersStandInTheOrderInWhichTheyAreAskedFor() {
    List<String> asked = new ArrayList<>();
    Stack.template().get("Parameters").fieldNames().forEachRemaining(asked::add);
    List<String> explained =
        PAGE.lines()
            .dropWhile(it -> !it.equals("| parameter | answer |"))
            .skip(2)
            .takeWhile(it -> it.startsWith("|"))
            .flatMap(it -> NAME.matcher(it.split("\\|", -1)[1]).results())
            .map(it -> it.group(1))
            .toList();
    assertThat(explained).isEqualTo(asked);
  }

  @Test
  void theFileToBeginWithIsOneForAws() {
    Matcher file = Pattern.compile("(?s)```toml\n(.*?)```").matcher(PAGE);
    assertThat(file.find()).isTrue();
    Config config = ConfigReader.deployed("the page", file.group(1));
    assertThat(config.review().enabled()).isFalse();
    assertThat(config.slack()).isPresent();
  }

  /** One row for each role, but for those that start tasks. */
  @Test
  void theTableOfRightsIsTheOneThatIsTested() {
    Map<String, List<Set<String>>> expected = new TreeMap<>();
    Units.TABLE.forEach(
        (role, rights) -> {
          if (!STARTING.contains(role)) {
            expected.put(
                unit(role),
                List.of(
                    rights.reads(),
                    rights.writes(),
                    queues(rights.takes()),
                    queues(living(rights))));
          }
        });
    assertThat(table()).isEqualTo(expected);
  }

  private static String unit(String role) {
    String unit = role.replaceFirst("Role$", "");
    return Stack.template().at("/Resources/" + unit + "/Type").asText().endsWith("::Function")
        ? Stack.all().properties(unit).get("FunctionName").asText().substring("sallyport-".length())
        : unit.toLowerCase(Locale.ROOT);
  }

  private static Set<String> queues(Set<String> names) {
    return names.stream().map(it -> it.replace(".fifo", "")).collect(Collectors.toSet());
  }

  /** The queues that it sends to, without dead letters. */
  private static Set<String> living(Rights rights) {
    Set<String> living = new TreeSet<>(rights.sends());
    living.removeIf(it -> it.contains("-dead"));
    return living;
  }

  /** The names in each cell, by unit. */
  private static Map<String, List<Set<String>>> table() {
    return PAGE.lines()
        .dropWhile(it -> !it.equals("| unit | reads | writes | takes from | sends to |"))
        .skip(2)
        .takeWhile(it -> it.startsWith("|"))
        .map(it -> it.split("\\|", -1))
        .collect(
            Collectors.toMap(
                cells -> cells[1].strip(),
                cells -> IntStream.rangeClosed(2, 5).mapToObj(i -> names(cells[i])).toList()));
  }

  private static Set<String> names(String cell) {
    return Pattern.compile("`([^`]+)`")
        .matcher(cell)
        .results()
        .map(it -> it.group(1))
        .collect(Collectors.toSet());
  }

  @Test
  void whatIsSaidOfDeadLettersAndOfTheConfigurationHolds() {
    assertThat(PAGE)
        .containsPattern("Whoever takes from a queue may also send to its dead letters\\.")
        .containsPattern(
            "All but the webhook functions and renew may read the\\s+configuration\\.");
    Units.TABLE.forEach(
        (role, rights) -> {
          Set<String> dead = new TreeSet<>(rights.sends());
          dead.removeAll(living(rights));
          assertThat(queues(dead))
              .as(role)
              .isEqualTo(
                  queues(rights.takes()).stream()
                      .map(it -> it + "-dead")
                      .collect(Collectors.toSet()));
          assertThat(rights.isConfigured())
              .as(role)
              .isEqualTo(!role.matches("Webhook.*|RenewRole") && !STARTING.contains(role));
        });
  }

  @Test
  void theNumbersOfTheThrottleAreTheTemplates() {
    var routes = Stack.all().properties("Api").get("RouteSettings");
    for (String route : List.of("POST /webhooks/slack/interactions", "POST /webhooks/pagerduty")) {
      var limits = routes.get(route);
      assertThat(PAGE)
          .containsPattern(
              limits.get("ThrottlingRateLimit").asText()
                  + " \\w+ a second \\("
                  + limits.get("ThrottlingBurstLimit").asText()
                  + " at\\s+once\\)");
    }
  }
}
