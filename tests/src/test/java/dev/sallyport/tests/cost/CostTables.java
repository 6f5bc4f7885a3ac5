package dev.sallyport.tests.cost;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The tables of {@code docs/cost.md}. */
record CostTables(Counts counts, Table installation, Prices prices) {
  private static final List<Long> VOLUMES = List.of(0L, 100L, 10_000L, 100_000L);

  static CostTables current() {
    return new CostTables(
        Counts.read(Table.of("counts.toml")), Table.of("installation.toml"), Prices.newest());
  }

  Bill bill(long requests) {
    return Bill.of(new Month(counts, installation, requests), prices);
  }

  /** By name, as the page's marks name them. */
  String text(String name) {
    return switch (name) {
      case "counts" -> counted();
      case "costs" -> costs();
      case "quantities" -> quantities();
      case "choices" -> choices();
      default -> throw new IllegalArgumentException("no table is called " + name);
    };
  }

  private String counted() {
    StringBuilder text =
        new StringBuilder(
            "| queue | sent | received | deleted | delayed |\n|---|--:|--:|--:|--:|\n");
    counts
        .queues()
        .forEach(
            (queue, it) ->
                text.append(
                    row(
                        "`" + queue + "`",
                        List.of(
                            whole(it.sent()),
                            whole(it.received()),
                            whole(it.deleted()),
                            whole(it.delayed())))));
    text.append(
        String.format(
            Locale.ROOT,
            "\n%d requests; %s. So an event is taken to keep a handler busy for %.1f s.\n",
            counts.requests(),
            counts.outside().entrySet().stream()
                .map(it -> it.getValue() + " calls to " + it.getKey())
                .collect(Collectors.joining(", ")),
            new Month(counts, installation, 0).handlerSeconds()));
    return text.toString();
  }

  private String costs() {
    List<Bill> bills = VOLUMES.stream().map(this::bill).toList();
    StringBuilder text = new StringBuilder(head("US dollars a month (" + prices.validity() + ")"));
    IntStream.range(0, bills.getFirst().items().size())
        .forEach(
            i ->
                text.append(
                    row(
                        bills.getFirst().items().get(i).name(),
                        bills.stream().map(bill -> usd(bill.items().get(i).usd())).toList())));
    text.append(row("**all**", bills.stream().map(bill -> "**" + usd(bill.usd()) + "**").toList()));
    return text.toString();
  }

  private String quantities() {
    List<Bill> bills = VOLUMES.stream().map(this::bill).toList();
    StringBuilder text = new StringBuilder(head("how many"));
    IntStream.range(0, bills.getFirst().items().size())
        .forEach(
            i ->
                text.append(
                    row(
                        bills.getFirst().items().get(i).name(),
                        bills.stream()
                            .map(bill -> many(bill.items().get(i).quantity()))
                            .toList())));
    return text.toString();
  }

  private String choices() {
    Month idle = new Month(counts, installation, 0);
    double hours = idle.hours();
    double destination =
        prices.of("sqs_fifo", idle.idlePolls())
            + prices.of("secret_months", 1)
            + prices.of("metric_months", 1);
    return "| choice | US dollars a month |\n|---|--:|\n"
        + row("no dashboard", List.of("−" + usd(prices.of("dashboard_months", 1))))
        + row(
            "one destination less: its queue's polls, its key, its canary's metric",
            List.of("−" + usd(destination)))
        + row(
            "nobody decides in Slack or on PagerDuty: polls of two queues, three secrets",
            List.of(
                "−"
                    + usd(
                        2 * prices.of("sqs_standard", idle.idlePolls())
                            + prices.of("secret_months", 3))))
        + row(
            "no public address, where a way out exists already",
            List.of("−" + usd(prices.of("public_ipv4_hours", hours))))
        + row("a NAT gateway for it", List.of("+" + usd(prices.of("nat_hours", hours))))
        + row(
            "an interface endpoint, each, in one zone",
            List.of("+" + usd(prices.of("endpoint_hours", hours))));
  }

  private static String head(String first) {
    return row(first, VOLUMES.stream().map(it -> it == 0 ? "none" : whole(it)).toList())
        + "|---|--:|--:|--:|--:|\n";
  }

  private static String row(String name, List<String> cells) {
    return "| " + name + " | " + String.join(" | ", cells) + " |\n";
  }

  private static String usd(double amount) {
    return String.format(Locale.ROOT, "%,.2f", amount);
  }

  private static String whole(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String many(double number) {
    return number < 100 ? usd(number) : whole(Math.round(number));
  }
}
