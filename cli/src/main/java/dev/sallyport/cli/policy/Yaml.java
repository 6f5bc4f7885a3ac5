package dev.sallyport.cli.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.sallyport.cli.local.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value of a YAML file, and the line on which it begins. Every scalar is its text. */
sealed interface Yaml {
  int line();

  record Text(int line, String text) implements Yaml {}

  record Items(int line, List<Yaml> items) implements Yaml {}

  record Fields(int line, Map<String, Yaml> fields) implements Yaml {}

  /** A key without a value. */
  record Nothing(int line) implements Yaml {}

  /**
   * Reads a file of one document, without anchors.
   *
   * @param file its name, for messages
   * @throws Refusal naming file, line and fix
   */
  static Yaml read(String file, String text) {
    try (YAMLParser parser = new YAMLFactory().createParser(text)) {
      if (parser.nextToken() == null) {
        throw new Refusal(file + ": holds nothing: write cases: and the cases below it");
      }
      Yaml root = value(file, parser);
      if (parser.nextToken() != null) {
        throw refusal(file, parser, "holds a second document: keep one in each file");
      }
      return root;
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw new Refusal(
          file
              + ":"
              + line
              + ": this is no YAML: "
              + e.getOriginalMessage().lines().findFirst().orElse("unreadable"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Yaml value(String file, YAMLParser parser) throws IOException {
    if (parser.isCurrentAlias() || parser.getObjectId() != null) {
      throw refusal(file, parser, "has an anchor or an alias: write the value out");
    }
    int line = parser.currentTokenLocation().getLineNr();
    return switch (parser.currentToken()) {
      case START_OBJECT -> new Fields(line, fields(file, parser));
      case START_ARRAY -> new Items(line, items(file, parser));
      case VALUE_NULL -> new Nothing(line);
      default -> new Text(line, parser.getText());
    };
  }

  private static Map<String, Yaml> fields(String file, YAMLParser parser) throws IOException {
    Map<String, Yaml> fields = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      if (fields.containsKey(key)) {
        throw refusal(file, parser, "names " + key + " a second time: keep one of the two");
      }
      parser.nextToken();
      fields.put(key, value(file, parser));
    }
    return fields;
  }

  private static List<Yaml> items(String file, YAMLParser parser) throws IOException {
    List<Yaml> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(file, parser));
    }
    return items;
  }

  private static Refusal refusal(String file, YAMLParser parser, String problem) {
    return new Refusal(file + ":" + parser.currentTokenLocation().getLineNr() + ": " + problem);
  }
}
