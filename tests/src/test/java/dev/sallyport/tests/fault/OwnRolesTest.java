package dev.sallyport.tests.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.sallyport.cli.Sallyport;
import dev.sallyport.core.request.RequestState;
import dev.sallyport.core.request.Review;
import dev.sallyport.simulators.fault.Journal;
import dev.sallyport.simulators.teleport.NewRequest;
import dev.sallyport.simulators.teleport.RoleBuilder;
import dev.sallyport.teleport.TeleportClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The roles that {@code configure teleport} prints are what the functions need, and no more. */
final class OwnRolesTest {
  private static final List<String> IDENTITIES = List.of("read", "decide", "review");
  private static final String CONFIG =
      """
      [teleport]
      cluster = "teleport.example.com"
      [pagerduty]
      user_email = "sallyport@example.com"
      [review.pagerduty]
      approve_roles = ["editor"]
      [[auto_approval.allow]]
      services = ["My Critical Service"]
      roles = ["demo-role", "prod-root"]
      [auto_approval]
      never_roles = ["prod-*"]
      """;
  private static final String SLACK =
      """
      [slack]
      team_id = "T0EXAMPLE"
      app_id = "A0EXAMPLE"
      [role_to_recipients]
      "*" = ["C0EXAMPLE"]
      """;

  private final Path directory;

  OwnRolesTest(@TempDir Path directory) {
    this.directory = directory;
  }

  private String printed(String config, String... more) {
    List<String> arguments = new ArrayList<>(List.of("configure", "teleport", "--config"));
    arguments.add(file(config));
    arguments.addAll(List.of(more));
    StringWriter out = new StringWriter();
    int exit =
        Sallyport.commandLine()
            .setOut(new PrintWriter(out, true))
            .execute(arguments.toArray(String[]::new));
    assertThat(exit).isZero();
    return out.toString();
  }

