package dev.sallyport.infra;

import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Acknowledgment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Validations;
import software.amazon.awscdk.services.ec2.CfnVPC;
import software.amazon.awscdk.services.ecs.CfnCluster;
import software.amazon.awscdk.services.ecs.CfnTaskDefinition;
import software.amazon.awscdk.services.secretsmanager.CfnSecret;
import software.amazon.awscdk.services.sns.CfnTopic;
import software.amazon.awscdk.services.sqs.CfnQueue;
import software.constructs.IConstruct;

/**
 * Why a rule of cdk-nag or of the library's own validation does not hold here.
 *
 * <p>cdk-nag sees resources as they stand. What SAM makes of a function or an API (its routes,
 * permissions, event-source mappings) exists only after CloudFormation has expanded it, so no rule
 * of cdk-nag looks at these; the library's validation expands them, and cfn-lint does.
 */
final class Findings {
  private static final String LIBRARY = "CloudFormation-Validate::";

  private static final String BY_A_PERSON =
      "The vendor gives it to a person alone, who stores it with sallyport secrets put.";

  /** By the template's name of the secret; the rest are the vendors'. */
  private static final Map<String, String> SECRETS =
      Map.of(
          "TeleportReadSecret",
              "A scheduled task or its owner renews it, and an alarm tells if not.",
          "TeleportDecideSecret", "The same as for the identity read.",
          "TeleportReviewSecret", "The same as for the identity read.",
          "PagerDutyWebhookSecret", "It rotates once it is stored: -c rotation=true.");

  private static final Map<String, String> ALL_RESOURCES =
      Map.of(
          "TracePolicy", "X-Ray's actions know no resource.",
          "NetworkPolicy", "Lambda makes network interfaces that have no name before.",
          "PollerStartRole", "A registry's token is of no single repository.");

  private final Stack stack;

  private Findings(Stack stack) {
    this.stack = stack;
  }

  /** Says it for all that is in the stack now. */
  static void answer(Stack stack) {
    Findings findings = new Findings(stack);
    findings.answerLibrary();
    stack.getNode().findAll().forEach(findings::answerNag);
  }

  private void answerLibrary() {
    for (String rule : List.of("W8003", "W9053", "W1028", "W2503")) {
      accept(
          rule,
          "The template leaves open what is answered here; branches not taken remain in its text.");
    }
    accept("W8001", "Nothing asks for a boundary without one: see Application.unbind.");
    accept("W1001", "Only what is deployed is looked at: see Application.deployed.");
  }

  private void accept(String rule, String reason) {
    Validations.of(stack)
        .acknowledge(Acknowledgment.builder().id(LIBRARY + rule).reason(reason).build());
  }

  private void answerNag(IConstruct it) {
    String id = it.getNode().getId();
    switch (it) {
      case CfnVPC vpc ->
          suppress(
              vpc,
              "VPC7",
              "One task lives here that nobody can call; who keeps flow logs has a VPC.");
      case CfnQueue queue when id.endsWith("DeadQueue") ->
          suppress(queue, "SQS3", "It is itself where dead letters go; sallyport dlq shows them.");
      case CfnSecret secret -> suppress(secret, "SMG4", SECRETS.getOrDefault(id, BY_A_PERSON));
      case CfnCluster cluster ->
          suppress(
              cluster, "ECS4", "One task, which tells of itself; Insights would cost as much.");
      case CfnTaskDefinition task ->
          suppress(task, "ECS2", "They are names and ARNs; secrets are read at run time.");
      case CfnTopic topic ->
          suppress(topic, "SNS2", "An alarm's name and state go on as plain e-mail anyway.");
      default -> allResources(it, id);
    }
  }

  private static void allResources(IConstruct it, String id) {
    String reason = ALL_RESOURCES.get(id);
    if (reason != null) {
      NagSuppressions.addResourceSuppressions(
          it,
          List.of(
              NagPackSuppression.builder()
                  .id("AwsSolutions-IAM5")
                  .appliesTo(List.of("Resource::*"))
                  .reason(reason)
                  .build()));
    }
  }

  private static void suppress(IConstruct where, String rule, String reason) {
    NagSuppressions.addResourceSuppressions(
        where,
        List.of(NagPackSuppression.builder().id("AwsSolutions-" + rule).reason(reason).build()));
  }
}
