package dev.sallyport.tests.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.simulators.teleport.NewRequest;
import dev.sallyport.simulators.teleport.RoleBuilder;
import dev.sallyport.simulators.teleport.TeleportOptions;
import dev.sallyport.simulators.teleport.TeleportSimulator;
import dev.sallyport.tests.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of the documentation, and what its user sees. */
final class PolicyCommandTest {
  private static final Path EXAMPLES = Checkout.root().resolve("docs/examples");
  private static final Path CONFIG = EXAMPLES.resolve("sallyport.toml");
  private static final Path CASES = EXAMPLES.resolve("policy-tests.yaml");

  private final Path directory;

  PolicyCommandTest(@TempDir Path directory) {
    this.directory = directory;
  }

  private static Run test(Path config, Path cases) {
    return Run.of("policy", "test", "--config", config.toString(), cases.toString());
  }

  private Path changed(Path file, String old, String other) throws IOException {
    String text = Checkout.text(file);
    assertThat(text).contains(old);
    return Files.writeString(
        directory.resolve(file.getFileName().toString()), text.replace(old, other));
  }

  @Test
  void theExampleHolds() {
    Run run = test(CONFIG, CASES).succeeds();
    assertThat(run.out().lines().filter(line -> line.startsWith("ok  ")).count()).isGreaterThan(10);
    assertThat(run.out()).contains(" cases, 0 failed").doesNotContain("FAILED", " · ");
  }

  @Test
  void aPolicyThatBecomesLaxerFailsTheCases() throws IOException {
    Run run = test(changed(CONFIG, "max_level = 2\n", ""), CASES);
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains(
            "FAILED  " + CASES,
            "the third in line asks people",
            "decision: expected abstained, got approved by Payments",
            "· asked pagerduty about the service Payments: on call",
            ", 1 failed");
  }

  @Test
  void theStepsAreToldOnRequest() {
    Run run =
        Run.of("policy", "test", "--trace", "--config", CONFIG.toString(), CASES.toString())
            .succeeds();
    assertThat(run.out()).contains("): the reason does not match reason_pattern", "): fits");
  }

  @Test
  void aModeThatApprovesNothingIsToldOf() throws IOException {
    Run run = test(changed(CONFIG, "auto_approval = \"on\"", "auto_approval = \"shadow\""), CASES);
    assertThat(run.succeeds().out())
        .contains("note: modes.auto_approval is shadow: nothing is approved until it is on");
  }

  @Test
  void whatCannotBeReadIsRefused() throws IOException {
    Path cases = changed(CASES, "decision: undecided", "decision: unsure");
    test(CONFIG, cases).isRefusedNaming("policy-tests.yaml:", "expect.decision", "unsure");
    test(CONFIG, directory.resolve("none.yaml")).isRefusedNaming("none.yaml does not exist");
    test(changed(CONFIG, "max_level = 2", "max_level = 0"), CASES)
        .isRefusedNaming("sallyport.toml:", "max_level", "1 to 100");
    Run.of("policy", "test").isRefusedNaming("FILE.yaml", "See: sallyport policy test --help");
  }

  @Test
  void whyNothingWasDecidedOnARealClusterIsExplained() throws IOException {
    try (TeleportSimulator teleport = TeleportSimulator.start(TeleportOptions.defaults())) {
      teleport.putRole(
          RoleBuilder.role("sallyport")
              .rule("access_request", "list", "read")
              .rule("access_plugin_data", "list", "read"));
      teleport.putRole(RoleBuilder.role("requester").mayRequest("editor"));
      teleport.putUser("alice@example.com", List.of("requester"), Map.of());
      teleport.putBot("sallyport", List.of("sallyport"));
      Path identity = directory.resolve("identity.pem");
      teleport.writeIdentity(identity, "bot-sallyport", List.of("sallyport"));
      Path config = Files.writeString(directory.resolve("real.toml"), config(teleport.address()));
      String id =
          teleport.createRequest(NewRequest.of("alice@example.com", "editor").because("canary"));
      Run run =
          Run.of(
              "policy",
              "explain",
              id,
              "--config",
              config.toString(),
              "--identity",
              identity.toString());
      assertThat(run.succeeds().out())
          .contains(
              "alice@example.com asks for editor; it is pending",
              "no decision about automatic approval is recorded:",
              "  - modes.auto_approval is off",
              "  - it has no annotation that asks for it (pagerduty_services",
              "  - Sallyport remembers nothing of this request",
              "no recipients are recorded")
          .doesNotContain("canary");
    }
  }

  private static String config(String address) {
    return """
    [teleport]
    cluster = "teleport.example.com"
    addr = "%s"
    connection_upgrade = "off"
    [modes]
    auto_approval = "off"
    [pagerduty]
    user_email = "sallyport@example.com"
    [[auto_approval.allow]]
    services = ["Payments"]
    roles = ["editor"]
    """
        .formatted(address);
  }

  @Test
  void nothingIsExplainedWithoutACluster() {
    System.setProperty("sallyport.home", directory.toString());
    try {
      Run.of("policy", "explain", "x").isRefusedNaming("./sallyport local", "--config");
      Run.of("policy", "explain", "x", "--identity", "y")
          .isRefusedNaming("./sallyport local", "--config");
    } finally {
      System.clearProperty("sallyport.home");
    }
  }
}
