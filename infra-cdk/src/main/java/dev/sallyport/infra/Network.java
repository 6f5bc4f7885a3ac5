package dev.sallyport.infra;

import java.util.List;

/** Where the poller's task and, for private clusters, the functions live. */
sealed interface Network {
  /** Nothing needs one: no poller, and functions outside of any VPC. */
  record None() implements Network {}

  /** A VPC of its own: public subnets, a public address that nothing may call, no NAT to pay. */
  record Minimal() implements Network {}

  /**
   * Subnets which exist and reach the internet by themselves.
   *
   * @param functions whether the functions live there too, because Teleport is reached from there
   *     alone
   * @param publicIp whether the poller needs a public address there: in public subnets
   */
  record Existing(String vpcId, List<String> subnetIds, boolean functions, boolean publicIp)
      implements Network {
    public Existing {
      subnetIds = List.copyOf(subnetIds);
    }
  }
}
