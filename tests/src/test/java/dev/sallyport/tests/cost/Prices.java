package dev.sallyport.tests.cost;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A dated price list: the newest {@code prices-YYYY-MM.toml}. */
record Prices(Table table) {
  static Prices newest() {
    try (Stream<Path> files = Files.list(Table.FOLDER)) {
      return new Prices(
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.matches("prices-\\d{4}-\\d{2}\\.toml"))
              .max(Comparator.naturalOrder())
              .map(Table::of)
              .orElseThrow());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** US dollars for a quantity. */
  double of(String item, double quantity) {
    return quantity * table.number(item, "usd") / table.number(item, "per");
  }

  /** When and where the prices hold. */
  String validity() {
    return table.text("region") + ", " + table.text("date");
  }
}
