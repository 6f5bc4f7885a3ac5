package dev.sallyport.tests.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A stack of the template as CloudFormation would make it in the account 123456789012 and the
 * region eu-central-1, under the name {@code sallyport}.
 */
public final class Stack {
  static final String NAME = "sallyport";

  /** Everything switched on. */
  static final Map<String, String> ALL =
      Map.ofEntries(
          Map.entry("ClusterName", "example.com"),
          Map.entry("EnablePagerDuty", "true"),
          Map.entry("EnableOpsgenie", "true"),
          Map.entry("EnableJsm", "true"),
          Map.entry("EnableSlack", "true"),
          Map.entry("FunctionSubnetIds", "subnet-0a,subnet-0b"),
          Map.entry("FunctionSecurityGroupIds", "sg-0a"),
          Map.entry(
              "PollerImage", "123456789012.dkr.ecr.eu-central-1.amazonaws.com/team/poller:1.0"),
          Map.entry("PollerSubnetIds", "subnet-0c"),
          Map.entry("PollerSecurityGroupIds", "sg-0b"),
          Map.entry("RenewIdentities", "true"),
          Map.entry("TeleportAddr", "example.com:443"),
          Map.entry("AlarmTopicArn", "arn:aws:sns:eu-central-1:123456789012:alarms"),
          Map.entry("RotatePagerDutyWebhook", "true"),
          Map.entry("SnapStart", "on"),
          Map.entry("Tracing", "on"),
          Map.entry("PermissionsBoundaryArn", "arn:aws:iam::123456789012:policy/boundary"));

  private static final JsonNode TEMPLATE = TemplateFile.read();

  private final Functions functions;

  private Stack(Functions functions) {
    this.functions = functions;
  }

  static Stack all() {
    return of(ALL);
  }

  /** With one parameter other than in {@link #ALL}. */
  static Stack allBut(String parameter, String value) {
    Map<String, String> parameters = new LinkedHashMap<>(ALL);
    parameters.put(parameter, value);
    return of(parameters);
  }

  /** What is not given has its default; what AWS says of the place may be given, too. */
  public static Stack of(Map<String, String> parameters) {
    Map<String, String> values = new LinkedHashMap<>();
    TEMPLATE
        .get("Parameters")
        .properties()
        .forEach(it -> values.put(it.getKey(), it.getValue().path("Default").asText("")));
    if (!parameters.keySet().stream()
        .allMatch(it -> it.startsWith("AWS::") || values.containsKey(it))) {
      throw new IllegalArgumentException("the template has no such parameters: " + parameters);
    }
    values.putAll(parameters);
    return new Stack(new Functions(TEMPLATE, values));
  }

  static JsonNode template() {
    return TEMPLATE;
  }

  /** The properties of all resources of a type that are there, by logical id. */
  public Map<String, JsonNode> resources(String type) {
    Map<String, JsonNode> found = new LinkedHashMap<>();
    TEMPLATE
        .get("Resources")
        .properties()
        .forEach(
            it -> {
              if (it.getValue().get("Type").asText().equals(type)
                  && functions.exists(it.getKey())) {
                found.put(it.getKey(), properties(it.getKey()));
              }
            });
    return found;
  }

  /** The properties of a resource, with what all functions have in common. */
  public JsonNode properties(String logicalId) {
    JsonNode resource = TEMPLATE.get("Resources").get(logicalId);
    ObjectNode properties = (ObjectNode) resource.get("Properties");
    return functions.resolve(
        resource.get("Type").asText().equals("AWS::Serverless::Function")
            ? joined((ObjectNode) TEMPLATE.get("Globals").get("Function"), properties)
            : properties);
  }

  /** As SAM joins them: the function's own word counts, and objects are joined in turn. */
  private static ObjectNode joined(ObjectNode common, ObjectNode own) {
    ObjectNode all = common.deepCopy();
    own.properties()
        .forEach(
            it -> {
              JsonNode before = common.path(it.getKey());
              all.set(
                  it.getKey(),
                  isObject(before) && isObject(it.getValue())
                      ? joined((ObjectNode) before, (ObjectNode) it.getValue())
                      : it.getValue());
            });
    return all;
  }

  /** Not a call of CloudFormation's, which is one value. */
  private static boolean isObject(JsonNode node) {
    return node.isObject()
        && node.properties().stream()
            .noneMatch(it -> it.getKey().startsWith("Fn::") || it.getKey().equals("Ref"));
  }

  /** What a reference to a resource answers. */
  public String reference(String logicalId) {
    return functions.there(logicalId).reference();
  }

  public String arn(String logicalId) {
    return functions.there(logicalId).attribute("Arn");
  }

  boolean has(String logicalId) {
    return functions.exists(logicalId);
  }

  /** Why CloudFormation would refuse the parameters. */
  List<String> refusals() {
    List<String> refusals = new ArrayList<>();
    for (JsonNode rule : TEMPLATE.get("Rules")) {
      JsonNode condition = rule.path("RuleCondition");
      if (condition.isMissingNode() || functions.resolve(condition).asBoolean()) {
        rule.get("Assertions")
            .forEach(
                it -> {
                  if (!functions.resolve(it.get("Assert")).asBoolean()) {
                    refusals.add(it.get("AssertDescription").asText());
                  }
                });
      }
    }
    return refusals;
  }

  /** The outputs that are there, by name. */
  Map<String, String> outputs() {
    Map<String, String> found = new LinkedHashMap<>();
    TEMPLATE
        .get("Outputs")
        .properties()
        .forEach(
            it -> {
              JsonNode condition = it.getValue().path("Condition");
              if (condition.isMissingNode() || functions.holds(condition.asText())) {
                found.put(it.getKey(), functions.resolve(it.getValue().get("Value")).asText());
              }
            });
    return found;
  }
}
