package dev.sallyport.tests.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.tests.Checkout;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the cost is computed from is what {@code template.yaml} deploys. */
final class InstallationTest {
  private static final String TEMPLATE = Checkout.text(Checkout.root().resolve("template.yaml"));
  private static final Table INSTALLATION = Table.of("installation.toml");

  /** A function's part of the template. */
  private static String part(String function) {
    int named = TEMPLATE.indexOf("FunctionName: !Sub ${AWS::StackName}-" + function + "\n");
    assertThat(named).as(function).isPositive();
    int end = TEMPLATE.indexOf("\n\n", named);
    return TEMPLATE.substring(named, end);
  }

  private static List<String> found(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(it -> it.group(1)).toList();
  }

  @Test
  void alarmsAreAllCounted() {
    assertThat(found("(Type: AWS::CloudWatch::Alarm)", TEMPLATE))
        .hasSize((int) INSTALLATION.whole("metrics", "alarms"));
  }

  @Test
  void functionsHaveThatMemory() {
    String standard = found("(?s)Globals:.*?MemorySize: (\\d+)", TEMPLATE).getFirst();
    for (String function : INSTALLATION.names("functions")) {
      List<String> own = found("MemorySize: (\\d+)", part(function));
      assertThat(own.isEmpty() ? standard : own.getFirst())
          .as(function)
          .isEqualTo(INSTALLATION.text("functions", function, "memory_mb"));
    }
  }

  @Test
  void functionsReadThatManySecrets() {
    for (String function : INSTALLATION.names("functions")) {
      assertThat(found("(SALLYPORT_(?!JSM)\\w+_ARN):", part(function)))
          .as("secrets of %s, JSM's aside", function)
          .hasSize((int) INSTALLATION.whole("functions", function, "secrets"));
    }
  }

  @Test
  void functionsThatCostNothingWorthAWordAreKnown() {
    List<String> all = found("FunctionName: !Sub \\$\\{AWS::StackName\\}-(\\S+)", TEMPLATE);
    assertThat(all)
        .filteredOn(function -> !INSTALLATION.names("functions").contains(function))
        .containsExactly("rotate");
  }

  @Test
  void dataKeysAreReusedForThatLong() {
    assertThat(found("KmsDataKeyReusePeriodSeconds: (\\d+)", TEMPLATE))
        .isNotEmpty()
        .allSatisfy(
            seconds ->
                assertThat(Integer.parseInt(seconds) / 60)
                    .isEqualTo((int) INSTALLATION.whole("kms", "reuse_minutes")));
  }

  @Test
  void identitiesAreRenewedThatOften() {
    assertThat(found("rate\\((\\d+) hours?\\)", TEMPLATE))
        .singleElement()
        .satisfies(
            hours ->
                assertThat(1.0 / Integer.parseInt(hours))
                    .isEqualTo(INSTALLATION.number("poller", "renewals_per_hour")));
  }
}
