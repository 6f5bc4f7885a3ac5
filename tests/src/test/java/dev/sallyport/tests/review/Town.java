package dev.sallyport.tests.review;

import dev.sallyport.integrations.teleport.TeleportPeople;
import dev.sallyport.integrations.teleport.TeleportPersonalReviews;
import dev.sallyport.simulators.teleport.NewRequest;
import dev.sallyport.simulators.teleport.RoleBuilder;
import dev.sallyport.simulators.teleport.TeleportOptions;
import dev.sallyport.simulators.teleport.TeleportSimulator;
import dev.sallyport.teleport.Identity;
import dev.sallyport.teleport.TeleportClient;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * A cluster where Alice asks and Bob and Carol may review, with an identity that submits for them.
 */
final class Town implements AutoCloseable {
  static final String ALICE = "alice@example.com";
  static final String BOB = "bob@example.com";
  static final String CAROL = "carol@example.com";

  final TeleportSimulator teleport;
  final TeleportClient client;
  final TeleportPersonalReviews reviews;
  final TeleportPeople people;

  Town() {
    this(TeleportOptions.defaults());
  }

  Town(TeleportOptions options) {
    teleport = TeleportSimulator.start(options);
    teleport.putRole(submitter("*@example.com"));
    teleport.putRole(RoleBuilder.role("reviewer").mayReview("editor"));
    teleport.putRole(RoleBuilder.role("requester").mayRequest("editor"));
    teleport.putUser(ALICE, List.of("requester", "reviewer"), Map.of("slack_uid", List.of("U1")));
    teleport.putUser(BOB, List.of("reviewer"), Map.of("slack_uid", List.of("U2")));
    teleport.putUser(CAROL, List.of("reviewer"), Map.of("slack_uid", List.of("U3")));
    teleport.putBot("review", List.of("sallyport-review"));
    String identity = teleport.identityFile("bot-review", List.of("sallyport-review"));
    client =
        TeleportClient.builder(teleport.address())
            .identity(() -> Identity.parse(identity))
            .clusterName("teleport.example.com")
            .build();
    reviews = new TeleportPersonalReviews(client, InstantSource.system());
    people = new TeleportPeople(client);
  }

  /** The role of the identity, which may submit for these. */
  static RoleBuilder submitter(String... users) {
    return RoleBuilder.role("sallyport-review")
        .rule("access_request", "list", "read")
        .rule("access_plugin_data", "list", "read", "update")
        .rule("user", "list", "read")
        .maySubmitFor(users);
  }

  String request() {
    return teleport.createRequest(NewRequest.of(ALICE, "editor"));
  }

  @Override
  public void close() {
    client.close();
    teleport.close();
  }
}
