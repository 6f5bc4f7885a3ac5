package dev.sallyport.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Template;

/** What the app makes of a context, from the real template and zips that hold nothing. */
record Synthesized(JsonNode template, Annotations annotations) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final List<String> MADE =
      List.of(
          "functions/webhooks/target/webhooks.zip",
          "functions/workers/target/workers.zip",
          "poller/Dockerfile",
          "poller/src/main/image/java.args",
          "poller/target/poller-1.jar",
          "poller/target/lib/grpc.jar",
          "poller/target/classes/Poller.class",
          "poller/identity.pem");

  /** With {@code cluster=example.com}, Slack and PagerDuty, unless the options say otherwise. */
  static Synthesized of(Path checkout, Map<String, Object> options) {
    return of(checkout, options, UnaryOperator.identity());
  }

  /** The same, of a template that was changed. */
  static Synthesized of(Path checkout, Map<String, Object> options, UnaryOperator<String> change) {
    Map<String, Object> context = new HashMap<>(flags());
    context.put("cluster", "example.com");
    context.put("integrations", "slack,pagerduty");
    context.putAll(options);
    App app =
        new App(
            AppProps.builder()
                .context(context)
                .outdir(checkout.resolve("cdk.out").toString())
                .analyticsReporting(false)
                .build());
    try {
      SallyportStack stack = Deploy.build(app, checkout, checkout(checkout, change));
      Annotations annotations = Annotations.fromStack(stack);
      return new Synthesized(JSON.valueToTree(Template.fromStack(stack).toJSON()), annotations);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> flags() {
    Map<String, Object> flags = new HashMap<>();
    try {
      JSON.readTree(Path.of("cdk.json").toFile())
          .path("context")
          .properties()
          .forEach(
              flag -> flags.put(flag.getKey(), JSON.convertValue(flag.getValue(), Object.class)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return flags;
  }

  private static Checkout checkout(Path root, UnaryOperator<String> change) throws IOException {
    Files.writeString(
        root.resolve("template.yaml"), change.apply(Files.readString(Path.of("../template.yaml"))));
    for (String file : MADE) {
      Files.createDirectories(root.resolve(file).getParent());
      Files.writeString(root.resolve(file), file);
    }
    return new Checkout(root);
  }

  /** The properties of all resources of a type. */
  List<JsonNode> all(String type) {
    return resources()
        .filter(it -> it.getValue().path("Type").asText().equals(type))
        .map(it -> it.getValue().path("Properties"))
        .toList();
  }

  Stream<Map.Entry<String, JsonNode>> resources() {
    return template.path("Resources").properties().stream();
  }

  JsonNode resource(String id) {
    return template.path("Resources").path(id);
  }

  JsonNode only(String type) {
    List<JsonNode> all = all(type);
    if (all.size() != 1) {
      throw new AssertionError("not one " + type + " but " + all.size());
    }
    return all.getFirst();
  }

  /** The dashboard's text, with CloudFormation's functions as letters of no meaning. */
  JsonNode dashboard() {
    JsonNode body = only("AWS::CloudWatch::Dashboard").path("DashboardBody");
    StringBuilder text = new StringBuilder();
    body.path("Fn::Join")
        .path(1)
        .forEach(
            part ->
                text.append(part.isTextual() ? part.asText() : part.toString().replace('"', ' ')));
    try {
      return JSON.readTree(body.isTextual() ? body.asText() : text.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
