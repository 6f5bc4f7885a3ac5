package dev.sallyport.simulators.teleport;

import dev.sallyport.teleport.wire.auth.AuthServiceGrpc.AuthServiceBlockingStub;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A cluster where alice asks for {@code db}, bob, carol and dave review it, and the bot {@code
 * bot-plugin} reads everything and submits for people.
 */
final class TestCluster implements AutoCloseable {
  static final String ALICE = "alice@example.com";
  static final String BOB = "bob@example.com";
  static final String CAROL = "carol@example.com";
  static final String DAVE = "dave@example.com";
  static final String PLUGIN = "bot-plugin";

  final TestClock clock = new TestClock();
  final TeleportSimulator teleport;
  private final Map<String, TestClient> clients = new HashMap<>();

  TestCluster() {
    this(options -> options);
  }

  TestCluster(UnaryOperator<TeleportOptions.Builder> options) {
    teleport =
        TeleportSimulator.start(options.apply(TeleportOptions.builder().clock(clock)).build());
    teleport.putRole(
        RoleBuilder.role("requester")
            .mayRequest("db", "web")
            .annotation("pagerduty_services", "My Critical Service"));
    teleport.putRole(RoleBuilder.role("reviewer").mayReview("d*"));
    teleport.putRole(
        RoleBuilder.role("plugin")
            .rule("access_request", "list", "read")
            .rule("access_plugin_data", "list", "read", "update")
            .rule("user", "list", "read")
            .rule("role", "list", "read")
            .maySubmitFor("*@example.com"));
    teleport.putUser(ALICE, List.of("requester", "reviewer"), Map.of());
    teleport.putUser(BOB, List.of("reviewer"), Map.of("team", List.of("sre")));
    teleport.putUser(CAROL, List.of("reviewer"), Map.of());
    teleport.putUser(DAVE, List.of("reviewer"), Map.of());
    teleport.putBot("plugin", List.of("bot-plugin"));
  }

  AuthServiceBlockingStub as(String user, String... roles) {
    return client(user, roles).auth();
  }

  AuthServiceBlockingStub plugin() {
    return as(PLUGIN, "plugin");
  }

  AuthServiceBlockingStub admin() {
    return clients.computeIfAbsent("", name -> connect(teleport.adminIdentity())).auth();
  }

  TestClient client(String user, String... roles) {
    return clients.computeIfAbsent(
        user + List.of(roles), name -> connect(teleport.identityFile(user, List.of(roles))));
  }

  /** A pending request of alice for the role {@code db}. */
  String pending() {
    return teleport.createRequest(NewRequest.of(ALICE, "db").because("to fix it"));
  }

  private TestClient connect(String identity) {
    try {
      return new TestClient(teleport, identity);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    clients.values().forEach(TestClient::close);
    teleport.close();
  }
}
