package dev.sallyport.tests.loop;

import static dev.sallyport.tests.loop.Stage.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.cli.local.SimulatedWorld;
import dev.sallyport.simulators.slack.Click;
import dev.sallyport.simulators.slack.Message;
import dev.sallyport.simulators.slack.Person;
import dev.sallyport.simulators.teleport.RoleBuilder;
import dev.sallyport.teleport.wire.types.AccessRequestV3;
import dev.sallyport.teleport.wire.types.AccessReview;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Those who decide in the channel, and what comes of it. */
final class SlackDesk {
  static final String APPROVE = "approve_button";
  static final String DENY = "deny_button";
  static final String CAROL = "carol@example.com";

  private final Stage stage;
  final String bob;
  final String carol;

  SlackDesk(Stage stage) {
    this.stage = stage;
    this.bob = stage.world().bobOnSlack();
    this.carol = stage.slack().addUser(Person.named("Carol").withEmail(CAROL));
    stage.slack().invite(stage.world().channel(), carol);
    stage.teleport().putUser(CAROL, List.of("reviewer"), Map.of("slack_uid", List.of(carol)));
    stage
        .teleport()
        .putRole(
            RoleBuilder.role("sallyport")
                .rule("access_request", "list", "read")
                .rule("access_plugin_data", "list", "read", "update")
                .rule("user", "list", "read")
                .rule("role", "list", "read")
                .rule("access_monitoring_rule", "list", "read")
                .mayReview("demo-role")
                .maySubmitFor(SimulatedWorld.BOB, CAROL));
  }

  /** A request that is in the channel with its buttons. */
  String asked(String reason) {
    String id = stage.ask(reason);
    await("the message of " + id, () -> message(id).isPresent());
    return id;
  }

  Optional<Message> message(String id) {
    return stage.slack().messages(stage.world().channel()).stream()
        .filter(it -> it.words().contains(id))
        .findFirst();
  }

  Click click(String user, String id, String button) {
    return Click.on(user, message(id).orElseThrow(), button).typing("reason_input", "because");
  }

  /** Who has reviewed it; empty when it is gone. */
  List<String> reviewers(String id) {
    return stage.teleport().request(id).map(AccessRequestV3::getSpec).stream()
        .flatMap(it -> it.getReviewsList().stream())
        .map(AccessReview::getAuthor)
        .toList();
  }

  void awaitReviewed(String id) {
    await("a review of " + id, () -> !reviewers(id).isEmpty());
    assertThat(reviewers(id)).hasSize(1);
  }

  /** What one person alone was told so far. */
  List<String> answers(String user) {
    return stage.slack().ephemerals(user).stream().map(Message::text).toList();
  }

  void awaitAnswers(String user, int count) {
    await(count + " answers for " + user, () -> answers(user).size() >= count);
    assertThat(answers(user)).hasSize(count);
  }
}
