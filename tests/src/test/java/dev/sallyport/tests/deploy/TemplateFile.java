package dev.sallyport.tests.deploy;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.sallyport.tests.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code template.yaml}; CloudFormation's short tags become its long functions. */
final class TemplateFile {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Set<String> WITHOUT_PREFIX = Set.of("Ref", "Condition");

  private final YAMLParser parser;

  private TemplateFile(YAMLParser parser) {
    this.parser = parser;
  }

  static JsonNode read() {
    String text = Checkout.text(Checkout.root().resolve("template.yaml"));
    try (YAMLParser parser = new YAMLFactory().createParser(text)) {
      parser.nextToken();
      return new TemplateFile(parser).value();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonNode value() throws IOException {
    @Nullable String tag = parser.getTypeId();
    JsonNode value =
        switch (parser.currentToken()) {
          case START_OBJECT -> fields();
          case START_ARRAY -> items();
          case VALUE_NULL -> NODES.nullNode();
          case VALUE_NUMBER_INT -> NODES.numberNode(parser.getLongValue());
          case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDoubleValue());
          case VALUE_TRUE, VALUE_FALSE -> NODES.booleanNode(parser.getBooleanValue());
          default -> NODES.textNode(parser.getText());
        };
    return tag == null ? value : NODES.objectNode().set(longName(tag), value);
  }

  private static String longName(String tag) {
    return WITHOUT_PREFIX.contains(tag) ? tag : "Fn::" + tag;
  }

  private ObjectNode fields() throws IOException {
    ObjectNode fields = NODES.objectNode();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      parser.nextToken();
      if (fields.putIfAbsent(key, value()) != null) {
        throw new IllegalStateException("template.yaml names " + key + " twice");
      }
    }
    return fields;
  }

  private ArrayNode items() throws IOException {
    ArrayNode items = NODES.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value());
    }
    return items;
  }
}
