package dev.sallyport.tests.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.tests.Checkout;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The poller's container, and the one that renews identities. */
final class TasksTest {
  private static final Stack STACK = Stack.all();

  private static JsonNode container(String task) {
    JsonNode containers = STACK.properties(task).get("ContainerDefinitions");
    assertThat(containers).hasSize(1);
    return containers.get(0);
  }

  private static Map<String, String> variables(String task) {
    Map<String, String> variables = new TreeMap<>();
    container(task)
        .get("Environment")
        .forEach(it -> variables.put(it.get("Name").asText(), it.get("Value").asText()));
    return variables;
  }

  @Test
  void containersAreSmallLockedAndDeaf() {
    for (String name : new String[] {"PollerTask", "RenewTask"}) {
      JsonNode task = STACK.properties(name);
      assertThat(task.get("Cpu").asText() + "/" + task.get("Memory").asText()).isEqualTo("256/512");
      assertThat(task.at("/RuntimePlatform/CpuArchitecture").asText()).isEqualTo("ARM64");
      JsonNode container = container(name);
      assertThat(container.get("ReadonlyRootFilesystem").asBoolean()).isTrue();
      assertThat(container.get("Privileged").asBoolean()).isFalse();
      assertThat(container.get("User").asText())
          .isNotBlank()
          .doesNotStartWith("0")
          .isNotEqualTo("root");
      assertThat(container.at("/LinuxParameters/Capabilities/Drop/0").asText()).isEqualTo("ALL");
      assertThat(container.get("StopTimeout").asInt()).isEqualTo(30);
      assertThat(container.has("PortMappings")).isFalse();
      assertThat(container.has("Secrets")).as("it reads them itself").isFalse();
    }
  }

  @Test
  void thePollerRunsAloneAndIsReplacedWhenIll() {
    JsonNode service = STACK.properties("Poller");
    assertThat(service.get("DesiredCount").asInt()).isEqualTo(1);
    assertThat(service.has("LoadBalancers")).isFalse();
    assertThat(service.get("EnableExecuteCommand").asBoolean()).isFalse();
    assertThat(service.at("/DeploymentConfiguration/DeploymentCircuitBreaker/Enable").asBoolean())
        .isTrue();
    assertThat(container("PollerTask").at("/HealthCheck/Command").toString())
        .startsWith("[\"CMD\",");
    assertThat(variables("PollerTask"))
        .containsOnlyKeys(
            "AWS_REGION",
            "SALLYPORT_CLUSTER",
            "SALLYPORT_CONFIG_PARAMETER",
            "SALLYPORT_TELEPORT_IDENTITY_ARN",
            "SALLYPORT_QUEUE_REQUESTS")
        .containsEntry("AWS_REGION", "eu-central-1")
        .containsEntry("SALLYPORT_CONFIG_PARAMETER", "/sallyport/config");
  }

  /** The image takes the file as it is, and has no shell that would make it a program. */
  @Test
  void theHealthChecksProgramIsOne() {
    Path poller = Checkout.root().resolve("poller");
    assertThat(poller.resolve("src/main/image/healthy")).isExecutable();
    String program = container("PollerTask").at("/HealthCheck/Command/1").asText();
    assertThat(Checkout.text(poller.resolve("Dockerfile")))
        .contains("COPY src/main/image/healthy " + program + "\n");
  }

  @Test
  void identitiesAreRenewedByAnotherCommandOfTheSameImage() {
    assertThat(container("RenewTask").get("Image")).isEqualTo(container("PollerTask").get("Image"));
    assertThat(container("RenewTask").get("Command").toString())
        .isEqualTo("[\"dev.sallyport.poller.Renew\"]");
    assertThat(variables("RenewTask"))
        .containsEntry("SALLYPORT_RENEW_READ_TOKEN", "sallyport-read")
        .containsEntry("SALLYPORT_RENEW_DECIDE_TOKEN", "sallyport-decide")
        .containsEntry("SALLYPORT_RENEW_REVIEW_TOKEN", "sallyport-review")
        .containsKeys(
            "SALLYPORT_RENEW_READ_ARN", "SALLYPORT_RENEW_DECIDE_ARN", "SALLYPORT_RENEW_REVIEW_ARN")
        .containsEntry("SALLYPORT_TELEPORT_ADDR", "example.com:443")
        .containsEntry("AWS_REGION", "eu-central-1")
        .containsEntry("SALLYPORT_RENEW_EVERY", "4h")
        .hasSize(10);
  }

  /** It asks for certificates by how often it runs. */
  @Test
  void theRenewalKnowsHowOftenItRuns() {
    assertThat(STACK.properties("RenewSchedule").get("ScheduleExpression").asText())
        .isEqualTo(
            "rate(%s hours)"
                .formatted(
                    variables("RenewTask")
                        .getOrDefault("SALLYPORT_RENEW_EVERY", "")
                        .replace("h", "")));
  }

  @Test
  void withoutAnImageThereIsNeither() {
    Stack without = Stack.allBut("PollerImage", "");
    assertThat(without.resources("AWS::ECS::Service")).isEmpty();
    assertThat(without.resources("AWS::ECS::TaskDefinition")).isEmpty();
    assertThat(without.resources("AWS::Scheduler::Schedule")).isEmpty();
    assertThat(without.resources("AWS::IAM::Role")).hasSize(11);
  }

  @Test
  void anImageOfThisAccountIsFetchedFromItsRepositoryAlone() {
    Map<String, String> parameters = new HashMap<>(Stack.ALL);
    assertThat(fetched(parameters)).contains("ecr:BatchGetImage repository/team/poller");
    parameters.put(
        "PollerImage", "123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/team/poller@sha256:0123");
    assertThat(fetched(parameters)).contains("ecr:BatchGetImage repository/team/poller");
  }

  private static Set<String> fetched(Map<String, String> parameters) {
    return Rights.granted(Stack.of(parameters).properties("PollerStartRole"));
  }

  @Test
  void anImageThatIsElsewhereGetsNoRightHere() {
    Stack elsewhere = Stack.allBut("PollerImage", "ghcr.io/example/poller@sha256:0123");
    assertThat(Rights.granted(elsewhere.properties("PollerStartRole")))
        .contains("ecr:BatchGetImage repository/none");
  }
}
