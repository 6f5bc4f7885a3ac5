package dev.sallyport.infra;

import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.services.sam.CfnHttpApi;
import software.constructs.Construct;

/** The commands that are left, as outputs in the order of their numbers. */
final class NextSteps {
  private final Construct scope;
  private final Options options;
  private int number;

  private NextSteps(Construct scope, Options options) {
    this.scope = scope;
    this.options = options;
  }

  static void print(Construct scope, Options options, Application application) {
    NextSteps steps = new NextSteps(scope, options);
    steps.config("The configuration");
    steps.teleport(application);
    Optional<String> api = application.deployed(CfnHttpApi.class).findFirst().map(NextSteps::url);
    api.filter(it -> options.has(Integration.SLACK)).ifPresent(steps::slack);
    api.filter(it -> options.has(Integration.PAGERDUTY)).ifPresent(steps::pagerduty);
    if (options.has(Integration.JSM)) {
      steps.command(
          "The key that alerts and the login (email:token) that reads",
          "secrets put opsgenie --api-key-file FILE --login-file FILE");
    } else if (options.has(Integration.OPSGENIE)) {
      steps.command("The key that alerts", "secrets put opsgenie");
    }
  }

  private static String url(CfnHttpApi api) {
    return Fn.sub(
        "https://${Api}.execute-api.${AWS::Region}.${AWS::URLSuffix}", Map.of("Api", api.getRef()));
  }

  private void config(String what) {
    command(what, "config put " + options.config().orElse("../sallyport.toml"));
  }

  private void teleport(Application application) {
    String review = options.vendors().isEmpty() ? "" : " --reviewers USER,USER";
    if (options.renew()) {
      command(
          "What Teleport must hold, for tctl create -f",
          "configure teleport --renew-arn '" + application.output("RenewJoinArn") + "'" + review);
      return;
    }
    command("What Teleport must hold, for tctl create -f", "configure teleport --static" + review);
    command(
        "The identities that it makes",
        "secrets put teleport --identity-read FILE --identity-decide FILE"
            + (options.vendors().isEmpty() ? "" : " --identity-review FILE"));
  }

  private void slack(String url) {
    step("The app's manifest, for https://api.slack.com/apps", "slack manifest --url " + url);
    config("The configuration, with the app's team_id and app_id, and [review] no longer off");
    command("The app's token and signing secret", "secrets put slack");
  }

  private void pagerduty(String url) {
    command("The key of the REST API", "secrets put pagerduty");
    command("The webhook and its secret", "pagerduty webhook create --url " + url);
  }

  private void command(String what, String command) {
    step(what, command + " --stack " + options.name());
  }

  private void step(String what, String command) {
    number++;
    CfnOutput.Builder.create(scope, "Step" + number)
        .description(what)
        .value("sallyport " + command)
        .build();
  }
}
