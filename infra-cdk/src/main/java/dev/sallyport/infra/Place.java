package dev.sallyport.infra;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.IpAddresses;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ec2.VpcAttributes;
import software.constructs.Construct;
import software.constructs.IDependable;

/**
 * Subnets and security groups, as the template takes them. Nothing has an inbound rule.
 *
 * @param poller empty where there is none
 * @param functions empty where they are outside of any VPC
 */
record Place(Optional<Spot> poller, Optional<Spot> functions) {
  private static final int HTTPS = 443;

  /**
   * Where something runs.
   *
   * @param publicIp whether its interface has a public address
   * @param wayOut what has to be there before it can call anybody
   */
  record Spot(
      List<String> subnetIds,
      String securityGroupId,
      boolean publicIp,
      Optional<IDependable> wayOut) {
    Spot {
      subnetIds = List.copyOf(subnetIds);
    }
  }

  static Place of(Construct scope, Options options) {
    boolean polls = !(options.image() instanceof Image.None);
    return switch (options.network()) {
      case Network.None() -> new Place(Optional.empty(), Optional.empty());
      case Network.Minimal() -> new Place(Optional.of(minimal(scope, options)), Optional.empty());
      case Network.Existing it -> {
        IVpc vpc = existing(scope, it);
        yield new Place(
            polls
                ? Optional.of(spot(scope, "Poller", vpc, it.subnetIds(), it.publicIp(), options))
                : Optional.empty(),
            it.functions()
                ? Optional.of(spot(scope, "Functions", vpc, it.subnetIds(), false, options))
                : Optional.empty());
      }
    };
  }

  /**
   * What one task needs that calls out and is never called. A NAT gateway would cost several times
   * as much as the task; a public address without an inbound rule answers nobody either.
   */
  private static Spot minimal(Construct scope, Options options) {
    Vpc vpc =
        Vpc.Builder.create(scope, "Vpc")
            .vpcName(options.name())
            .ipAddresses(IpAddresses.cidr("10.220.0.0/24"))
            .maxAzs(2)
            .natGateways(0)
            .subnetConfiguration(
                List.of(
                    SubnetConfiguration.builder()
                        .name("poller")
                        .subnetType(SubnetType.PUBLIC)
                        .cidrMask(27)
                        .mapPublicIpOnLaunch(false)
                        .build()))
            .build();
    List<String> subnets = vpc.getPublicSubnets().stream().map(ISubnet::getSubnetId).toList();
    Spot spot = spot(scope, "Poller", vpc, subnets, true, options);
    return new Spot(subnets, spot.securityGroupId(), true, Optional.of(vpc));
  }

  /** By its attributes: a look-up would need an account already at synthesis. */
  private static IVpc existing(Construct scope, Network.Existing network) {
    return Vpc.fromVpcAttributes(
        scope,
        "Vpc",
        VpcAttributes.builder()
            .vpcId(network.vpcId())
            .availabilityZones(List.of("unasked"))
            .build());
  }

  private static Spot spot(
      Construct scope,
      String who,
      IVpc vpc,
      List<String> subnets,
      boolean publicIp,
      Options options) {
    SecurityGroup group =
        SecurityGroup.Builder.create(scope, who + "SecurityGroup")
            .vpc(vpc)
            .description("Sallyport, cluster %s: %s call out".formatted(options.cluster(), who))
            .allowAllOutbound(false)
            .build();
    IntStream.concat(
            IntStream.of(HTTPS), options.teleport().stream().mapToInt(Options.Address::port))
        .distinct()
        .forEach(
            port ->
                Stream.of(Peer.anyIpv4(), Peer.anyIpv6())
                    .forEach(
                        peer ->
                            group.addEgressRule(
                                peer, Port.tcp(port), "AWS, Teleport and the vendors")));
    return new Spot(subnets, group.getSecurityGroupId(), publicIp, Optional.empty());
  }
}
