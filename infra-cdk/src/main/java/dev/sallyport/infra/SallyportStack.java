package dev.sallyport.infra;

import java.util.Optional;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.services.iam.IManagedPolicy;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.PermissionsBoundary;
import software.constructs.Construct;

/** Everything for one cluster. Two of them live in one account when their names differ. */
final class SallyportStack extends Stack {
  /**
   * @throws OptionError when something to deploy is missing
   */
  SallyportStack(Construct scope, Options options, Checkout checkout) {
    super(
        scope,
        options.name(),
        StackProps.builder()
            .stackName(options.name())
            .description("Sallyport for the Teleport cluster " + options.cluster())
            .build());
    Place place = Place.of(this, options);
    Optional<String> image = PollerImage.uri(this, options, checkout);
    Optional<String> topic = AlarmTopic.arn(this, options);
    Application application = Application.include(this, options, place, image, topic, checkout);
    Dashboards.add(this, options, application);
    NextSteps.print(this, options, application);
    Findings.answer(this);
    options.boundary().ifPresent(this::bound);
    options.stage().ifPresent(stage -> Tags.of(this).add("stage", stage));
  }

  /** Also what the CDK adds, now or in a later version. */
  private void bound(String arn) {
    IManagedPolicy policy = ManagedPolicy.fromManagedPolicyArn(this, "Boundary", arn);
    PermissionsBoundary.of(this).apply(policy);
  }
}
