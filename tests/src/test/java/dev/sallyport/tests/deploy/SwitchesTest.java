package dev.sallyport.tests.deploy;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every way to switch it on. */
final class SwitchesTest {
  private static final List<String> SWITCHES =
      List.of(
          "EnablePagerDuty",
          "EnableOpsgenie",
          "EnableJsm",
          "EnableSlack",
          "RenewIdentities",
          "RotatePagerDutyWebhook");
  private static final List<String> LEFT_OUT =
      List.of("PollerImage", "AlarmTopicArn", "FunctionSubnetIds", "PollerSecurityGroupIds");

  @Test
  void nothingRefersToWhatIsNotThere() {
    int ways = 1 << (SWITCHES.size() + LEFT_OUT.size());
    for (int way = 0; way < ways; way++) {
      Map<String, String> parameters = new HashMap<>(Stack.ALL);
      for (int i = 0; i < SWITCHES.size(); i++) {
        parameters.put(SWITCHES.get(i), String.valueOf((way >> i & 1) == 1));
      }
      for (int i = 0; i < LEFT_OUT.size(); i++) {
        if ((way >> (SWITCHES.size() + i) & 1) == 1) {
          parameters.put(LEFT_OUT.get(i), "");
        }
      }
      Stack stack = Stack.of(parameters);
      Stack.template()
          .get("Resources")
          .properties()
          .forEach(
              it -> {
                if (stack.has(it.getKey())) {
                  assertThat(stack.properties(it.getKey()).isObject()).isTrue();
                }
              });
      assertThat(stack.outputs()).containsKey("NextSteps");
    }
  }

  /** The integration's key writes the alerts; the login reads what was written. */
  @Test
  void jsmAloneHasBothOfItsSecrets() {
    Map<String, String> parameters = new HashMap<>(Stack.ALL);
    parameters.put("EnableOpsgenie", "false");
    Stack stack = Stack.of(parameters);
    assertThat(stack.has("OpsgenieApiSecret")).isTrue();
    for (String function : List.of("Decide", "NotifyOpsgenie", "SweepOpsgenie")) {
      assertThat(stack.properties(function).at("/Environment/Variables").properties())
          .as(function)
          .extracting(Map.Entry::getKey)
          .contains("SALLYPORT_OPSGENIE_KEY_ARN", "SALLYPORT_JSM_LOGIN_ARN");
      assertThat(Rights.granted(stack.properties(function + "Role"), Rights.READING))
          .as(function)
          .contains("opsgenie-api", "jsm-api");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "PollerImage, RenewIdentities needs PollerImage",
    "TeleportAddr, RenewIdentities needs TeleportAddr"
  })
  void renewalIsRefusedWithoutWhatItNeeds(String parameter, String refusal) {
    Map<String, String> parameters = new HashMap<>(Stack.ALL);
    assertThat(Stack.of(parameters).refusals()).isEmpty();
    parameters.put(parameter, "");
    assertThat(Stack.of(parameters).refusals()).containsExactly(refusal);
    parameters.put("RenewIdentities", "false");
    assertThat(Stack.of(parameters).refusals()).isEmpty();
  }

  @Test
  void aStackThatTellsNobodyIsRefused() {
    assertThat(Stack.of(Map.of("ClusterName", "example.com")).refusals())
        .singleElement()
        .asString()
        .startsWith("Nobody would hear of a request");
  }

  @Test
  void twoStacksInOneAccountShareNoName() {
    Stack stack = Stack.all();
    for (String type :
        List.of(
            "AWS::SQS::Queue QueueName",
            "AWS::SecretsManager::Secret Name",
            "AWS::Serverless::Function FunctionName",
            "AWS::Logs::LogGroup LogGroupName",
            "AWS::CloudWatch::Alarm AlarmName",
            "AWS::KMS::Alias AliasName",
            "AWS::ECS::Cluster ClusterName",
            "AWS::ECS::Service ServiceName",
            "AWS::ECS::TaskDefinition Family",
            "AWS::Scheduler::Schedule Name")) {
      String[] parts = type.split(" ", 2);
      assertThat(stack.resources(parts[0]).values())
          .as(type)
          .isNotEmpty()
          .allSatisfy(it -> assertThat(it.get(parts[1]).asText()).contains(Stack.NAME));
    }
    assertThat(stack.resources("AWS::IAM::Role").values())
        .noneSatisfy(it -> assertThat(it.has("RoleName")).isTrue());
  }

  @Test
  void theCommandThatAnAlarmNamesIsForThisStack() {
    assertThat(Stack.all().resources("AWS::CloudWatch::Alarm").values())
        .extracting(it -> it.get("AlarmDescription").asText())
        .filteredOn(it -> it.contains("sallyport "))
        .isNotEmpty()
        .allSatisfy(it -> assertThat(it).endsWith("--stack sallyport"));
  }

