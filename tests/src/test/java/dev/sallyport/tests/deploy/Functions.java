package dev.sallyport.tests.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * CloudFormation's intrinsic functions, as far as the template uses them. A reference to a resource
 * that is not there is an error, as it is for CloudFormation.
 */
final class Functions {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Pattern PLACE = Pattern.compile("\\$\\{([^}]+)}");
  private static final Map<String, String> PSEUDO =
      Map.of(
          "AWS::AccountId", "123456789012",
          "AWS::Partition", "aws",
          "AWS::Region", "eu-central-1",
          "AWS::StackName", Stack.NAME,
          "AWS::URLSuffix", "amazonaws.com");

  private final JsonNode template;
  private final Map<String, String> parameters;

  Functions(JsonNode template, Map<String, String> parameters) {
    this.template = template;
    this.parameters = Map.copyOf(parameters);
  }

  boolean holds(String condition) {
    JsonNode rule = template.get("Conditions").get(condition);
    if (rule == null) {
      throw new IllegalStateException("there is no condition " + condition);
    }
    return resolve(rule).asBoolean();
  }

  boolean exists(String logicalId) {
    JsonNode resource = template.get("Resources").get(logicalId);
    if (resource == null) {
      throw new IllegalStateException("there is no resource " + logicalId);
    }
    JsonNode condition = resource.path("Condition");
    return condition.isMissingNode() || holds(condition.asText());
  }

  /** The value; a missing node for none. */
  JsonNode resolve(JsonNode node) {
    if (node.isArray()) {
      ArrayNode items = NODES.arrayNode();
      node.forEach(item -> present(resolve(item)).ifPresent(items::add));
      return items;
    }
    if (!node.isObject()) {
      return node;
    }
    if (node.size() == 1) {
      Map.Entry<String, JsonNode> only = node.properties().iterator().next();
      if (only.getKey().startsWith("Fn::")
          || only.getKey().equals("Ref")
          || (only.getKey().equals("Condition") && only.getValue().isTextual())) {
        return call(only.getKey(), only.getValue());
      }
    }
    ObjectNode fields = NODES.objectNode();
    node.properties()
        .forEach(
            it -> present(resolve(it.getValue())).ifPresent(to -> fields.set(it.getKey(), to)));
    return fields;
  }

  private static Optional<JsonNode> present(JsonNode node) {
    return node.isMissingNode() ? Optional.empty() : Optional.of(node);
  }

  private JsonNode call(String function, JsonNode given) {
    return switch (function) {
      case "Ref" -> reference(given.asText());
      case "Condition" -> NODES.booleanNode(holds(given.asText()));
      case "Fn::If" -> resolve(given.get(holds(given.get(0).asText()) ? 1 : 2));
      case "Fn::Equals" -> NODES.booleanNode(text(given.get(0)).equals(text(given.get(1))));
      case "Fn::Not" -> NODES.booleanNode(!resolve(given.get(0)).asBoolean());
      case "Fn::And" -> NODES.booleanNode(truths(given).stream().allMatch(it -> it));
      case "Fn::Or" -> NODES.booleanNode(truths(given).stream().anyMatch(it -> it));
      case "Fn::Sub" -> NODES.textNode(substitute(given));
      case "Fn::Join" -> NODES.textNode(String.join(given.get(0).asText(), texts(given.get(1))));
      case "Fn::Split" -> split(given.get(0).asText(), text(given.get(1)));
      case "Fn::Select" -> resolve(given.get(1)).get(given.get(0).asInt());
      case "Fn::FindInMap" ->
          NODES.textNode(template.at("/Mappings/" + String.join("/", texts(given))).asText());
      case "Fn::GetAtt" -> NODES.textNode(attribute(given.asText()));
      default -> throw new IllegalStateException("this test does not know " + function);
    };
  }

  private String text(JsonNode node) {
    return resolve(node).asText();
  }

  private List<Boolean> truths(JsonNode given) {
    List<Boolean> truths = new ArrayList<>();
    given.forEach(it -> truths.add(resolve(it).asBoolean()));
    return truths;
  }

  private List<String> texts(JsonNode given) {
    List<String> texts = new ArrayList<>();
    resolve(given).forEach(it -> texts.add(it.asText()));
    return texts;
  }

  private static JsonNode split(String at, String text) {
    ArrayNode parts = NODES.arrayNode();
    for (String part : text.split(Pattern.quote(at), -1)) {
      parts.add(part);
    }
    return parts;
  }

  private String substitute(JsonNode given) {
    JsonNode own = given.isArray() ? given.get(1) : NODES.objectNode();
    Function<String, String> value =
        name ->
            own.has(name)
                ? text(own.get(name))
                : name.contains(".") ? attribute(name) : reference(name).asText();
    return PLACE
        .matcher(given.isArray() ? given.get(0).asText() : given.asText())
        .replaceAll(it -> Matcher.quoteReplacement(value.apply(it.group(1))));
  }

  private JsonNode reference(String name) {
    if (name.equals("AWS::NoValue")) {
      return MissingNode.getInstance();
    }
    String parameter = parameters.getOrDefault(name, PSEUDO.get(name));
    if (parameter == null) {
      return NODES.textNode(there(name).reference());
    }
    boolean list = template.at("/Parameters/" + name + "/Type").asText().contains("List");
    return list ? split(",", parameter) : NODES.textNode(parameter);
  }

  private String attribute(String path) {
    int dot = path.indexOf('.');
    return there(path.substring(0, dot)).attribute(path.substring(dot + 1));
  }

  /** A resource that is there. */
  Physical there(String logicalId) {
    if (!exists(logicalId)) {
      throw new IllegalStateException(
          logicalId
              + " is referred to where it is not, with "
              + parameters.entrySet().stream()
                  .map(Object::toString)
                  .sorted()
                  .collect(Collectors.joining(", ")));
    }
    JsonNode resource = template.get("Resources").get(logicalId);
    JsonNode named =
        resource.get("Properties").path(Physical.nameProperty(resource.get("Type").asText()));
    return new Physical(
        resource.get("Type").asText(), named.isMissingNode() ? logicalId : text(named));
  }
}
