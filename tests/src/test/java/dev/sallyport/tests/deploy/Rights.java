package dev.sallyport.tests.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a role may do, beside what is checked for all roles alike: its log and the key.
 *
 * @param reads secrets
 * @param writes secrets
 * @param sends queues it may send to
 * @param takes queues it may take from
 * @param others everything else: the action and what it is for
 */
record Rights(
    Set<String> reads,
    Set<String> writes,
    Set<String> sends,
    Set<String> takes,
    Set<String> others) {
  private static final Set<String> READING = Set.of("secretsmanager:GetSecretValue");
  private static final Set<String> WRITING =
      Set.of(
          "secretsmanager:PutSecretValue",
          "secretsmanager:UpdateSecretVersionStage",
          "secretsmanager:DescribeSecret");
  private static final Set<String> SENDING = Set.of("sqs:SendMessage");
  private static final Set<String> TAKING =
      Set.of(
          "sqs:ReceiveMessage",
          "sqs:DeleteMessage",
          "sqs:ChangeMessageVisibility",
          "sqs:GetQueueAttributes");

  /** Those that each role of ours has in the same way. */
  private static final Set<String> COMMON =
      Set.of("kms:Decrypt", "kms:GenerateDataKey", "logs:CreateLogStream", "logs:PutLogEvents");

  static final Rights NONE = new Rights(Set.of(), Set.of(), Set.of(), Set.of(), Set.of());

  Rights reading(String... secrets) {
    return new Rights(Set.of(secrets), writes, sends, takes, others);
  }

  Rights writing(String... secrets) {
    return new Rights(reads, Set.of(secrets), sends, takes, others);
  }

  Rights sending(String... queues) {
    return new Rights(reads, writes, Set.of(queues), takes, others);
  }

  Rights taking(String queue) {
    return new Rights(reads, writes, sends, Set.of(queue), others);
  }

  Rights other(String... more) {
    return new Rights(reads, writes, sends, takes, Set.of(more));
  }

  /** With the right to read the configuration. */
  Rights configured() {
    return other("ssm:GetParameter parameter/sallyport/config");
  }

  static Rights of(JsonNode role) {
    return new Rights(
        named(role, READING::contains),
        named(role, WRITING::contains),
        named(role, SENDING::contains),
        named(role, TAKING::contains),
        others(role));
  }

  private static Set<String> named(JsonNode role, Predicate<String> action) {
    return Statement.of(role).stream()
        .filter(Statement::allows)
        .filter(it -> it.actions().stream().anyMatch(action))
        .flatMap(it -> it.resources().stream())
        .map(Rights::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> others(JsonNode role) {
    Set<String> others = new TreeSet<>();
    for (Statement statement : Statement.of(role)) {
      for (String action : statement.actions()) {
        if (Set.of(READING, WRITING, SENDING, TAKING, COMMON).stream()
            .noneMatch(known -> known.contains(action))) {
          statement.resources().forEach(it -> others.add(action + " " + name(it)));
        }
      }
    }
    return others;
  }

  /** Of an ARN what comes after the account; of ours without the stack's name. */
  private static String name(String arn) {
    String resource = arn.substring(arn.lastIndexOf(":123456789012:") + 1);
    return resource
        .replaceFirst("^123456789012:", "")
        .replaceFirst("^secret:sallyport/(.*)-AbCdEf$", "$1")
        .replaceFirst("^sallyport-", "");
  }
}