  private String file(String config) {
    try {
      return Files.writeString(directory.resolve("sallyport.toml"), config).toString();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<JsonNode> documents(String yaml) {
    YAMLMapper mapper = new YAMLMapper();
    try (MappingIterator<JsonNode> all =
        mapper.readerFor(JsonNode.class).<JsonNode>readValues(yaml)) {
      return all.readAll();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<JsonNode> resources(String config) {
    return documents(
        printed(
            config,
            "--stack",
            "prod",
            "--reviewers",
            World.BOB + "," + World.DAVE,
            "--never-for",
            "root@example.com",
            "--aws-account",
            "123456789012"));
  }

  private static List<JsonNode> ofKind(String kind, List<JsonNode> all) {
    return all.stream().filter(it -> it.path("kind").asText().equals(kind)).toList();
  }

  /** The role as Teleport takes it, but for one rule, where that is named. */
  private static RoleBuilder role(JsonNode document, String without) {
    RoleBuilder role = RoleBuilder.role(document.at("/metadata/name").asText());
    for (JsonNode rule : document.at("/spec/allow/rules")) {
      for (JsonNode resource : rule.path("resources")) {
        List<String> verbs = new ArrayList<>(texts(rule.path("verbs")));
        verbs.removeIf(verb -> without.equals(resource.asText() + ":" + verb));
        if (!verbs.isEmpty()) {
          role.rule(resource.asText(), verbs.toArray(String[]::new));
        }
      }
    }
    JsonNode reviews = document.at("/spec/allow/review_requests");
    if (!reviews.path("roles").isMissingNode()) {
      role.mayReview(texts(reviews.path("roles")).toArray(String[]::new));
    }
    if (!reviews.path("submit_for_users").isMissingNode()) {
      role.maySubmitFor(texts(reviews.path("submit_for_users")).toArray(String[]::new));
    }
    JsonNode never = document.at("/spec/deny/review_requests/submit_for_users");
    return never.isMissingNode() ? role : role.mayNotSubmitFor(texts(never).toArray(String[]::new));
  }

  private static List<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
  }

  /** Runs the loop with the three identities, but for one rule; answers what was refused. */
  private List<String> refusals(World world, String config, String identity, String without) {
    for (JsonNode document : ofKind("role", resources(config))) {
      String own = document.at("/metadata/name").asText();
      world.teleport.putRole(role(document, own.equals("prod-" + identity) ? without : "nothing"));
      world.teleport.putBot(own, List.of(own));
    }
    List<TeleportClient> clients =
        IDENTITIES.stream()
            .map(
                name ->
                    world.clientOf(
                        world.teleport.identityFile("bot-prod-" + name, List.of("prod-" + name))))
            .toList();
    try {
      world.split(clients.get(1), clients.get(0), clients.get(2));
      int before = world.teleport.journal().entries().size();
      play(world);
      return world.teleport.journal().entries().stream()
          .skip(before)
          .filter(it -> it.answer().equals("PERMISSION_DENIED"))
          .map(Journal.Entry::toString)
          .toList();
    } finally {
      clients.forEach(TeleportClient::close);
    }
  }

  private void play(World world) {
    Story onCall = new Story(world);
    onCall.create(
        NewRequest.of(World.CAROL, "demo-role").annotated("pagerduty_services", World.CRITICAL));
    world.settle(java.time.Duration.ofMinutes(3));
    Story asked = new Story(world);
    asked.create(
        NewRequest.of(World.ALICE, "editor").annotated("pagerduty_notify_service", World.SERVICE));
    world.settle(java.time.Duration.ofMinutes(3));
    if (!asked.incidents().isEmpty()) {
      world.pagerduty.noteAs(
          World.BOB,
          asked.incidents().getFirst().id(),
          "teleport approve " + asked.id().substring(asked.id().length() - 8) + " so be it");
      world.settle(java.time.Duration.ofMinutes(3));
    }
    stories = List.of(onCall, asked);
  }

  private List<Story> stories = List.of();

  @Test
  void theyAreEnoughForTheWholeLoop() {
    try (World world = World.withNotes(directory.resolve("identity.pem"))) {
      assertThat(refusals(world, CONFIG, "none", "nothing")).isEmpty();
      assertThat(stories.getFirst().live().orElseThrow())
          .satisfies(it -> assertThat(it.state()).isEqualTo(RequestState.APPROVED))
          .satisfies(
              it ->
                  assertThat(it.reviews())
                      .extracting(Review::author)
                      .containsExactly("bot-prod-decide"));
      assertThat(stories.getLast().live().orElseThrow().reviews())
          .extracting(Review::author)
          .containsExactly(World.BOB);
    }
  }

  static Stream<Arguments> rules() {
    return Stream.of(
        Arguments.of("read", "access_request:read"),
        Arguments.of("read", "access_request:list"),
        Arguments.of("read", "access_plugin_data:update"),
        Arguments.of("decide", "access_request:read"),
        Arguments.of("decide", "access_request:list"),
        Arguments.of("decide", "access_plugin_data:update"),
        Arguments.of("decide", "access_monitoring_rule:list"),
        Arguments.of("review", "access_request:read"),
        Arguments.of("review", "access_request:list"),
        Arguments.of("review", "access_plugin_data:update"),
        Arguments.of("review", "user:list"),
        Arguments.of("review", "user:read"));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void withoutARuleSomethingIsRefusedOrUndone(String identity, String rule) {
    try (World world = World.withNotes(directory.resolve("identity.pem"))) {
      List<String> refusals = refusals(world, CONFIG, identity, rule);
      boolean done =
          stories.getFirst().live().orElseThrow().state() == RequestState.APPROVED
              && stories.getLast().live().orElseThrow().reviews().size() == 1;
      assertThat(refusals.isEmpty() && done).as("%s is of no use to %s", rule, identity).isFalse();
    }
  }

  @Test
  void everyDocumentIsOneThatTeleportKnows() {
    List<JsonNode> all = resources(CONFIG + SLACK);
    assertThat(all).hasSize(9);
    assertThat(ofKind("role", all))
        .extracting(it -> it.at("/metadata/name").asText())
        .containsExactly("prod-read", "prod-decide", "prod-review");
    assertThat(ofKind("bot", all)).hasSize(3);
    assertThat(ofKind("token", all))
        .allSatisfy(
            it -> {
              String name = it.at("/metadata/name").asText();
              assertThat(it.at("/spec/bot_name").asText()).isEqualTo(name);
              assertThat(it.at("/spec/join_method").asText()).isEqualTo("iam");
              assertThat(it.at("/spec/allow/0/aws_account").isTextual()).isTrue();
              assertThat(it.at("/spec/allow/0/aws_arn").asText())
                  .isEqualTo("arn:aws:sts::123456789012:assumed-role/prod-RenewRole-*/*");
            });
    JsonNode decide = ofKind("role", all).get(1);
    assertThat(texts(decide.at("/spec/allow/review_requests/roles"))).containsExactly("demo-role");
    JsonNode review = ofKind("role", all).get(2);
    assertThat(texts(review.at("/spec/allow/review_requests/submit_for_users")))
        .containsExactly(World.BOB, World.DAVE);
    assertThat(texts(review.at("/spec/deny/review_requests/submit_for_users")))
        .containsExactly("root@example.com");
    assertThat(review.at("/spec/allow/review_requests/roles").isMissingNode()).isTrue();
  }

  @Test
  void whoRenewsIsNamedAsTheStackTells() {
    String arn = "arn:aws-cn:sts::210987654321:assumed-role/prod-RenewRole-1A2B3C/*";
    assertThat(ofKind("token", documents(printed(CONFIG, "--reviewers", "*", "--renew-arn", arn))))
        .hasSize(3)
        .allSatisfy(
            it -> {
              assertThat(it.at("/spec/allow/0/aws_account").asText()).isEqualTo("210987654321");
              assertThat(it.at("/spec/allow/0/aws_arn").asText()).isEqualTo(arn);
            });
  }

  @Test
  void identitiesMadeByHandAreUsersAndCommands() {
    String yaml = printed(CONFIG, "--static", "--reviewers", "a'b\\c\u2028: [x]");
    assertThat(ofKind("user", documents(yaml)))
        .extracting(it -> it.at("/spec/roles/0").asText())
        .containsExactly("sallyport-read", "sallyport-decide", "sallyport-review");
    assertThat(ofKind("token", documents(yaml))).isEmpty();
    assertThat(yaml).contains("tctl auth sign --user=sallyport-review");
    assertThat(
            texts(
                ofKind("role", documents(yaml))
                    .get(2)
                    .at("/spec/allow/review_requests/submit_for_users")))
        .containsExactly("a'b\\c\u2028: [x]");
  }

  @Test
  void whereReviewersAreNamedTheirIdentityIsThereBeforeReviewsAre() {
    String off = CONFIG.replace("[review.", "[review]\nenabled = false\n[review.");
    assertThat(ofKind("role", resources(off)))
        .extracting(it -> it.at("/metadata/name").asText())
        .contains("prod-review");
  }

  @Test
  void ofAStackWithALongNameTheRoleIsNotGuessed() {
    StringWriter err = new StringWriter();
    int exit =
        Sallyport.commandLine()
            .setErr(new PrintWriter(err, true))
            .execute(
                "configure",
                "teleport",
                "--config",
                file(CONFIG),
                "--stack",
                "a".repeat(41),
                "--reviewers",
                World.BOB,
                "--aws-account",
                "123456789012");
    assertThat(exit).isEqualTo(2);
    assertThat(err.toString()).contains("more than 40 characters", "--renew-arn");
  }

  @Test
  void whereNobodyDecidesOutsideThereIsNoReviewRole() {
    String yaml =
        printed(CONFIG.replace("[review.", "[review]\nenabled = false\n[review."), "--static");
    assertThat(ofKind("role", documents(yaml))).hasSize(2);
    assertThat(Optional.of(yaml)).hasValueSatisfying(it -> assertThat(it).doesNotContain("submit"));
  }
}
