package dev.sallyport.tests.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the internet reaches. */
final class ApiTest {
  private static final String SLACK = "POST /webhooks/slack/interactions";
  private static final String PAGERDUTY = "POST /webhooks/pagerduty";

  /** The routes and which function each is for. */
  private static Map<String, String> routes(Stack stack) {
    Map<String, String> routes = new TreeMap<>();
    stack
        .resources("AWS::Serverless::Function")
        .forEach(
            (name, function) ->
                function
                    .path("Events")
                    .forEach(
                        event -> {
                          if (event.get("Type").asText().equals("HttpApi")) {
                            JsonNode route = event.get("Properties");
                            assertThat(route.get("ApiId").asText()).isEqualTo("Api");
                            assertThat(route.get("PayloadFormatVersion").asText()).isEqualTo("2.0");
                            routes.put(
                                route.get("Method").asText() + " " + route.get("Path").asText(),
                                name);
                          }
                        }));
    return routes;
  }

  @Test
  void thereAreTwoRoutesAndEachEndsAtItsVendorsFunction() {
    assertThat(routes(Stack.all()))
        .isEqualTo(Map.of(SLACK, "WebhookSlack", PAGERDUTY, "WebhookPagerDuty"));
  }

  @Test
  void aVendorThatIsOffHasNoRoute() {
    assertThat(routes(Stack.allBut("EnableSlack", "false"))).containsOnlyKeys(PAGERDUTY);
    assertThat(routes(Stack.allBut("EnablePagerDuty", "false"))).containsOnlyKeys(SLACK);
    assertThat(Stack.of(Map.of("ClusterName", "c", "EnableOpsgenie", "true")).has("Api")).isFalse();
  }

  @Test
  void everyRouteIsThrottledByNumbersOfItsOwn() {
    JsonNode api = Stack.all().properties("Api");
    assertThat(limits(api.get("RouteSettings")))
        .isEqualTo(Map.of(SLACK, "50/100", PAGERDUTY, "100/200"));
    assertThat(limits(Stack.allBut("EnableSlack", "false").properties("Api").get("RouteSettings")))
        .containsOnlyKeys(PAGERDUTY);
    assertThat(api.at("/DefaultRouteSettings/ThrottlingRateLimit").asInt()).isEqualTo(25);
  }

  private static Map<String, String> limits(JsonNode routes) {
    Map<String, String> limits = new TreeMap<>();
    routes
        .properties()
        .forEach(
            it ->
                limits.put(
                    it.getKey(),
                    it.getValue().get("ThrottlingRateLimit").asInt()
                        + "/"
                        + it.getValue().get("ThrottlingBurstLimit").asInt()));
    return limits;
  }

  @Test
  void theAccessLogHoldsNothingThatWasSent() {
    String format = Stack.all().properties("Api").at("/AccessLogSettings/Format").asText();
    assertThat(format)
        .startsWith("{\"cluster\":\"example.com\",")
        .contains("\"status\":$context.status")
        .doesNotContainIgnoringCase("header")
        .doesNotContainIgnoringCase("body")
        .doesNotContain("userAgent", "queryString", "authorizer", "$context.path");
  }

  @Test
  void aWebhookAnswersBeforeTheVendorGivesUp() {
    for (String name : new String[] {"WebhookSlack", "WebhookPagerDuty"}) {
      JsonNode function = Stack.all().properties(name);
      assertThat(function.get("Timeout").asInt()).isEqualTo(5);
      assertThat(function.at("/Events/Delivered/Properties/TimeoutInMillis").asInt())
          .isEqualTo(5000);
      assertThat(function.get("MemorySize").asInt()).as("one virtual processor").isEqualTo(1769);
    }
  }
}
