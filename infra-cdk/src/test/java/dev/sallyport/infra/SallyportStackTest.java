package dev.sallyport.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.assertions.Match;

/** The stack as it is deployed when nothing is asked for but whom to tell. */
@Tag("cdk")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SallyportStackTest {
  private static final String BOUNDARY = "arn:aws:iam::123456789012:policy/boundary";

  @SuppressWarnings("NullAway.Init")
  private Synthesized usual;

  @SuppressWarnings("NullAway.Init")
  private Synthesized other;

  private Path directory = Path.of("");

  @BeforeAll
  void synthesize(@TempDir Path one, @TempDir Path two) {
    directory = one;
    usual = Synthesized.of(one, Map.of());
    other =
        Synthesized.of(
            two,
            Map.of(
                "name", "second",
                "permissionsBoundary", BOUNDARY,
                "alarmEmail", "oncall@example.com",
                "teleportAddr", "teleport.example.com:3080",
                "renew", "true",
                "stage", "test"));
  }

  @Test
  void letsNobodyIn() {
    assertThat(usual.all("AWS::EC2::SecurityGroup"))
        .hasSize(1)
        .allSatisfy(group -> assertThat(group.has("SecurityGroupIngress")).isFalse());
    assertThat(usual.all("AWS::EC2::SecurityGroupIngress")).isEmpty();
  }

  @Test
  void callsOutToHttpsAndTeleportAlone() {
    assertThat(ports(usual)).containsExactly(443);
    assertThat(ports(other)).containsExactlyInAnyOrder(443, 3080);
  }

  private static Set<Integer> ports(Synthesized stack) {
    return Synthesized.elements(stack.only("AWS::EC2::SecurityGroup").path("SecurityGroupEgress"))
        .map(rule -> rule.path("ToPort").asInt())
        .collect(Collectors.toSet());
  }

  /** The options were checked before. */
  @Test
  void leavesNothingForCloudFormationToRefuse() {
    assertThat(other.template().path("Rules").properties())
        .extracting(Map.Entry::getKey)
        .containsExactly("CheckBootstrapVersion");
    assertThat(other.all("AWS::Scheduler::Schedule")).hasSize(1);
  }

  @Test
  void paysForNoWayOut() {
    assertThat(usual.all("AWS::EC2::NatGateway")).isEmpty();
    assertThat(usual.all("AWS::EC2::EIP")).isEmpty();
    assertThat(usual.all("AWS::EC2::InternetGateway")).hasSize(1);
    assertThat(usual.all("AWS::EC2::Subnet"))
        .hasSize(2)
        .allSatisfy(it -> assertThat(it.path("MapPublicIpOnLaunch").asBoolean()).isFalse());
  }

  @Test
  void runsOneSmallPollerThatCannotWriteToItsImage() {
    JsonNode task = usual.resource("PollerTask").path("Properties");
    JsonNode container = task.path("ContainerDefinitions").path(0);

    assertThat(task.path("Cpu").asText()).isEqualTo("256");
    assertThat(task.path("Memory").asText()).isEqualTo("512");
    assertThat(task.at("/RuntimePlatform/CpuArchitecture").asText()).isEqualTo("ARM64");
    assertThat(container.path("ReadonlyRootFilesystem").asBoolean()).isTrue();
    assertThat(container.path("PortMappings").isMissingNode()).isTrue();
    assertThat(container.path("Image").toString()).contains("container-assets");
  }

  @Test
  void buildsTheImageFromNothingButWhatItHolds() throws IOException {
    try (Stream<Path> files = Files.walk(directory.resolve("cdk.out"))) {
      Path context =
          files
              .filter(it -> it.endsWith("Dockerfile"))
              .map(Path::getParent)
              .findFirst()
              .orElseThrow();
      try (Stream<Path> all = Files.walk(context)) {
        assertThat(all.filter(Files::isRegularFile).map(it -> context.relativize(it).toString()))
            .containsExactlyInAnyOrder(
                "Dockerfile",
                "src/main/image/java.args",
                "target/poller-1.jar",
                "target/lib/grpc.jar");
      }
    }
  }

  @Test
  void givesThePollerAPublicAddressInSubnetsWithoutAnotherWayOut() {
    JsonNode network =
        usual.resource("Poller").at("/Properties/NetworkConfiguration/AwsvpcConfiguration");

    assertThat(network.path("AssignPublicIp").asText()).isEqualTo("ENABLED");
    assertThat(network.path("Subnets")).hasSize(2);
    assertThat(network.path("SecurityGroups").toString()).contains("PollerSecurityGroup");
  }

  @Test
  void startsTasksOnceTheyCanFetchTheirImage() {
    assertThat(usual.resource("Poller").path("DependsOn").toString()).contains("DefaultRoute");
    assertThat(other.resource("RenewSchedule").path("DependsOn").toString())
        .contains("DefaultRoute");
  }

  @Test
  void takesTheCodeOfAllFunctionsFromTwoUploads() {
    List<JsonNode> code =
        usual.all("AWS::Serverless::Function").stream().map(it -> it.path("CodeUri")).toList();

    assertThat(code).hasSizeGreaterThan(8).allSatisfy(it -> assertThat(it.has("Key")).isTrue());
    assertThat(code.stream().map(it -> it.path("Key").asText()).distinct()).hasSize(2);
  }

  /** CloudFormation would refuse the stack, and nothing before it does. */
  @Test
  void asksInConditionsForParametersAlone() {
    Set<String> known =
        other.template().path("Parameters").properties().stream()
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());

    assertThat(other.template().path("Conditions").findValuesAsText("Ref")).isSubsetOf(known);
    assertThat(other.template().path("Conditions").findValues("Fn::GetAtt")).isEmpty();
    assertThat(other.template().at("/Conditions/HasAlarms/Fn::Equals/0").asText())
        .isEqualTo("true");
  }

  @Test
  void sharesNoNameWithAnotherStackOfTheAccount() {
    Set<String> names = names(usual, "sallyport");

    assertThat(names).hasSizeGreaterThan(20).contains("AWS::SQS::Queue sallyport-requests.fifo");
    assertThat(names(other, "second")).hasSizeGreaterThan(20).doesNotContainAnyElementsOf(names);
  }

  private static Set<String> names(Synthesized stack, String name) {
    return stack
        .resources()
        .flatMap(
            it ->
                it.getValue().path("Properties").properties().stream()
                    .filter(
                        property -> property.getKey().matches(".*(?<!Metric|Domain)Name|Family"))
                    .map(
                        property ->
                            it.getValue().path("Type").asText()
                                + " "
                                + text(property.getValue(), name)))
        .filter(it -> !it.matches("AWS::(Lambda::Permission|EC2::Route|Logs::MetricFilter).*"))
        .collect(Collectors.toSet());
  }

  private static String text(JsonNode value, String name) {
    String text = value.isTextual() ? value.asText() : value.elements().next().asText();
    return text.replace("${AWS::StackName}", name).replace("AWS::StackName", name);
  }

  @Test
  void boundsEveryRoleWhenAsked() {
    assertThat(other.all("AWS::IAM::Role"))
        .hasSizeGreaterThan(8)
        .allSatisfy(
            role -> assertThat(role.path("PermissionsBoundary").asText()).isEqualTo(BOUNDARY));
    assertThat(usual.all("AWS::IAM::Role"))
        .allSatisfy(role -> assertThat(role.has("PermissionsBoundary")).isFalse());
  }

  @Test
  void tellsOnePersonOfAlarms() {
    assertThat(other.only("AWS::SNS::Subscription").path("Endpoint").asText())
        .isEqualTo("oncall@example.com");
    assertThat(other.only("AWS::SNS::TopicPolicy").toString())
        .contains("cloudwatch.amazonaws.com", "aws:SourceAccount", "aws:SecureTransport");
    assertThat(other.resource("RequestsDeadAlarm").at("/Properties/AlarmActions/0/Ref").asText())
        .startsWith("AlarmTopic");
    assertThat(usual.all("AWS::SNS::Topic")).isEmpty();
  }

  @Test
  void tagsWhatIsCounted() {
    assertThat(other.resource("Decide").at("/Properties/Tags/stage").asText()).isEqualTo("test");
    assertThat(other.resource("RequestsQueue").at("/Properties/Tags").toString()).contains("stage");
  }

  @Test
  void printsTheCommandsThatAreLeft() {
    assertThat(steps(usual))
        .anySatisfy(it -> assertThat(it).contains("sallyport config put ../sallyport.toml --stack"))
        .anySatisfy(it -> assertThat(it).contains("secrets put teleport --identity-read FILE"))
        .anySatisfy(
            it -> assertThat(it).contains("sallyport slack manifest --url ", ".execute-api."))
        .anySatisfy(it -> assertThat(it).contains("sallyport secrets put slack"))
        .anySatisfy(it -> assertThat(it).contains("sallyport secrets put pagerduty"))
        .anySatisfy(it -> assertThat(it).contains("sallyport pagerduty webhook create --url "))
        .noneSatisfy(it -> assertThat(it).contains("opsgenie"));
    assertThat(steps(other))
        .anySatisfy(it -> assertThat(it).contains("sallyport config put", "--stack second"))
        .anySatisfy(
            it -> assertThat(it).contains("configure teleport --renew-arn '", "RenewRole", "/*"))
        .noneSatisfy(it -> assertThat(it).contains("secrets put teleport"));
  }

  @Test
  void storesTheAppsIdsBeforeItsSecrets() {
    List<String> steps = steps(usual);
    int manifest = first(steps, "slack manifest");
    assertThat(steps.get(manifest + 1)).contains("sallyport config put ../sallyport.toml");
    assertThat(steps.get(manifest + 2)).contains("sallyport secrets put slack");
  }

  private static int first(List<String> steps, String word) {
    return IntStream.range(0, steps.size())
        .filter(it -> steps.get(it).contains(word))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> steps(Synthesized stack) {
    return stack.template().path("Outputs").properties().stream()
        .filter(it -> it.getKey().startsWith("Step"))
        .map(it -> it.getValue().path("Value").toString())
        .toList();
  }

  @Test
  void satisfiesCdkNag() {
    for (Synthesized stack : List.of(usual, other)) {
      assertThat(stack.annotations().findError("*", Match.anyValue())).isEmpty();
      assertThat(stack.annotations().findWarning("*", Match.anyValue())).isEmpty();
    }
  }

  @Test
  void failsAtSynthesisOnWhatCloudFormationWouldRefuse(@TempDir Path wrong) throws IOException {
    assertThatThrownBy(
            () ->
                Synthesized.of(
                    wrong,
                    Map.of(),
                    template ->
                        template.replace("VisibilityTimeout: 180", "VisibilityTimeout: 99999")))
        .hasMessageContaining("ValidationFailed");
    assertThat(Files.readString(wrong.resolve("cdk.out/validation-report.json")))
        .contains("99999 is greater than the maximum");
  }
}
