package dev.sallyport.infra;

import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

/** Where alarms go. */
final class AlarmTopic {
  private AlarmTopic() {}

  /** The topic's ARN; empty for none. */
  static Optional<String> arn(Construct scope, Options options) {
    return switch (options.alarms()) {
      case Alarms.Silent() -> Optional.empty();
      case Alarms.Topic(String arn) -> Optional.of(arn);
      case Alarms.Email(String address) -> Optional.of(read(scope, options, address));
    };
  }

  /** Its own policy takes the place of the standard one, so CloudWatch must be named in it. */
  private static String read(Construct scope, Options options, String address) {
    Topic topic =
        Topic.Builder.create(scope, "AlarmTopic")
            .topicName(options.name() + "-alarms")
            .displayName("Sallyport, cluster " + options.cluster())
            .enforceSsl(true)
            .build();
    topic.grantPublish(
        ServicePrincipal.Builder.create("cloudwatch.amazonaws.com")
            .conditions(Map.of("StringEquals", Map.of("aws:SourceAccount", Aws.ACCOUNT_ID)))
            .build());
    topic.addSubscription(new EmailSubscription(address));
    return topic.getTopicArn();
  }
}
