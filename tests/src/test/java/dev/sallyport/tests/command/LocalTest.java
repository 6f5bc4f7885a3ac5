package dev.sallyport.tests.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.cli.Sallyport;
import dev.sallyport.cli.local.RunFile;
import dev.sallyport.tests.Wait;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A local loop, and the requests that a person makes beside it. */
final class LocalTest {
  private static final String ALICE = "alice@example.com";
  private static final String BOB = "bob@example.com";

  private final Path directory;
  private final StringWriter told = new StringWriter();
  private Optional<Thread> local = Optional.empty();

  LocalTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @BeforeEach
  void atHome() {
    System.setProperty("sallyport.home", directory.toString());
  }

  @AfterEach
  void end() throws InterruptedException {
    if (local.isPresent()) {
      local.get().interrupt();
      local.get().join(Duration.ofSeconds(30));
      assertThat(local.get().isAlive()).as("the loop ends when it is told to").isFalse();
    }
    assertThat(RunFile.find()).isEmpty();
    System.clearProperty("sallyport.home");
  }

  private void start(String... arguments) {
    local =
        Optional.of(
            Thread.ofPlatform()
                .start(
                    () ->
                        Sallyport.commandLine()
                            .setOut(new PrintWriter(told, true))
                            .setErr(new PrintWriter(told, true))
                            .execute(arguments)));
    await("the loop", () -> told().contains("Ctrl-C ends it."));
  }

  @Test
  void requestsAreMadeListedAndSettledBesideARunningLoop() {
    start("local");

    String first = create("--reason", "fix the build");
    String second = create();
    String third = create("--annotation", "team=infra", "--annotation", "team=web");
    await("an incident of the first", () -> told().contains(end(first) + "  announced"));
    assertThat(Run.of("request", "list").succeeds().out())
        .contains(first, second, third, "PENDING", ALICE, "editor");

    assertThat(
            Run.of("request", "approve", end(first), "--reviewer", BOB, "--reason", "go ahead")
                .succeeds()
                .out())
        .matches("acting on the local loop .*simulated.*\\R" + first + " is APPROVED\\R");
    assertThat(Run.of("request", "deny", second).succeeds().out())
        .endsWith(second + " is DENIED\n");
    Run.of("request", "delete", end(third)).succeeds();
    assertThat(Run.of("request", "list").succeeds().out())
        .contains("APPROVED", "DENIED")
        .doesNotContain(third);
    await("the end of the first", () -> told().contains(end(first) + "  closed"));

    Run.of("request", "approve", "nothing-like-it")
        .isRefusedNaming("nothing-like-it", "./sallyport request list");
    Run.of("request", "deny", second, "--reviewer", BOB).isRefusedNaming("Teleport refuses");
    Run.of("request", "create", "--user", ALICE, "--roles", "editor", "--annotation", "nonsense")
        .isRefusedNaming("nonsense", "KEY=VALUE");
    Run.of("local").isRefusedNaming("runs already");
  }

  @Test
  void theBrakeCountsBesideARunningLoop() {
    start("local");
    assertThat(Run.of("mode", "slack", "off").succeeds().out()).contains("slack is off now");
    AtomicLong next = new AtomicLong(System.nanoTime());
    await(
        "the brake",
        () -> {
          if (System.nanoTime() - next.get() >= 0) {
            create();
            next.addAndGet(Duration.ofSeconds(3).toNanos());
          }
          return told().contains("slack is now off");
        });
  }

  @Test
  void anOperatorSeesEverythingThatIsKnownOfARequest() {
    start("local");
    String id = create("--reason", "canary-reason");
    await("the incident", () -> told().contains("announced at pagerduty"));
    await("the messages", () -> told().contains("announced at slack requester"));

    String screen = Run.of("request", "why", end(id)).succeeds().out();

    assertThat(screen)
        .contains("Request " + id)
        .contains("PENDING, 0 approvals")
        .contains("routing           by annotation")
        .contains("At pagerduty, which is on")
        .containsPattern("there: yes, [PQ][A-Z0-9]+, triggered")
        .contains("At slack, which is on")
        .contains("the app cannot look there: it needs a history scope")
        .contains("requester         " + ALICE + " (slack_uid U")
        .contains("slack             0 waiting")
        .doesNotContain("canary-reason", "xoxb-");

    String hopeless = create("--annotation", "pagerduty_notify_service=Nope");
    await("the refusal", () -> told().contains("notice-refused"));
    await(
        "the dead letter",
        () -> Run.of("request", "why", hopeless).succeeds().out().contains("dead: 1, the oldest"));
    assertThat(Run.of("request", "why", hopeless).succeeds().out())
        .contains("dead letter", "no service named Nope");

    assertThat(Run.of("request", "resend", end(id), "pagerduty").succeeds().out())
        .contains("is there as Q", "pagerduty looks at it now");
    Run.of("request", "resend", id, "pigeon")
        .isRefusedNaming("pigeon", "pagerduty, opsgenie, slack");
    Run.of("request", "resend", "0193c0de-0000-4000-8000-00000000dead", "slack")
        .isRefusedNaming("0193c0de-0000-4000-8000-00000000dead");
    assertThat(Run.of("request", "why", "0193c0de-0000-4000-8000-00000000dead").succeeds().out())
        .contains("shows nothing", "nothing announced");
  }

  @Test
  void aDecisionIsExplainedBesideARunningLoop() {
    start("local");
    String id = create("--annotation", "pagerduty_services=Nothing That Is Listed");
    await(
        "the decision",
        () -> Run.of("policy", "explain", end(id)).succeeds().out().contains("decided at"));
    assertThat(Run.of("policy", "explain", id).succeeds().out())
        .contains(
            ALICE + " asks for editor; it is pending",
            "not approved automatically, decided at ",
            "  1. no entry of auto_approval.allow fits: the request names none of its services",
            "  2. entry 1 (services ",
            "recipients, by ");
  }

  @Test
  void withAConfigurationOfOnesOwn() throws Exception {
    Path file = directory.resolve("sallyport.toml");
    Files.writeString(
        file,
        """
        [teleport]
        cluster = "teleport.example.com"
        [modes]
        pagerduty = "shadow"
        [pagerduty]
        user_email = "sallyport@example.com"
        """);
    start("local", "--config", file.toString());
    String id = create();
    await("the shadow", () -> told().contains("would announce"));
    assertThat(told()).contains(end(id));
  }

  @Test
  void theDemoPlaysItsStory() {
    Run run = Run.of("demo").succeeds();
    assertThat(run.out()).contains("Every step was observed.").doesNotContain("✗");
  }

  private static String create(String... more) {
    String[] arguments = new String[6 + more.length];
    System.arraycopy(
        new String[] {"request", "create", "--user", ALICE, "--roles", "editor"},
        0,
        arguments,
        0,
        6);
    System.arraycopy(more, 0, arguments, 6, more.length);
    return Run.of(arguments).succeeds().out().strip();
  }

  private static String end(String id) {
    return id.substring(id.length() - 8);
  }

  private String told() {
    return told.toString();
  }

  private void await(String what, BooleanSupplier seen) {
    Wait.until(what, seen, this::told);
  }
}
