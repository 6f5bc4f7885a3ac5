package dev.sallyport.simulators.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.response.auth.AuthTestResponse;
import com.slack.api.methods.response.conversations.ConversationsInfoResponse;
import com.slack.api.methods.response.conversations.ConversationsListResponse;
import com.slack.api.methods.response.conversations.ConversationsOpenResponse;
import com.slack.api.methods.response.users.UsersInfoResponse;
import com.slack.api.model.Conversation;
import com.slack.api.model.ConversationType;
import com.slack.api.model.User;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class DirectoryTest extends SlackTestBase {
  @Test
  void tellsWhoTheBotIs() throws IOException, SlackApiException {
    AuthTestResponse answer = client.authTest(it -> it);

    assertThat(answer.getTeamId()).isEqualTo(slack.teamId());
    assertThat(answer.getUserId()).isEqualTo(slack.botUserId());
    assertThat(answer.getBotId()).startsWith("B");
    assertThat(answer.getUrl()).isEqualTo(slack.pageUrl().toString());
  }

  @Test
  void findsPeopleByEmail() throws IOException, SlackApiException {
    String gone = slack.addUser(Person.named("Gone", "gone@example.com").deactivated());

    assertThat(client.usersLookupByEmail(it -> it.email("ALICE@example.com")).getUser().getId())
        .isEqualTo(alice);
    assertThat(lookup("gone@example.com")).isEqualTo("users_not_found");
    assertThat(lookup("nobody@example.com")).isEqualTo("users_not_found");
    assertThat(client.usersInfo(it -> it.user(gone)).getUser().isDeleted()).isTrue();
  }

  @Test
  void tellsWhatPeopleAre() throws IOException, SlackApiException {
    String guest = slack.addUser(Person.named("G", "g@example.com").asSingleChannelGuest());
    String stranger = slack.addUser(Person.named("S", "s@example.org").ofTeam("T0X").asStranger());

    User alicesUser = client.usersInfo(it -> it.user(alice)).getUser();
    assertThat(alicesUser.getProfile().getEmail()).isEqualTo("alice@example.com");
    assertThat(alicesUser.getTeamId()).isEqualTo(slack.teamId());
    assertThat(alicesUser.isRestricted() || alicesUser.isBot() || alicesUser.isStranger())
        .isFalse();
    User guestUser = client.usersInfo(it -> it.user(guest)).getUser();
    assertThat(guestUser.isRestricted() && guestUser.isUltraRestricted()).isTrue();
    User strangerUser = client.usersInfo(it -> it.user(stranger)).getUser();
    assertThat(strangerUser.isStranger()).isTrue();
    assertThat(strangerUser.getTeamId()).isEqualTo("T0X");
    assertThat(strangerUser.getProfile().getEmail()).isNull();
    assertThat(client.usersInfo(it -> it.user(slack.botUserId())).getUser().isBot()).isTrue();
    assertThat(client.usersInfo(it -> it.user("U0NOBODY")).getError()).isEqualTo("user_not_found");
  }

  @Test
  void changesPeople() throws IOException, SlackApiException {
    slack.changeUser(alice, Person.named("Alice Example", "alice@example.com").deactivated());

    assertThat(lookup("alice@example.com")).isEqualTo("users_not_found");
    assertThat(open(alice).getError()).isEqualTo("user_disabled");
  }

  @Test
  void hidesMailAddressesWithoutTheScope() throws IOException, SlackApiException {
    slack.setScopes(Set.of("users:read"));

    UsersInfoResponse answer = client.usersInfo(it -> it.user(alice));

    assertThat(answer.getUser().getProfile().getEmail()).isNull();
    assertThat(lookup("alice@example.com")).isEqualTo("missing_scope");
  }

  @Test
  void opensDirectConversations() throws IOException, SlackApiException {
    ConversationsOpenResponse first = open(alice);
    ConversationsOpenResponse second = open(alice);

    assertThat(first.getChannel().getId()).startsWith("D");
    assertThat(second.getChannel().getId()).isEqualTo(first.getChannel().getId());
    assertThat(second.isAlreadyOpen()).isTrue();
    assertThat(open("U0NOBODY").getError()).isEqualTo("user_not_found");
    assertThat(client.conversationsOpen(it -> it).getError()).isEqualTo("users_list_not_supplied");
  }

  @Test
  void describesChannels() throws IOException, SlackApiException {
    String secret = slack.addPrivateChannel("secret");
    slack.shareExternally(channel, "T0PARTNER");

    Conversation open = info(channel).getChannel();
    assertThat(open.getName()).isEqualTo("access-requests");
    assertThat(open.isExtShared() && open.isShared() && open.isMember()).isTrue();
    assertThat(open.isArchived() || open.isPrivate() || open.isIm()).isFalse();
    assertThat(open.getNumOfMembers()).isNull();
    assertThat(info(secret).getError()).isEqualTo("channel_not_found");
    slack.inviteBot(secret);
    slack.archive(secret);
    Conversation closed = info(secret).getChannel();
    assertThat(closed.isPrivate() && closed.isArchived()).isTrue();
    assertThat(closed.isExtShared()).isFalse();
  }

  @Test
  void describesDirectConversationsWithTheirScope() throws IOException, SlackApiException {
    String direct = slack.directChannel(alice);

    assertThat(info(direct).getError()).isEqualTo("missing_scope");
    assertThat(info(direct).getNeeded()).isEqualTo("im:read");
    slack.setScopes(Set.of("im:read"));
    assertThat(info(direct).getChannel().isIm()).isTrue();
    assertThat(info(direct).getChannel().getUser()).isEqualTo(alice);
    assertThat(info(channel).getNeeded()).isEqualTo("channels:read");
    assertThat(info(channel).getProvided()).isEqualTo("im:read");
  }

  @Test
  void listsChannelsPageByPage() throws IOException, SlackApiException {
    slack.addChannel("two");
    slack.archive(slack.addChannel("three"));
    slack.addPrivateChannel("hidden");

    List<String> names = new ArrayList<>();
    String cursor = "";
    do {
      String from = cursor;
      ConversationsListResponse page =
          client.conversationsList(
              it ->
                  it.limit(1)
                      .cursor(from)
                      .types(
                          List.of(
                              ConversationType.PUBLIC_CHANNEL, ConversationType.PRIVATE_CHANNEL)));
      assertThat(page.getChannels()).hasSizeLessThanOrEqualTo(1);
      page.getChannels().forEach(it -> names.add(it.getName()));
      cursor = page.getResponseMetadata().getNextCursor();
    } while (!cursor.isEmpty());

    assertThat(names).containsExactly("access-requests", "two", "three");
    assertThat(client.conversationsList(it -> it.excludeArchived(true)).getChannels()).hasSize(2);
    assertThat(client.conversationsList(it -> it.cursor("nonsense")).getError())
        .isEqualTo("invalid_cursor");
  }

  @Test
  void listsMembers() throws IOException, SlackApiException {
    assertThat(client.conversationsMembers(it -> it.channel(channel)).getMembers())
        .containsExactly(alice, bob, slack.botUserId());
    slack.kick(channel, bob);
    assertThat(client.conversationsMembers(it -> it.channel(channel)).getMembers())
        .containsExactly(alice, slack.botUserId());
  }

  private String lookup(String email) throws IOException, SlackApiException {
    return client.usersLookupByEmail(it -> it.email(email)).getError();
  }

  private ConversationsOpenResponse open(String user) throws IOException, SlackApiException {
    return client.conversationsOpen(it -> it.users(List.of(user)));
  }

  private ConversationsInfoResponse info(String id) throws IOException, SlackApiException {
    return client.conversationsInfo(it -> it.channel(id));
  }
}
