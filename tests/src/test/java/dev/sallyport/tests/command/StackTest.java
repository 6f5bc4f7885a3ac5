package dev.sallyport.tests.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.simulators.teleport.NewRequest;
import dev.sallyport.simulators.teleport.RoleBuilder;
import dev.sallyport.simulators.teleport.TeleportOptions;
import dev.sallyport.simulators.teleport.TeleportSimulator;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator's commands on a deployment, found by its name. */
final class StackTest {
  private static final String ALICE = "alice@example.com";

  private final Aws aws = new Aws();
  private final TeleportSimulator teleport = TeleportSimulator.start(TeleportOptions.defaults());
  private final Path identity;
  private String request = "";

  StackTest(@TempDir Path directory) {
    this.identity = directory.resolve("identity.pem");
  }

  @BeforeEach
  void deploy() {
    teleport.putRole(
        RoleBuilder.role("operator")
            .rule("access_request", "list", "read")
            .rule("access_plugin_data", "update")
            .rule("user", "list", "read"));
    teleport.putRole(RoleBuilder.role("editor-requester").mayRequest("editor"));
    teleport.putUser(ALICE, List.of("editor-requester"), java.util.Map.of());
    teleport.putBot("operator", List.of("operator"));
    teleport.writeIdentity(identity, "bot-operator", List.of("operator"));
    request = teleport.createRequest(NewRequest.of(ALICE, "editor").because("an outage"));
    store("");
    String _ = aws.queue("requests");
    String _ = aws.queue("pagerduty");
  }

  private void store(String more) {
    long _ =
        aws.parameters.put(
            Aws.PARAMETER,
            """
            [teleport]
            cluster = "teleport.example.com"
            addr = "%s"
            connection_upgrade = "off"
            """
                    .formatted(teleport.address())
                + more);
  }

  @AfterEach
  void close() {
    teleport.close();
    aws.close();
  }

  private Run on(String... arguments) {
    List<String> all = new java.util.ArrayList<>(List.of(arguments));
    all.addAll(List.of("--stack", Aws.STACK, "--identity", identity.toString()));
    return Run.of(all.toArray(String[]::new));
  }

  @Test
  void whyTellsOfTheRequestAndTheStacksQueues() {
    assertThat(on("request", "why", request).succeeds().out())
        .contains(request, ALICE, "requests", "pagerduty", "0 waiting");
  }

  @Test
  void thePolicyIsExplainedByTheStoredConfiguration() {
    assertThat(on("policy", "explain", request.substring(request.length() - 8)).succeeds().out())
        .contains(
            "no decision about automatic approval is recorded",
            "- auto_approval.allow lists nothing",
            "- Sallyport remembers nothing of this request");
  }

  @Test
  void aDestinationThatIsNotConfiguredIsRefused() {
    on("takeover", "pagerduty", "--check").isRefusedNaming("no destination pagerduty");
    on("handback", "slack", "--yes").isRefusedNaming("no destination slack");
    on("request", "resend", request, "opsgenie").isRefusedNaming("no destination opsgenie");
  }

  @Test
  void nothingIsHandedOverUnasked() {
    store("[pagerduty]\nuser_email = \"sallyport@example.com\"\n");
    Run run = on("handback", "pagerduty");
    run.isRefusedNaming("--yes");
    assertThat(run.out()).startsWith("acting on the stack prod on AWS");
    assertThat(aws.parameters.versions(Aws.PARAMETER)).hasSize(2);
  }

  @Test
  void withoutAnIdentityTheStacksOwnIsAskedFor() {
    Run run = Run.of("request", "why", request, "--stack", Aws.STACK);
    assertThat(run.exit()).isNotZero();
    assertThat(run.err()).contains("prod/teleport-read");
    assertThat(run.err().lines()).hasSize(1);
  }

  @Test
  void twoInstallationsAtOnceAreRefused() {
    on("request", "why", request, "--config", "sallyport.toml")
        .isRefusedNaming("--config", "--stack");
  }
}
