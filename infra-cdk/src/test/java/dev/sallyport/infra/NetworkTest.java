package dev.sallyport.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("cdk")
final class NetworkTest {
  private static final String VPC = "vpc-0123456789abcdef0";
  private static final String SUBNETS = "subnet-0123456789abcdef0,subnet-0123456789abcdef1";

  @TempDir private Path directory = Path.of("");

  @Test
  void usesSubnetsThatExistForPollerAndFunctions() {
    Synthesized stack =
        Synthesized.of(
            directory,
            Map.of(
                "vpcId",
                VPC,
                "subnetIds",
                SUBNETS,
                "privateFunctions",
                "true",
                "image",
                "registry.example.com/sallyport/poller:1"));

    assertThat(stack.all("AWS::EC2::VPC")).isEmpty();
    assertThat(stack.all("AWS::EC2::SecurityGroup"))
        .hasSize(2)
        .allSatisfy(
            group -> {
              assertThat(group.path("VpcId").asText()).isEqualTo(VPC);
              assertThat(group.has("SecurityGroupIngress")).isFalse();
            });
    JsonNode network =
        stack.resource("Poller").at("/Properties/NetworkConfiguration/AwsvpcConfiguration");
    assertThat(network.path("Subnets").toString()).contains(SUBNETS.split(",", 2));
    assertThat(network.path("AssignPublicIp").asText()).isEqualTo("DISABLED");
    assertThat(stack.resource("Decide").at("/Properties/VpcConfig").toString())
        .contains(SUBNETS.split(",", 2))
        .contains("FunctionsSecurityGroup");
    assertThat(stack.resource("PollerTask").toString())
        .contains("registry.example.com/sallyport/poller:1");
  }

  @Test
  void makesNoNetworkWithoutPoller() {
    Synthesized stack = Synthesized.of(directory, Map.of("poller", "false"));

    assertThat(stack.resources().map(it -> it.getValue().path("Type").asText()))
        .noneMatch(type -> type.startsWith("AWS::EC2::"));
    assertThat(stack.template().at("/Parameters/PollerImage/Default").asText("missing")).isEmpty();
  }
}
