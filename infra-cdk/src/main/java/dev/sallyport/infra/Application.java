package dev.sallyport.infra;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awscdk.CfnCondition;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.cloudformation.include.CfnInclude;
import software.amazon.awscdk.services.ecs.CfnService;
import software.amazon.awscdk.services.iam.CfnRole;
import software.amazon.awscdk.services.s3.assets.Asset;
import software.amazon.awscdk.services.sam.CfnFunction;
import software.amazon.awscdk.services.scheduler.CfnSchedule;
import software.constructs.Construct;
import software.constructs.IDependable;

/** {@code template.yaml}, with its parameters answered and its code as assets. */
final class Application {
  private final CfnInclude template;
  private final Conditions conditions;

  private Application(CfnInclude template, Conditions conditions) {
    this.template = template;
    this.conditions = conditions;
  }

  /**
   * @param image the poller's; empty for none
   * @param topic the ARN of the alarms' topic; empty for none
   * @throws OptionError when some code was not built
   */
  static Application include(
      Construct scope,
      Options options,
      Place place,
      Optional<String> image,
      Optional<String> topic,
      Checkout checkout) {
    CfnInclude template =
        CfnInclude.Builder.create(scope, "Application")
            .templateFile(checkout.template().toString())
            .parameters(parameters(options, place, image, topic))
            .build();
    // They may look at parameters alone, and here a thing may stand for one; OptionsReader has
    // asked the same.
    var _ = template.getNode().tryRemoveChild("$Rules");
    Application application = new Application(template, Conditions.settle(template));
    application.attachCode(scope, checkout);
    if (options.boundary().isEmpty()) {
      application.unbind();
    }
    place.poller().flatMap(Place.Spot::wayOut).ifPresent(wayOut -> application.startAfter(wayOut));
    application.drop(CfnService.class);
    application.drop(CfnSchedule.class);
    return application;
  }

  /** What is left out keeps the template's own default, which is nothing. */
  private static Map<String, Object> parameters(
      Options options, Place place, Optional<String> image, Optional<String> topic) {
    Map<String, Object> all = new HashMap<>();
    all.put("ClusterName", options.cluster());
    for (Integration integration : Integration.values()) {
      all.put(integration.parameter(), String.valueOf(options.has(integration)));
    }
    place.functions().ifPresent(spot -> put(all, "Function", spot));
    place
        .poller()
        .ifPresent(
            spot -> {
              put(all, "Poller", spot);
              all.put("PollerPublicIp", spot.publicIp() ? "ENABLED" : "DISABLED");
            });
    image.ifPresent(it -> all.put("PollerImage", it));
    all.put("RenewIdentities", String.valueOf(options.renew()));
    options.teleport().ifPresent(it -> all.put("TeleportAddr", it.toString()));
    topic.ifPresent(it -> all.put("AlarmTopicArn", it));
    all.put("RotatePagerDutyWebhook", String.valueOf(options.rotation()));
    all.put("SnapStart", word(options.snapStart()));
    all.put("Tracing", word(options.tracing()));
    options.boundary().ifPresent(it -> all.put("PermissionsBoundaryArn", it));
    options.logRetentionDays().ifPresent(days -> all.put("LogRetentionDays", days));
    return all;
  }

  private static void put(Map<String, Object> all, String who, Place.Spot spot) {
    all.put(who + "SubnetIds", spot.subnetIds());
    all.put(who + "SecurityGroupIds", List.of(spot.securityGroupId()));
  }

  private static String word(boolean on) {
    return on ? "on" : "off";
  }

  /** A task that starts before it can fetch its image fails, and the deployment with it. */
  private void startAfter(IDependable wayOut) {
    Stream.concat(deployed(CfnService.class), deployed(CfnSchedule.class))
        .forEach(it -> it.getNode().addDependency(wayOut));
  }

  /** The library's check looks at what will not exist too, and misses its subnets. */
  private void drop(Class<? extends CfnResource> kind) {
    resources(kind)
        .filter(Predicate.not(this::exists))
        .forEach(it -> template.getNode().tryRemoveChild(it.getNode().getId()));
  }

  /** Likewise, in the branch that is never taken, an ARN. */
  private void unbind() {
    resources(CfnRole.class).forEach(it -> it.addPropertyDeletionOverride("PermissionsBoundary"));
  }

  /** Functions which share a zip share its upload. */
  private void attachCode(Construct scope, Checkout checkout) {
    Map<String, Asset> assets = new HashMap<>();
    resources(CfnFunction.class)
        .forEach(
            function -> {
              Path zip = checkout.built(String.valueOf(function.getCodeUri()));
              Asset asset =
                  assets.computeIfAbsent(
                      zip.getFileName().toString(),
                      name -> Asset.Builder.create(scope, name).path(zip.toString()).build());
              function.setCodeUri(
                  CfnFunction.S3LocationProperty.builder()
                      .bucket(asset.getS3BucketName())
                      .key(asset.getS3ObjectKey())
                      .build());
            });
  }

  /** The resources of a kind that will exist. */
  <T extends CfnResource> Stream<T> deployed(Class<T> kind) {
    return resources(kind).filter(this::exists);
  }

  /** What an output of the template says, for other texts to hold. */
  String output(String name) {
    return Token.asString(template.getOutput(name).getValue());
  }

  private boolean exists(CfnResource resource) {
    CfnCondition condition = resource.getCfnOptions().getCondition();
    return condition == null || conditions.holds(condition);
  }

  private <T extends CfnResource> Stream<T> resources(Class<T> kind) {
    return template.getNode().getChildren().stream().filter(kind::isInstance).map(kind::cast);
  }
}
