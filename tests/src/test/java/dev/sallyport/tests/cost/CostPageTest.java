package dev.sallyport.tests.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sallyport.tests.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The page shows what is computed from the counts, the installation and the price list. With {@code
 * -Dcost=write} its tables are written.
 */
final class CostPageTest {
  private static final Path PAGE = Checkout.root().resolve("docs/cost.md");
  private static final Pattern TABLE =
      Pattern.compile("(?s)(<!-- table: (\\w+) -->\\n)(.*?)(<!-- end -->)");

  private final CostTables tables = CostTables.current();

  @Test
  void thePageShowsWhatIsComputed() throws IOException {
    String page = Checkout.text(PAGE);
    String computed =
        TABLE
            .matcher(page)
            .replaceAll(
                it ->
                    Matcher.quoteReplacement(it.group(1) + tables.text(it.group(2)) + it.group(4)));
    if (System.getProperty("cost", "check").equals("write")) {
      Files.writeString(PAGE, computed);
    }
    assertThat(TABLE.matcher(page).results()).hasSize(4);
    assertThat(Checkout.text(PAGE))
        .as("see its end on how to compute it again")
        .isEqualTo(computed);
  }

  @Test
  void everyPriceHasASourceAndADate() {
    Table prices = tables.prices().table();
    assertThat(prices.text("date")).matches("\\d{4}-\\d{2}-\\d{2}");
    assertThat(prices.file().getFileName().toString())
        .isEqualTo("prices-" + prices.text("date").substring(0, 7) + ".toml");
    assertThat(prices.names())
        .filteredOn(name -> !name.equals("date") && !name.equals("region"))
        .hasSizeGreaterThan(15)
        .allSatisfy(
            name -> assertThat(prices.text(name, "source")).startsWith("https://aws.amazon.com/"));
  }

  @Test
  void whatIsNotUsedCostsOnlyWhatStandsByItself() {
    Bill idle = tables.bill(0);
    assertThat(idle.items())
        .filteredOn(item -> item.name().startsWith("API Gateway"))
        .singleElement()
        .satisfies(item -> assertThat(item.usd()).isZero());
    assertThat(idle.usd()).isLessThan(tables.bill(100).usd());
  }

  @Test
  void pollsThatFindNothingAreFifteenAMinuteForEachQueue() {
    Month month = new Month(tables.counts(), tables.installation(), 100);
    assertThat(month.idlePolls()).isCloseTo(15 * 60 * month.hours(), within(0.5));
    assertThat(month.idlePolls(true)).isEqualTo(4 * month.idlePolls());
    assertThat(month.idlePolls(false)).isEqualTo(2 * month.idlePolls());
  }
}
