package dev.sallyport.integrations.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.core.Unavailable;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DirectoryTest extends SlackTestBase {
  private final Map<String, String> slackIds = new HashMap<>();
  private final AtomicInteger denied = new AtomicInteger();
  private final Directory directory =
      new Directory(
          client,
          Optional.of("T1"),
          Set.of("#partners", "C7"),
          name -> Optional.ofNullable(slackIds.get(name)),
          denied::incrementAndGet,
          clock);

  private static String channel(String id, String name, String more) {
    return "{'ok': true, 'channel': {'id': '" + id + "', 'name': '" + name + "'" + more + "}}";
  }

  private static String user(String id, String email, String more) {
    return "{'ok': true, 'user': {'id': '%s', 'team_id': 'T1', 'profile': {'email': '%s'}%s}}"
        .formatted(id, email, more);
  }

  private static String refusal(Address address) {
    if (address instanceof Address.Refused(String why)) {
      return why;
    }
    throw new AssertionError("not refused: " + address);
  }

  private static String nobody(Address address) {
    if (address instanceof Address.Nobody(String why)) {
      return why;
    }
    throw new AssertionError("somebody: " + address);
  }

  @ParameterizedTest
  @ValueSource(strings = {"C0123ABCD", "G0123ABCD"})
  void takesAnOpenChannelOfOurOwn(String id) {
    server.answers(200, channel(id, "ops", ""));

    assertThat(directory.resolve(id)).isEqualTo(new Address.Channel(id));
    assertThat(form(server.only())).containsEntry("channel", id);
  }

  @Test
  void remembersAChannelForTenMinutes() {
    server.answers(200, channel("C1", "ops", "")).answers(200, channel("C1", "ops", ""));

    directory.resolve("C1");
    clock.advance(Duration.ofMinutes(9));
    directory.resolve("C1");
    assertThat(server.seen()).hasSize(1);

    clock.advance(Duration.ofMinutes(1));
    directory.resolve("C1");
    assertThat(server.seen()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "is_archived, archived",
    "is_ext_shared, allow_shared_channels",
    "is_pending_ext_shared, allow_shared_channels"
  })
  void refusesAChannelThatShouldNotHear(String flag, String said) {
    server.answers(200, channel("C1", "ops", ", '" + flag + "': true"));

    assertThat(refusal(directory.resolve("C1"))).contains("'C1'").contains(said);
  }

  @Test
  void takesASharedChannelThatIsListed() {
    server.answers(200, channel("C1", "partners", ", 'is_ext_shared': true"));
    server.answers(200, channel("C7", "other", ", 'is_ext_shared': true"));

    assertThat(directory.resolve("C1")).isEqualTo(new Address.Channel("C1"));
    assertThat(directory.resolve("C7")).isEqualTo(new Address.Channel("C7"));
  }

  @Test
  void refusesAChannelThatTheAppDoesNotSee() {
    server.answers(200, "{'ok': false, 'error': 'channel_not_found'}");
    server.answers(200, "{'ok': false, 'error': 'missing_scope', 'needed': 'groups:read'}");

    assertThat(refusal(directory.resolve("C1"))).contains("'C1'").contains("invite the app");
    assertThat(refusal(directory.resolve("G1"))).contains("'G1'").contains("groups:read");
  }

  @Test
  void refusesADirectMessageWithSomeoneWhoShouldNotHear() {
    server.answers(200, "{'ok': true, 'channel': {'id': 'D1', 'is_im': true, 'user': 'U1'}}");
    server.answers(200, user("U1", "a@example.com", ", 'is_restricted': true"));
    server.answers(200, "{'ok': true, 'channel': {'id': 'D2', 'is_im': true, 'user': 'U2'}}");
    server.answers(200, user("U2", "b@example.com", ""));

    assertThat(refusal(directory.resolve("D1"))).contains("'D1'").contains("guest");
    assertThat(directory.resolve("D2"))
        .as("as by any other name")
        .isEqualTo(new Address.Person("U2"));
  }

  @Test
  void findsAChannelByItsExactName() {
    server.answers(
        200, "{'ok': true, 'channels': [{'id': 'C1', 'name': 'ops'}, {'id': 'C2', 'name': 'op'}]}");
    server.answers(200, channel("C2", "op", "")).answers(200, channel("C1", "ops", ""));

    assertThat(directory.resolve("#op")).isEqualTo(new Address.Channel("C2"));
    assertThat(directory.resolve("ops")).isEqualTo(new Address.Channel("C1"));
    assertThat(server.seen()).hasSize(3);
  }

  @Test
  void readsTheNamesAgainForOneThatIsUnknown() {
    server.answers(200, "{'ok': true, 'channels': [{'id': 'C1', 'name': 'ops'}]}");
    server.answers(200, "{'ok': true, 'channels': [{'id': 'C2', 'name': 'new'}]}");
    server.answers(200, channel("C2", "new", ""));

    assertThat(refusal(directory.resolve("new"))).contains("'new'").contains("has this name");
    assertThat(refusal(directory.resolve("new"))).contains("has this name");
    assertThat(server.seen()).hasSize(1);

    clock.advance(Duration.ofMinutes(1));
    assertThat(directory.resolve("new")).isEqualTo(new Address.Channel("C2"));
  }

  @Test
  void asksForTheIdWhereThereAreTooManyChannels() {
    for (int i = 0; i < 10; i++) {
      server.answers(
          200, "{'ok': true, 'channels': [], 'response_metadata': {'next_cursor': 'more'}}");
    }

    assertThat(refusal(directory.resolve("ops"))).contains("'ops'").contains("id");
  }

  @ParameterizedTest
  @ValueSource(strings = {"U0123ABCD", "W0123ABCD"})
  void takesAFullMemberById(String id) {
    server.answers(200, user(id, "a@example.com", ", 'is_app_user': true"));

    assertThat(directory.resolve(id)).isEqualTo(new Address.Person(id));
  }

  @ParameterizedTest
  @CsvSource({
    "deleted, deactivated",
    "is_bot, bot",
    "is_restricted, guest",
    "is_ultra_restricted, guest",
    "is_stranger, workspace"
  })
  void refusesWhoIsNoFullMember(String flag, String said) {
    server.answers(200, user("U1", "a@example.com", ", '" + flag + "': true"));

    assertThat(refusal(directory.resolve("U1"))).contains("'U1'").contains(said);
    slackIds.put("alice", "U1");
    assertThat(nobody(directory.resolve("requester:alice"))).contains("alice").contains(said);
  }

  @Test
  void refusesAMemberOfAnotherWorkspace() {
    server.answers(200, "{'ok': true, 'user': {'id': 'U1', 'team_id': 'T2'}}");
    server.answers(
        200,
        "{'ok': true, 'user': {'id': 'U2', 'team_id': 'E1',"
            + " 'enterprise_user': {'teams': ['T2', 'T1']}}}");

    assertThat(refusal(directory.resolve("U1"))).contains("another workspace");
    assertThat(directory.resolve("U2")).isEqualTo(new Address.Person("U2"));
  }

  @Test
  void findsAPersonByMailAddressInWhateverCase() {
    server.answers(200, user("U1", "Alice@Example.com", ""));

    assertThat(directory.resolve("alice@example.com")).isEqualTo(new Address.Person("U1"));
    assertThat(directory.resolve("ALICE@example.com")).isEqualTo(new Address.Person("U1"));
    assertThat(server.seen()).hasSize(1);
  }

  @Test
  void refusesAMailAddressThatIsUnknownOrAnothers() {
    server.answers(200, "{'ok': false, 'error': 'users_not_found'}");
    server.answers(200, user("U1", "mallory@example.com", ""));

    for (int i = 0; i < 2; i++) {
      assertThat(refusal(directory.resolve("bob@example.com")))
          .contains("'bob@example.com'")
          .contains("mail address");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"user:alice", "requester:alice"})
  void tellsATeleportUserByTheIdThatTeleportKnows(String to) {
    slackIds.put("alice", "U1");
    server.answers(200, user("U1", "other@example.com", ""));

    assertThat(directory.resolve(to)).isEqualTo(new Address.Person("U1"));
  }

  @Test
  void tellsATeleportUserByAMailAddressThatIsItsName() {
    server.answers(200, user("U1", "alice@example.com", ""));

    assertThat(directory.resolve("user:alice@example.com")).isEqualTo(new Address.Person("U1"));
  }

  @Test
  void tellsNobodyRatherThanAChannelOfTheSameName() {
    slackIds.put("carol", "#ops");
    slackIds.put("dave", "U404");
    server.answers(200, "{'ok': false, 'error': 'user_not_found'}");

    assertThat(nobody(directory.resolve("user:general"))).contains("general");
    assertThat(nobody(directory.resolve("requester:C1"))).contains("C1");
    assertThat(nobody(directory.resolve("user:"))).isNotEmpty();
    assertThat(nobody(directory.resolve("user:carol"))).contains("#ops");
    assertThat(nobody(directory.resolve("user:dave"))).contains("dave");
    assertThat(server.seen()).hasSize(1);
  }

  @Test
  void doesNotTakeAMissingScopeForNobody() {
    server.answers(200, "{'ok': false, 'error': 'missing_scope', 'needed': 'users:read.email'}");

    assertThat(refusal(directory.resolve("user:alice@example.com"))).contains("users:read.email");
  }

  @Test
  void doesNotGuessWhileSlackCannotBeAsked() {
    server.answers(500, "").cuts().answers(429, "", Map.of("Retry-After", "60"));

    for (String to : new String[] {"C1", "ops", "alice@example.com"}) {
      assertThatThrownBy(() -> directory.resolve(to)).isInstanceOf(Unavailable.class);
    }
    assertThat(denied).hasValue(0);
  }

  @Test
  void saysSoWhenTheTokenIsNotGood() {
    server.answers(200, "{'ok': false, 'error': 'token_revoked'}");

    assertThatThrownBy(() -> directory.resolve("U1"))
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining("token_revoked")
        .hasMessageNotContaining(TOKEN);
    assertThat(denied).hasValue(1);
  }

  @Test
  void remembersNoMoreThanAThousand() {
    Recent<String> recent = new Recent<>(clock);
    for (int i = 0; i <= 1000; i++) {
      recent.put("key" + i, "value");
    }

    assertThat(recent.get("key0")).isEmpty();
    assertThat(recent.get("key1")).contains("value");
  }
}
