package dev.sallyport.infra;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which network the options ask for. */
final class NetworkReader {
  private static final Pattern VPC = Pattern.compile("vpc-[0-9a-f]{8,17}");
  private static final Pattern SUBNET = Pattern.compile("subnet-[0-9a-f]{8,17}");

  private final Context context;

  NetworkReader(Context context) {
    this.context = context;
  }

  /**
   * @throws OptionError naming what does not fit, and the fix
   */
  Network read(Image image) {
    boolean functions = context.flag("privateFunctions", false);
    Optional<String> vpc = context.text("vpcId", VPC, "must be vpc- and its digits");
    List<String> subnets = context.list("subnetIds");
    subnets.stream()
        .filter(SUBNET.asMatchPredicate().negate())
        .findFirst()
        .ifPresent(
            it -> {
              throw context.error(
                  "subnetIds", it, "must be subnet- and its digits, or several by commas");
            });
    if (vpc.isEmpty()) {
      return own(image, functions, subnets);
    }
    if (subnets.isEmpty()) {
      throw context.error(
          "vpcId", vpc.get(), "needs its subnets: add -c subnetIds=subnet-…,subnet-…");
    }
    return new Network.Existing(
        vpc.get(), subnets, functions, context.flag("pollerPublicIp", false));
  }

  private Network own(Image image, boolean functions, List<String> subnets) {
    if (!subnets.isEmpty()) {
      throw context.error(
          "subnetIds", String.join(",", subnets), "needs their VPC: add -c vpcId=vpc-…");
    }
    if (functions) {
      throw context.error(
          "privateFunctions",
          "true",
          "needs subnets that reach Teleport, AWS and the vendors: add -c vpcId=vpc-… -c"
              + " subnetIds=subnet-…");
    }
    if (!context.flag("pollerPublicIp", true)) {
      throw context.error(
          "pollerPublicIp",
          "false",
          "needs subnets with another way out: add -c vpcId and subnetIds");
    }
    return image instanceof Image.None ? new Network.None() : new Network.Minimal();
  }
}
