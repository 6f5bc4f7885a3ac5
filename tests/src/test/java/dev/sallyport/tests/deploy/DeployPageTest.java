package dev.sallyport.tests.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.tests.Checkout;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/deploy.md is about this template. */
final class DeployPageTest {
  private static final String PAGE = Checkout.text(Checkout.root().resolve("docs/deploy.md"));
  private static final Pattern NAME = Pattern.compile("`([A-Z]\\w+)`");

  @Test
  void everyParameterIsExplainedAndEveryNameIsThatOfAParameterOrAnOutput() {
    Set<String> parameters = new TreeSet<>();
    Stack.template().get("Parameters").fieldNames().forEachRemaining(parameters::add);
    Set<String> known = new TreeSet<>(parameters);
    known.addAll(Stack.all().outputs().keySet());
    known.addAll(List.of("HOST", "OK", "ENABLED", "PoliciesTest"));
    known.addAll(Stack.all().resources("AWS::Serverless::Function").keySet());
    Set<String> named = new TreeSet<>();
    Matcher matcher = NAME.matcher(PAGE);
    while (matcher.find()) {
      named.add(matcher.group(1));
    }
    assertThat(named).containsAll(parameters);
    assertThat(known).containsAll(named.stream().filter(it -> !it.contains("_")).toList());
  }

  @Test
  void theTableOfRightsIsTheOneThatIsTested() {
    Map.of("poller", "PollerRole", "decide", "DecideRole", "rotate", "RotateRole")
        .forEach(
            (unit, role) -> assertThat(secretsOf(unit)).as(unit).isEqualTo(Units.of(role).reads()));
  }

  /** Those that are named in the unit's row. */
  private static Set<String> secretsOf(String unit) {
    String row =
        PAGE.lines().filter(it -> it.startsWith("| " + unit + " |")).findFirst().orElseThrow();
    Set<String> names = new TreeSet<>();
    Matcher matcher = Pattern.compile("`([a-z-]+)`").matcher(row.split("\\|", -1)[2]);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
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
