package dev.sallyport.infra;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.CfnCondition;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.cloudformation.include.CfnInclude;
import software.constructs.IConstruct;

/**
 * The template's conditions, answered here: all that they ask for is known at synthesis.
 *
 * <p>CloudFormation lets a condition look at parameters alone, and where a parameter stood there
 * may now be a subnet or a topic that the stack makes: not empty, whatever its name will be.
 */
final class Conditions {
  private static final String SOMETHING = "\0";

  private final Map<String, CfnCondition> conditions = new HashMap<>();
  private final Map<String, Object> expressions = new HashMap<>();
  private final Map<String, String> parameters = new HashMap<>();

  private Conditions(CfnInclude template) {
    for (IConstruct child : template.getNode().getChildren()) {
      if (child instanceof CfnParameter parameter) {
        parameters.put(child.getNode().getId(), String.valueOf(parameter.getDefaultValue()));
      }
    }
    for (IConstruct child : template.getNode().findChild("$Conditions").getNode().getChildren()) {
      CfnCondition condition = (CfnCondition) child;
      conditions.put(child.getNode().getId(), condition);
      expressions.put(
          child.getNode().getId(), Stack.of(template).resolve(condition.getExpression()));
    }
  }

  /** Those of an included template. Each that looks at a resource becomes its answer. */
  static Conditions settle(CfnInclude template) {
    Conditions all = new Conditions(template);
    all.conditions.forEach(
        (name, condition) -> {
          if (all.looksAtResource(all.expressions.get(name))) {
            String answer = String.valueOf(all.holds(condition));
            condition.setExpression(Fn.conditionEquals(answer, "true"));
          }
        });
    return all;
  }

  /**
   * Whether something with this condition is deployed.
   *
   * @throws IllegalStateException when it is written in a way that is not understood here
   */
  boolean holds(CfnCondition condition) {
    return named(condition.getNode().getId());
  }

  private boolean named(String name) {
    return truth(name, expressions.get(name));
  }

  private boolean truth(String name, @Nullable Object expression) {
    if (!(expression instanceof Map<?, ?> function) || function.size() != 1) {
      throw unclear(name, expression);
    }
    Object argument = function.values().iterator().next();
    List<?> arguments = argument instanceof List<?> list ? list : List.of(argument);
    return switch (String.valueOf(function.keySet().iterator().next())) {
      case "Condition" -> named(String.valueOf(argument));
      case "Fn::Not" -> !truth(name, arguments.getFirst());
      case "Fn::And" -> arguments.stream().allMatch(it -> truth(name, it));
      case "Fn::Or" -> arguments.stream().anyMatch(it -> truth(name, it));
      case "Fn::Equals" -> same(name, arguments);
      default -> throw unclear(name, expression);
    };
  }

  private boolean same(String name, List<?> pair) {
    String one = value(pair.getFirst()).orElseThrow(() -> unclear(name, pair));
    String other = value(pair.getLast()).orElseThrow(() -> unclear(name, pair));
    if (!one.isEmpty() && !other.isEmpty() && (one + other).contains(SOMETHING)) {
      throw unclear(name, pair);
    }
    return one.equals(other);
  }

  /** A text, or {@link #SOMETHING} that is not empty; none when it cannot be told. */
  private Optional<String> value(Object expression) {
    if (!(expression instanceof Map<?, ?> function)) {
      return Optional.of(String.valueOf(expression));
    }
    Object argument = function.values().iterator().next();
    return switch (String.valueOf(function.keySet().iterator().next())) {
      case "Ref" -> Optional.of(parameters.getOrDefault(String.valueOf(argument), SOMETHING));
      case "Fn::GetAtt", "Fn::Sub" -> Optional.of(SOMETHING);
      case "Fn::Join" -> joined(((List<?>) argument).getLast());
      default -> Optional.empty();
    };
  }

  private Optional<String> joined(Object parts) {
    if (!(parts instanceof List<?> list)) {
      return value(parts);
    }
    return switch (list.size()) {
      case 0 -> Optional.of("");
      case 1 -> value(list.getFirst());
      default -> Optional.of(SOMETHING);
    };
  }

  private boolean looksAtResource(@Nullable Object expression) {
    return switch (expression) {
      case Map<?, ?> function ->
          function.entrySet().stream()
              .anyMatch(
                  it ->
                      switch (String.valueOf(it.getKey())) {
                        case "Ref" -> !parameters.containsKey(String.valueOf(it.getValue()));
                        case "Fn::GetAtt", "Fn::Sub" -> true;
                        default -> looksAtResource(it.getValue());
                      });
      case List<?> list -> list.stream().anyMatch(this::looksAtResource);
      case null, default -> false;
    };
  }

  private static IllegalStateException unclear(String name, @Nullable Object expression) {
    return new IllegalStateException(
        "template.yaml: whether the condition %s holds cannot be told from %s"
            .formatted(name, expression));
  }
}
