package dev.sallyport.tests.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a role may do. The key of what it reads, writes, sends and takes comes with it.
 *
 * @param reads secrets
 * @param writes secrets
 * @param sends queues it may send to
 * @param takes queues it may take from
 * @param others everything else: the action, what it is for, and under which condition
 */
record Rights(
    Set<String> reads,
    Set<String> writes,
    Set<String> sends,
    Set<String> takes,
    Set<String> others) {
  static final String READING = "secretsmanager:GetSecretValue";
  private static final String WRITING = "secretsmanager:PutSecretValue";
  private static final String SENDING = "sqs:SendMessage";

  /** An event-source mapping wants each of them. */
  private static final Set<String> TAKING =
      Set.of(
          "sqs:ReceiveMessage",
          "sqs:DeleteMessage",
          "sqs:ChangeMessageVisibility",
          "sqs:GetQueueAttributes");

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

  /** Beside what it has. */
  Rights other(String... more) {
    Set<String> all = new TreeSet<>(others);
    all.addAll(Set.of(more));
    return new Rights(reads, writes, sends, takes, all);
  }

  /** With the right to read the configuration. */
  Rights configured() {
    return other("ssm:GetParameter parameter/sallyport/config");
  }

  boolean isConfigured() {
    return others.containsAll(NONE.configured().others);
  }

  /** With the right to write a log, which its host makes streams of. */
  Rights logging(String group) {
    return other(
        "logs:CreateLogStream log-group:" + group + ":*",
        "logs:PutLogEvents log-group:" + group + ":*");
  }

  /** With what Secrets Manager's rotation does to the versions of a secret that it writes. */
  Rights rotating(String secret) {
    return writing(secret)
        .other(
            "secretsmanager:DescribeSecret " + secret,
            "secretsmanager:UpdateSecretVersionStage " + secret);
  }

  /** All of it, each as an action, what it is for, and under which condition. */
  Set<String> grants() {
    Set<String> all = new TreeSet<>(others);
    reads.forEach(it -> all.add(READING + " " + it));
    writes.forEach(it -> all.add(WRITING + " " + it));
    sends.forEach(it -> all.add(SENDING + " " + it));
    takes.forEach(it -> TAKING.forEach(action -> all.add(action + " " + it)));
    all.addAll(keys("secretsmanager", reads, writes));
    all.addAll(keys("sqs", takes, sends));
    return all;
  }

  /** Who seals has to be able to open, too: SQS and Secrets Manager verify a new data key. */
  private static Set<String> keys(String service, Set<String> opened, Set<String> sealed) {
    String through =
        " key/Key if {\"StringEquals\":{\"kms:ViaService\":\"%s.eu-central-1.amazonaws.com\"}}"
            .formatted(service);
    Set<String> keys = new TreeSet<>();
    if (!opened.isEmpty() || !sealed.isEmpty()) {
      keys.add("kms:Decrypt" + through);
    }
    if (!sealed.isEmpty()) {
      keys.add("kms:GenerateDataKey" + through);
    }
    return keys;
  }

  /** What the policies of a role grant, in the words of {@link #grants}. */
  static Set<String> granted(JsonNode role) {
    return Statement.of(role).stream()
        .flatMap(Rights::grants)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What a role may do that with. */
  static Set<String> granted(JsonNode role, String action) {
    return Statement.of(role).stream()
        .filter(it -> it.allows() && it.actions().contains(action))
        .map(Statement::resources)
        .flatMap(Collection::stream)
        .map(Rights::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> grants(Statement statement) {
    String condition =
        statement.condition().isMissingNode() ? "" : " if " + statement.condition().toString();
    return statement.actions().stream()
        .flatMap(
            action ->
                statement.resources().stream()
                    .map(
                        it ->
                            (statement.allows() ? "" : "never ")
                                + action
                                + " "
                                + name(it)
                                + condition));
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