  /**
   * SAM publishes a version when the text of the template changes, CloudFormation when the
   * version's description does. A parameter that changes a function changes no text.
   */
  @ParameterizedTest
  @CsvSource({
    "ClusterName, other.example.com",
    "EnablePagerDuty, false",
    "EnableOpsgenie, false",
    "EnableJsm, false",
    "EnableSlack, false",
    "FunctionSubnetIds, ''",
    "FunctionSubnetIds, subnet-0d",
    "FunctionSecurityGroupIds, sg-0c",
    "PollerImage, ''",
    "PollerSubnetIds, subnet-0d",
    "PollerSecurityGroupIds, ''",
    "PollerPublicIp, ENABLED",
    "RenewIdentities, false",
    "TeleportAddr, other.example.com:443",
    "AlarmTopicArn, ''",
    "LogRetentionDays, 7",
    "RotatePagerDutyWebhook, false",
    "SnapStart, off",
    "Tracing, off",
    "PermissionsBoundaryArn, ''"
  })
  void aParameterThatChangesAFunctionMakesANewVersionOfIt(String parameter, String value) {
    Map<String, JsonNode> before = Stack.all().resources("AWS::Serverless::Function");
    Map<String, JsonNode> after =
        Stack.allBut(parameter, value).resources("AWS::Serverless::Function");
    after.forEach(
        (name, function) -> {
          JsonNode was = requireNonNull(before.get(name), name);
          boolean changed = !body(function).equals(body(was));
          boolean described =
              !function.get("VersionDescription").equals(was.get("VersionDescription"));
          assertThat(described || !changed).as(name + " by " + parameter).isTrue();
        });
  }

  private static JsonNode body(JsonNode function) {
    ObjectNode body = function.deepCopy();
    body.remove(List.of("Description", "VersionDescription"));
    return body;
  }

  @Test
  void lambdaFindsSomethingToPublishWhenTheVersionsDescriptionChanges() {
    assertThat(Stack.all().resources("AWS::Serverless::Function"))
        .allSatisfy(
            (name, function) -> {
              String description = function.get("VersionDescription").asText();
              assertThat(function.get("Description").asText()).isEqualTo(description);
              assertThat(description.length()).as(name).isBetween(20, 256);
              assertThat(function.get("AutoPublishAlias").asText()).isEqualTo("live");
            });
  }

  @Test
  void theLongestNamesAndTheLargestNetworkFitIntoADescription() {
    Map<String, String> parameters = new HashMap<>(Stack.ALL);
    parameters.put("ClusterName", "c".repeat(76));
    parameters.put("FunctionSubnetIds", ids("subnet-", 4));
    parameters.put("FunctionSecurityGroupIds", ids("sg-", 5));
    assertThat(Stack.of(parameters).resources("AWS::Serverless::Function"))
        .allSatisfy(
            (name, function) ->
                assertThat(function.get("Description").asText().length())
                    .as(name)
                    .isLessThanOrEqualTo(256));
    assertThat(allowed("ClusterName", "c".repeat(76))).isTrue();
    assertThat(allowed("ClusterName", "c".repeat(77))).isFalse();
    for (String id : List.of("subnet-", "sg-")) {
      String list = id.equals("sg-") ? "FunctionSecurityGroupIds" : "FunctionSubnetIds";
      assertThat(allowed(list, "")).isTrue();
      assertThat(allowed(list, ids(id, 1))).isTrue();
      assertThat(allowed(list, ids(id, 1) + "0")).isFalse();
    }
  }

  private static String ids(String prefix, int times) {
    return String.join(",", Collections.nCopies(times, prefix + "0123456789abcdef0"));
  }

  private static boolean allowed(String parameter, String value) {
    JsonNode pattern = Stack.template().at("/Parameters/" + parameter + "/AllowedPattern");
    return !pattern.isMissingNode() && value.matches(pattern.asText());
  }

  /** From a snapshot Lambda hands out credentials in another way than by variables. */
  @Test
  void whatTakesItsCredentialsFromVariablesNeverStartsFromASnapshot() {
    Stack.all()
        .resources("AWS::Serverless::Function")
        .forEach(
            (name, function) ->
                assertThat(function.at("/SnapStart/ApplyOn").asText())
                    .as(name)
                    .isEqualTo(
                        name.startsWith("Webhook") || name.equals("Rotate")
                            ? "None"
                            : "PublishedVersions"));
  }

  @Test
  void everyParameterIsExplainedAndGrouped() {
    TreeSet<String> grouped = new TreeSet<>();
    Stack.template()
        .at("/Metadata/AWS::CloudFormation::Interface/ParameterGroups")
        .forEach(group -> group.get("Parameters").forEach(it -> grouped.add(it.asText())));
    TreeSet<String> parameters = new TreeSet<>();
    Stack.template()
        .get("Parameters")
        .properties()
        .forEach(
            it -> {
              parameters.add(it.getKey());
              assertThat(it.getValue().path("Description").asText()).as(it.getKey()).isNotBlank();
            });
    assertThat(grouped).isEqualTo(parameters);
  }
}
