package dev.sallyport.tests.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what. */
final class PoliciesTest {
  private static final String ROLE = "AWS::IAM::Role";
  private static final Stack STACK = Stack.all();

  /** Each with its reason. Whatever is not here names one action and one resource. */
  private static final Map<String, String> EXPLAINED_WILDCARDS =
      Map.of(
          "Key/AdministeredByTheAccount: *", "in the policy of a key it is that key",
          "Key/UsedThroughQueuesAndSecrets: *", "in the policy of a key it is that key",
          "NetworkPolicy/AttachToSubnets: *", "the interface does not exist yet",
          "NetworkPolicy/NotByTheCode: *", "a denial",
          "TracePolicy/SendTraces: *", "X-Ray knows no resource for it",
          "PollerStartRole/EnterRegistry: *", "ECR knows no resource for it");

  @Test
  void eachUnitMayWhatItsRowSaysAndNothingElse() {
    Map<String, JsonNode> roles = STACK.resources(ROLE);
    assertThat(roles).containsOnlyKeys(Units.TABLE.keySet());
    roles.forEach(
        (name, role) ->
            assertThat(Rights.granted(role))
                .as(name)
                .containsExactlyInAnyOrderElementsOf(Units.of(name).grants()));
  }

  @Test
  void everyWildcardIsExplained() {
    Set<String> found = new HashSet<>();
    everyPolicy()
        .forEach(
            (owner, policy) ->
                Statement.of(policy)
                    .forEach(
                        statement ->
                            statement
                                .wildcards()
                                .filter(it -> !isStreamOfLog(it) && !isDenialInTheClear(statement))
                                .forEach(
                                    it -> found.add(owner + "/" + statement.sid() + ": " + it))));
    assertThat(found).containsExactlyInAnyOrderElementsOf(EXPLAINED_WILDCARDS.keySet());
  }

  /** The ARN of a log group ends so. */
  private static boolean isStreamOfLog(String resource) {
    return resource.matches("arn:aws:logs:[^*]+:log-group:[^*]+:\\*");
  }

  private static boolean isDenialInTheClear(Statement statement) {
    return !statement.allows() && statement.sid().equals("NothingInTheClear");
  }

  private static Map<String, JsonNode> everyPolicy() {
    Map<String, JsonNode> policies = new LinkedHashMap<>();
    for (String type :
        List.of(ROLE, "AWS::IAM::ManagedPolicy", "AWS::KMS::Key", "AWS::SQS::QueuePolicy")) {
      policies.putAll(STACK.resources(type));
    }
    return policies;
  }

  @Test
  void nothingElseGrantsAnything() {
    List<String> granting = new ArrayList<>();
    Stack.template()
        .get("Resources")
        .properties()
        .forEach(
            it -> {
              if (it.getValue().get("Type").asText().matches("AWS::IAM::(?!Role|ManagedPolicy).*")
                  || it.getValue().get("Properties").has("ResourcePolicy")) {
                granting.add(it.getKey());
              }
            });
    assertThat(granting).isEmpty();
    assertThat(STACK.resources("AWS::Serverless::Function"))
        .allSatisfy((name, function) -> assertThat(function.has("Policies")).as(name).isFalse());
    assertThat(STACK.resources(ROLE))
        .allSatisfy(
            (name, role) ->
                assertThat(Statement.texts(role.path("ManagedPolicyArns")))
                    .as(name)
                    .isSubsetOf("", "NetworkPolicy", "TracePolicy"));
  }

  @Test
  void everyFunctionHasARoleOfItsOwnThatLambdaAloneAssumes() {
    Map<String, JsonNode> functions = STACK.resources("AWS::Serverless::Function");
    assertThat(functions).hasSize(11);
    functions.forEach(
        (name, function) -> {
          assertThat(function.get("Role").asText())
              .isEqualTo("arn:aws:iam::123456789012:role/" + name + "Role");
          assertThat(STACK.properties(name + "Role").get("AssumeRolePolicyDocument").toString())
              .contains("{\"Service\":\"lambda.amazonaws.com\"}")
              .doesNotContain("*");
        });
  }

  @Test
  void aRoleWritesItsOwnLogAlone() {
    STACK
        .resources("AWS::Serverless::Function")
        .forEach(
            (name, function) ->
                assertThat(resourcesOf(STACK.properties(name + "Role"), "logs:"))
                    .as(name)
                    .containsExactly(
                        "arn:aws:logs:eu-central-1:123456789012:log-group:/aws/lambda/"
                            + function.get("FunctionName").asText()
                            + ":*"));
  }

  private static Set<String> resourcesOf(JsonNode role, String service) {
    Set<String> resources = new HashSet<>();
    Statement.of(role).stream()
        .filter(it -> it.actions().stream().anyMatch(action -> action.startsWith(service)))
        .forEach(it -> resources.addAll(it.resources()));
    return resources;
  }

  @ParameterizedTest
  @ValueSource(strings = {"EnablePagerDuty", "EnableOpsgenie", "EnableJsm", "EnableSlack"})
  void whatIsSwitchedOffIsInNobodysRights(String integration) {
    Map<String, String> parameters = new HashMap<>(Stack.ALL);
    parameters.put(integration, "false");
    if (integration.equals("EnableOpsgenie")) {
      // JSM has a key under Opsgenie's name, too.
      parameters.put("EnableJsm", "false");
    }
    Stack without = Stack.of(parameters);
    without
        .resources(ROLE)
        .forEach(
            (name, role) ->
                assertThat(Units.of(name).grants()).as(name).containsAll(Rights.granted(role)));
    String gone = integration.substring("Enable".length()).toLowerCase(Locale.ROOT);
    assertThat(without.resources("AWS::SecretsManager::Secret").values())
        .noneSatisfy(it -> assertThat(it.get("Name").asText()).startsWith("sallyport/" + gone));
  }

  @Test
  void everyRoleStaysWithinTheBoundary() {
    assertThat(STACK.resources(ROLE))
        .allSatisfy(
            (name, role) ->
                assertThat(role.path("PermissionsBoundary").asText())
                    .as(name)
                    .isEqualTo("arn:aws:iam::123456789012:policy/boundary"));
  }

  @Test
  void onlyWhatCallsTeleportIsInItsNetwork() {
    STACK
        .resources("AWS::Serverless::Function")
        .forEach(
            (name, function) ->
                assertThat(function.has("VpcConfig"))
                    .as(name)
                    .isEqualTo(
                        Units.of(name + "Role").reads().stream()
                            .anyMatch(it -> it.startsWith("teleport-"))));
  }
}
