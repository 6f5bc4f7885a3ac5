package dev.sallyport.infra;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is to be deployed, checked.
 *
 * @param name of the stack, borne by all that has a name
 * @param config the {@code sallyport.toml} that says the cluster and more, as it was named
 * @param cluster Teleport's name of itself
 * @param teleport where it is reached, where that is known
 * @param renew whether a task renews the three identities
 * @param rotation whether PagerDuty's webhook secret is renewed by schedule
 * @param boundary the ARN of the policy that bounds each role
 * @param stage a tag on everything, for who counts costs by it
 */
record Options(
    String name,
    Optional<String> config,
    String cluster,
    Set<Integration> integrations,
    Optional<Address> teleport,
    Network network,
    Image image,
    boolean renew,
    Alarms alarms,
    Optional<String> boundary,
    boolean snapStart,
    boolean tracing,
    boolean rotation,
    Optional<Integer> logRetentionDays,
    Optional<String> stage) {
  Options {
    integrations = Set.copyOf(integrations);
  }

  boolean has(Integration integration) {
    return integrations.contains(integration);
  }

  /** Whose queues there are, by their word; JSM's alerts go by Opsgenie's. */
  List<String> destinations() {
    return Stream.of(Integration.PAGERDUTY, Integration.OPSGENIE, Integration.SLACK)
        .filter(it -> has(it) || (it == Integration.OPSGENIE && has(Integration.JSM)))
        .map(Integration::word)
        .toList();
  }

  /** Who calls, by their word. */
  List<String> vendors() {
    return Stream.of(Integration.SLACK, Integration.PAGERDUTY)
        .filter(this::has)
        .map(Integration::word)
        .toList();
  }

  /** A host and its port, both as given. */
  record Address(String host, int port) {
    @Override
    public String toString() {
      return host + ":" + port;
    }
  }
}
