package dev.sallyport.tests.deploy;

/** What a resource answers to a reference. */
record Physical(String type, String name) {
  private static final String PLACE = ":eu-central-1:123456789012:";

  /** The property that holds a resource's name. */
  static String nameProperty(String type) {
    return switch (type) {
      case "AWS::SQS::Queue" -> "QueueName";
      case "AWS::SecretsManager::Secret" -> "Name";
      case "AWS::Serverless::Function" -> "FunctionName";
      case "AWS::Logs::LogGroup" -> "LogGroupName";
      default -> "";
    };
  }

  String reference() {
    return switch (type) {
      case "AWS::SQS::Queue" -> "https://sqs.eu-central-1.amazonaws.com/123456789012/" + name;
      case "AWS::SecretsManager::Secret" -> arn("secretsmanager", "secret:" + name + "-AbCdEf");
      case "AWS::ECS::TaskDefinition" -> arn("ecs", "task-definition/" + name + ":1");
      default -> name;
    };
  }

  String attribute(String attribute) {
    return switch (attribute) {
      case "Arn" -> arn();
      case "QueueName" -> name;
      default -> throw new IllegalStateException("this test does not know " + attribute);
    };
  }

  private String arn() {
    return switch (type) {
      case "AWS::SQS::Queue" -> arn("sqs", name);
      case "AWS::Serverless::Function" -> arn("lambda", "function:" + name);
      // Not a slip: it ends so, and stands for the streams of the group.
      case "AWS::Logs::LogGroup" -> arn("logs", "log-group:" + name + ":*");
      case "AWS::KMS::Key" -> arn("kms", "key/" + name);
      case "AWS::ECS::Cluster" -> arn("ecs", "cluster/" + name);
      case "AWS::IAM::Role" -> "arn:aws:iam::123456789012:role/" + name;
      default -> throw new IllegalStateException("this test knows no ARN of " + type);
    };
  }

  private static String arn(String service, String resource) {
    return "arn:aws:" + service + PLACE + resource;
  }
}
