package dev.sallyport.tests.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.tests.lambda.FunctionProcess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;

/**
 * The rotation that the template schedules. The account's Secrets Manager has it on record, with
 * the function and the days; but what stands for AWS runs no Java, so that the account's function
 * is empty, and its steps are called in Secrets Manager's place, by that record, as event-source
 * mappings call others.
 */
final class Rotation {
  private static final List<String> STEPS =
      List.of("createSecret", "setSecret", "testSecret", "finishSecret");

  private final Account account;
  private final Function<String, FunctionProcess> running;
  private final String secret;

  private Rotation(Account account, Function<String, FunctionProcess> running, String secret) {
    this.account = account;
    this.running = running;
    this.secret = secret;
  }

  /**
   * Schedules it as CloudFormation does: after a trial, and from the next time on.
   *
   * @param running a function by its name after the stack's
   */
  static Rotation schedule(Account account, Function<String, FunctionProcess> running)
      throws IOException, InterruptedException {
    JsonNode schedule =
        account.stack.resources("AWS::SecretsManager::RotationSchedule").values().stream()
            .findFirst()
            .orElseThrow();
    Rotation rotation =
        new Rotation(account, running, account.here(schedule.get("SecretId").asText()));
    rotation.register(schedule, function(account));
    return rotation;
  }

  private void register(JsonNode schedule, String function) {
    long days = schedule.at("/RotationRules/AutomaticallyAfterDays").asLong();
    try {
      var _ =
          account.secrets.rotateSecret(
              it ->
                  it.secretId(secret)
                      .rotationLambdaARN(function)
                      .rotateImmediately(schedule.get("RotateImmediatelyOnUpdate").asBoolean())
                      .rotationRules(rules -> rules.automaticallyAfterDays(days)));
    } catch (SecretsManagerException e) {
      // LocalStack puts it on record and then fails to answer.
      assertThat(e.statusCode()).isEqualTo(500);
    }
    assertThat(record().rotationEnabled()).isTrue();
    assertThat(record().rotationRules().automaticallyAfterDays()).isEqualTo(days);
    take("testSecret", UUID.randomUUID().toString());
  }

  private static String function(Account account) throws IOException, InterruptedException {
    JsonNode function = account.stack.properties("Rotate");
    ObjectNode call = JsonNodeFactory.instance.objectNode();
    List.of("FunctionName", "Runtime", "Handler").forEach(it -> call.set(it, function.get(it)));
    call.put("Role", role(account, function.get("FunctionName").asText()));
    call.putObject("Code").put("ZipFile", empty());
    String made =
        account.call("lambda", "/2015-03-31/functions", "application/json", call.toString());
    return new ObjectMapper().readTree(made).get("FunctionArn").asText();
  }

  /** In the secret's account. */
  private static String role(Account account, String name)
      throws IOException, InterruptedException {
    String trust =
        account.stack.properties("RotateRole").get("AssumeRolePolicyDocument").toString();
    var _ =
        account.call(
            "iam",
            "/",
            "application/x-www-form-urlencoded",
            "Action=CreateRole&Version=2010-05-08&RoleName="
                + name
                + "&AssumeRolePolicyDocument="
                + URLEncoder.encode(trust, StandardCharsets.UTF_8));
    return "arn:aws:iam::" + account.arn("pagerduty-webhook").split(":", -1)[4] + ":role/" + name;
  }

  private static byte[] empty() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("empty"));
    }
    return bytes.toByteArray();
  }

  /**
   * Takes the steps, of which none has a second chance.
   *
   * @return the version that was made
   */
  String rotate() {
    String token = UUID.randomUUID().toString();
    STEPS.forEach(step -> take(step, token));
    return token;
  }

  private void take(String step, String token) {
    String function = record().rotationLambdaARN();
    String name = function.substring(function.indexOf(account.name) + account.name.length() + 1);
    String event =
        """
        {"SecretId":"%s","ClientRequestToken":"%s","Step":"%s"}\
        """
            .formatted(secret, token, step);
    byte[] answer = running.apply(name).invoke(event.getBytes(StandardCharsets.UTF_8));
    assertThat(new String(answer, StandardCharsets.UTF_8)).isEqualTo("\"" + step + "\"");
  }

  /** What Secrets Manager knows. */
  DescribeSecretResponse record() {
    return account.secrets.describeSecret(it -> it.secretId(secret));
  }
}
