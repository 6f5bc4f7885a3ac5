package dev.sallyport.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.review.Members.Membership;
import dev.sallyport.core.review.Members.Why;
import dev.sallyport.integrations.slack.SlackMembers;
import dev.sallyport.simulators.fault.Fault;
import dev.sallyport.simulators.slack.Person;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who may decide in Slack, over HTTP. */
final class SlackMembersTest {
  private final SlackSide side = new SlackSide();
  private final SlackMembers members =
      new SlackMembers(side.client, side.slack.teamId(), side.denied::incrementAndGet);

  @AfterEach
  void close() {
    side.close();
  }

  private void isOutsider(String user, Why why) {
    assertThat(members.of(user)).isEqualTo(new Membership.Outsider(why));
  }

  private String add(Person person) {
    return side.slack.addUser(person.withEmail("carol@example.com"));
  }

  private static Person carol() {
    return Person.named("Carol");
  }

  @Test
  void aFullMemberIsKnownByTheMailAddress() {
    assertThat(members.of(side.bob)).isEqualTo(new Membership.Member(Optional.of(SlackSide.BOB)));
    side.slack.setScopes(Set.of("users:read"));
    assertThat(members.of(side.bob))
        .as("where mail addresses are not told")
        .isEqualTo(new Membership.Member(Optional.empty()));
  }

  @Test
  void nobodyElseIsAMember() {
    isOutsider(add(carol().asBot()), Why.BOT);
    isOutsider(add(carol().asGuest()), Why.GUEST);
    isOutsider(add(carol().asSingleChannelGuest()), Why.GUEST);
    isOutsider(add(carol().deactivated()), Why.DEACTIVATED);
    isOutsider(add(carol().asStranger()), Why.OTHER_TEAM);
    isOutsider(add(carol().ofTeam("T0ELSEWHERE")), Why.OTHER_TEAM);
    isOutsider(side.slack.botUserId(), Why.BOT);
    isOutsider("U0NOBODY", Why.UNKNOWN);
    isOutsider("", Why.UNKNOWN);
  }

  @Test
  void whatSomebodyIsIsAskedEachTime() {
    assertThat(members.of(side.bob)).isInstanceOf(Membership.Member.class);
    side.slack.changeUser(side.bob, Person.named("Bob", SlackSide.BOB).deactivated());
    isOutsider(side.bob, Why.DEACTIVATED);
  }

  @Test
  void whoeverCannotBeAskedAboutIsNobodyYet() {
    side.slack.setScopes(Set.of("chat:write"));
    assertThatThrownBy(() -> members.of(side.bob))
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining("missing_scope");
    side.slack.setScopes(Set.of("users:read"));
    side.slack.faults().next(1, _ -> true, new Fault.Refuse(503, "later"));
    assertThatThrownBy(() -> members.of(side.bob)).isInstanceOf(Unavailable.class);
    side.slack.faults().next(1, _ -> true, Fault.CUT_AFTER);
    assertThatThrownBy(() -> members.of(side.bob)).isInstanceOf(Unavailable.class);
    assertThat(side.denied).hasValue(0);
    side.slack.revokeToken(SlackSide.TOKEN);
    assertThatThrownBy(() -> members.of(side.bob))
        .isInstanceOf(Unavailable.class)
        .hasMessageNotContaining(SlackSide.TOKEN);
    assertThat(side.denied).hasValue(1);
  }
}
