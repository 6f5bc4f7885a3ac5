package dev.sallyport.tests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.rule.MonitoringRule;
import dev.sallyport.core.rule.MonitoringRules;
import dev.sallyport.core.rule.RuleRecipients;
import dev.sallyport.core.rule.Ruled;
import dev.sallyport.integrations.teleport.WireRequest;
import dev.sallyport.teleport.wire.types.AccessRequestV3;
import dev.sallyport.teleport.wire.wrappers.StringValues;
import dev.sallyport.tests.Checkout;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The conditions that {@code docs/routing.md} shows, applied to the request that it names. */
final class RoutingPageTest {
  private static final String PAGE = Checkout.text(Checkout.root().resolve("docs/routing.md"));
  private static final List<List<String>> BLOCKS =
      Pattern.compile("(?s)```(\\w*)\n(.*?)```")
          .matcher(PAGE)
          .results()
          .filter(block -> block.group(1).isEmpty())
          .map(block -> block.group(2).lines().toList())
          .toList();

  private static AccessRequest request() {
    AccessRequestV3.Builder wire = AccessRequestV3.newBuilder();
    wire.getMetadataBuilder().setName("id-1");
    wire.getSpecBuilder()
        .setUser("alice@example.com")
        .addRoles("editor")
        .setRequestReason("OPS-12: fix the build")
        .addSuggestedReviewers("bob@example.com")
        .getSystemAnnotationsBuilder()
        .putValues("team", StringValues.newBuilder().addValues("db").build());
    wire.getSpecBuilder().getCreatedBuilder().setSeconds(1_795_000_000L);
    return WireRequest.of(wire.build());
  }

  private static Ruled ruled(String condition) {
    MonitoringRule rule =
        new MonitoringRule("shown", condition, List.of(), "slack", List.of("somebody"));
    MonitoringRules rules =
        new MonitoringRules() {
          @Override
          public Listed listed() {
            return new Listed.Known(List.of(rule));
          }

          @Override
          public Optional<Map<String, List<String>>> traits(String user) {
            return Optional.of(Map.of("team", List.of("web")));
          }
        };
    return new RuleRecipients(rules, _ -> {}).of(request());
  }

  @Test
  void conditionsDoWhatThePageSays() {
    assertThat(BLOCKS).hasSize(3).allSatisfy(block -> assertThat(block).hasSizeGreaterThan(4));
    assertThat(BLOCKS.get(0))
        .allSatisfy(it -> assertThat(ruled(it).at("slack")).as(it).containsExactly("somebody"));
    assertThat(BLOCKS.get(1))
        .allSatisfy(
            it -> {
              assertThat(ruled(it).at("slack")).as(it).isEmpty();
              assertThat(ruled(it).isUnclear("slack")).as(it).isFalse();
            });
    assertThat(BLOCKS.get(2))
        .allSatisfy(
            it -> {
              assertThat(ruled(it).at("slack")).as(it).isEmpty();
              assertThat(ruled(it).isUnclear("slack")).as(it).isTrue();
            });
  }

  @Test
  void everyVariableAndFunctionIsNamed() {
    String known =
        Checkout.text(
                Checkout.root()
                    .resolve("core/src/main/java/dev/sallyport/core/rule/Variables.java"))
            + Checkout.text(
                Checkout.root()
                    .resolve("core/src/main/java/dev/sallyport/core/rule/FunctionCall.java"));
    List<MatchResult> names =
        Pattern.compile("(?:spec\\(\\s*|case )\"([a-z_.]+)\"").matcher(known).results().toList();
    assertThat(names).hasSizeGreaterThan(14);
    assertThat(names)
        .allSatisfy(
            name ->
                assertThat(PAGE)
                    .containsPattern("[`.]" + Pattern.quote(name.group(1)) + "[`\\[(]"));
  }
}
