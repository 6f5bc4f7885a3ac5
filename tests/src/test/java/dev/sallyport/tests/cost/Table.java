package dev.sallyport.tests.cost;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import dev.sallyport.tests.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A TOML file, read by path; what is missing is an error that names it. */
record Table(Path file, JsonNode tree) {
  static final Path FOLDER = Checkout.root().resolve("docs/cost");

  static Table of(String name) {
    Path file = FOLDER.resolve(name);
    try {
      return new Table(file, new TomlMapper().readTree(Checkout.text(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonNode at(String... path) {
    JsonNode node = tree;
    for (String key : path) {
      node = node.path(key);
    }
    if (node.isMissingNode()) {
      throw new IllegalArgumentException(file + " has no " + String.join(".", path));
    }
    return node;
  }

  double number(String... path) {
    return at(path).asDouble();
  }

  long whole(String... path) {
    return at(path).asLong();
  }

  String text(String... path) {
    return at(path).asText();
  }

  /** The keys of a table, in the file's order. */
  List<String> names(String... path) {
    return at(path).properties().stream().map(Map.Entry::getKey).toList();
  }
}
