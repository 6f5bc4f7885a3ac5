package dev.sallyport.tests.cost;

import java.util.List;

/** What a month costs, by item. */
record Bill(List<Item> items) {
  /**
   * @param quantity in units of the price list
   * @param usd for all of them
   */
  record Item(String name, double quantity, double usd) {}

  static Bill of(Month month, Prices prices) {
    Table in = month.installation();
    double vcpu = month.taskHours() * in.number("poller", "vcpu");
    double memory = month.taskHours() * in.number("poller", "gigabytes");
    return new Bill(
        List.of(
            new Item(
                "Fargate: poller and renewal, hours",
                month.taskHours(),
                prices.of("fargate_vcpu_hours", vcpu) + prices.of("fargate_gb_hours", memory)),
            item("Public IPv4 address, hours", "public_ipv4_hours", month.taskHours(), prices),
            item("Secrets, stored", "secret_months", in.number("secrets", "stored"), prices),
            item("Secrets, calls", "secret_calls", month.secretCalls(), prices),
            item("CloudWatch metrics, months", "metric_months", month.metricMonths(), prices),
            item("CloudWatch alarms", "alarm_months", in.number("metrics", "alarms"), prices),
            item(
                "CloudWatch dashboard",
                "dashboard_months",
                in.number("metrics", "dashboards"),
                prices),
            new Item(
                "CloudWatch logs, GB",
                month.logGigabytes(),
                prices.of("log_gigabytes", month.logGigabytes())
                    + prices.of("log_gigabyte_months", month.logGigabytes())),
            new Item(
                "SQS, polls that find nothing",
                month.idlePolls(true) + month.idlePolls(false),
                prices.of("sqs_fifo", month.idlePolls(true))
                    + prices.of("sqs_standard", month.idlePolls(false))),
            new Item(
                "SQS, calls for messages",
                month.messageCalls(true) + month.messageCalls(false),
                prices.of("sqs_fifo", month.messageCalls(true))
                    + prices.of("sqs_standard", month.messageCalls(false))),
            item("KMS key", "kms_key_months", in.number("kms", "keys"), prices),
            item("KMS calls", "kms_calls", month.kmsCalls(), prices),
            item("Lambda, invocations", "lambda_requests", month.invocations(), prices),
            item("Lambda, GB-seconds", "lambda_gb_seconds", month.gigabyteSeconds(), prices),
            item("API Gateway, deliveries", "http_api", month.deliveries(), prices),
            item("Parameter Store, calls", "parameter_calls", month.parameterCalls(), prices),
            item("Schedules, calls", "schedule_calls", month.schedules(), prices),
            item(
                "Image kept, GB",
                "image_gigabyte_months",
                in.number("poller", "image_gigabytes"),
                prices),
            item("Traffic out, GB", "traffic_out_gigabytes", month.trafficGigabytes(), prices)));
  }

  private static Item item(String name, String price, double quantity, Prices prices) {
    return new Item(name, quantity, prices.of(price, quantity));
  }

  double usd() {
    return items.stream().mapToDouble(Item::usd).sum();
  }
}
