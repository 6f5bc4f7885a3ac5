package dev.sallyport.core.review;

import static dev.sallyport.core.review.Office.BOB;
import static dev.sallyport.core.review.Verdict.APPROVE;
import static dev.sallyport.core.review.Verdict.DENY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.Delivery;
import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.review.PersonalReviews.Submitted;
import dev.sallyport.core.testing.FakeClock;
import dev.sallyport.core.testing.Sample;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may not decide what, and what they are told. */
class RefusalsTest {
  private final Office office = new Office();

  private void refused(Gesture gesture, String outcome, String words) {
    assertThat(office.handle(gesture)).isEqualTo(Delivery.DELIVERED);
    assertThat(office.teleport.submissions).isEmpty();
    assertThat(office.outcomes()).containsExactly(outcome);
    assertThat(office.told).singleElement().asString().contains(words);
  }

  private static Members.Membership mail(String email) {
    return new Members.Membership.Member(Optional.of(email));
  }

  @ParameterizedTest
  @EnumSource(Members.Why.class)
  void outsidersDecideNothing(Members.Why why) {
    office.members.put("U2", new Members.Membership.Outsider(why));
    refused(office.click("U2", APPROVE), "outsider", "Only full members");
  }

  @Test
  void peopleOfOtherWorkspacesDecideNothingAndNobodyIsAskedAboutThem() {
    office.membersDown = true;
    Gesture own = office.click("U2", APPROVE);
    refused(
        new Gesture(
            own.delivery(),
            own.vendor(),
            own.actor(),
            false,
            own.requestId(),
            own.verdict(),
            own.reason(),
            own.signedAt(),
            own.message(),
            own.reply()),
        "outsider",
        "Only full members");
  }

  @Test
  void longTermRequestsAreDecidedInTeleport() {
    office.requests.is(Sample.request().kind(AccessRequest.Kind.LONG_TERM).build());
    refused(office.click("U2", APPROVE), "long-term", "/web/requests/" + Sample.ID);
  }

  @Test
  void somebodyWhoIsNotLinkedIsToldTheTraitToAdd() {
    refused(office.click("U9", APPROVE), "not-linked", "slack_uid = U9");
  }

  @Test
  void somebodyWhoIsLinkedTwiceIsNobody() {
    office.teleport.user("robert@example.com", Map.of("slack_uid", List.of("U2")));
    refused(office.click("U2", APPROVE), "linked-to-several", "More than one Teleport user");
  }

  @Test
  void aMachinesUserDecidesNothing() {
    office.teleport.users.add(new Person("bot-x", Map.of("slack_uid", List.of("U7")), true));
    refused(office.click("U7", APPROVE), "machine", "machines decide nothing");
  }

  @Test
  void nobodyApprovesTheirOwn() {
    refused(office.click("U1", APPROVE), "own-request", "your own request");
  }

  @Test
  void aSecondUserDoesNotHelp() {
    office.teleport.users.clear();
    office.teleport.user("alice@example.com", Map.of("pagerduty_uid", List.of("P1")));
    office.teleport.user(
        "alice-admin", Map.of("slack_uid", List.of("U1"), "pagerduty_uid", List.of("P1")));
    refused(office.click("U1", APPROVE), "own-request", "your own request");
  }

  @Test
  void theRequestersTraitIsThePresser() {
    office.teleport.users.clear();
    office.teleport.user("alice@example.com", Map.of("pagerduty_uid", List.of("U1")));
    office.teleport.user("alice-admin", Map.of("slack_uid", List.of("U1")));
    refused(office.click("U1", APPROVE), "own-request", "your own request");
  }

  @Test
  void theVendorsEmailIsTheRequester() {
    office.members.put("U2", mail("ALICE@example.com"));
    refused(office.click("U2", APPROVE), "own-request", "your own request");
  }

  @Test
  void anEmailTraitIsTheRequester() {
    office.teleport.users.removeIf(user -> user.name().equals(BOB));
    office.teleport.user(
        BOB, Map.of("slack_uid", List.of("U2"), "email", List.of("Alice@Example.com")));
    refused(office.click("U2", APPROVE), "own-request", "your own request");
  }

  @Test
  void aRequesterWhoIsNotStoredCannotBeComparedWith() {
    office.teleport.users.removeIf(user -> user.name().startsWith("alice"));
    refused(office.click("U2", APPROVE), "requester-unknown", "requester is not logged in");
  }

  @Test
  void anEmailLinksWhereThatIsAllowed() {
    office.members.put("U8", mail("DAVE@example.com"));
    office.teleport.user("dave@example.com", Map.of());
    office.emailMatch = true;
    office.handle(office.click("U8", APPROVE));
    assertThat(office.teleport.submissions).hasSize(1);
  }

  static Stream<Arguments> emailsThatLinkNobody() {
    return Stream.of(
        Arguments.of("dave@example.com", false),
        Arguments.of("dave@elsewhere.example", true),
        Arguments.of("dave@example.com.evil.example", true),
        Arguments.of("dave", true),
        Arguments.of("@example.com", true),
        // The sign for kelvin reads as a k without regard to case.
        Arguments.of("\u212aim@example.com", true));
  }

  @ParameterizedTest
  @MethodSource("emailsThatLinkNobody")
  void anyOtherEmailLinksNobody(String email, boolean allowed) {
    office.members.put("U8", mail(email));
    office.teleport.user("dave@example.com", Map.of());
    office.teleport.user("kim@example.com", Map.of());
    office.teleport.user("dave", Map.of());
    office.emailMatch = allowed;
    refused(office.click("U8", APPROVE), "not-linked", "No Teleport user");
  }

  @Test
  void anEmailDoesNotOverruleATraitThatNamesSomebodyElse() {
    office.members.put("U8", mail("dave@example.com"));
    office.teleport.user("dave@example.com", Map.of("slack_uid", List.of("U7")));
    office.emailMatch = true;
    refused(office.click("U8", APPROVE), "not-linked", "slack_uid = U8");
  }

  @Test
  void anEmptyTraitNamesNobodyElse() {
    office.members.put("U8", mail("dave@example.com"));
    office.teleport.user("dave@example.com", Map.of("slack_uid", List.of("")));
    office.emailMatch = true;
    office.handle(office.click("U8", APPROVE));
    assertThat(office.teleport.submissions).hasSize(1);
  }

  @Test
  void anEmailOfAnotherSpellingLinksNobody() {
    office.members.put("U8", mail("DAVE@example.com"));
    office.teleport.user("Dave@example.com", Map.of());
    office.emailMatch = true;
    refused(office.click("U8", APPROVE), "not-linked", "No Teleport user");
  }

  @Test
  void twoSpellingsOfAnEmailAreTwoUsers() {
    office.members.put("U8", mail("Dave@example.com"));
    office.teleport.user("dave@example.com", Map.of());
    office.teleport.user("Dave@example.com", Map.of());
    office.emailMatch = true;
    refused(office.click("U8", APPROVE), "linked-to-several", "More than one");
  }

  @Test
  void theStrictestRuleOfAllRolesHolds() {
    office.requests.is(Sample.request().roles("demo-role", "root").build());
    office.roles.put("root", new RoleRule(false, false, false));
    refused(office.click("U2", APPROVE), "no-buttons", "not decided from here");
  }

  @Test
  void aReasonIsAskedForWhereItIsNeeded() {
    refused(
        office.click("U2", DENY, "1", " ", FakeClock.START), "reason-missing", "reason is needed");
  }

  @Test
  void approvingNeedsAReasonWhereTheRoleSaysSo() {
    office.roles.put("demo-role", new RoleRule(true, false, true));
    refused(
        office.click("U2", APPROVE, "1", "", FakeClock.START),
        "reason-missing",
        "reason is needed");
  }

  static Stream<Arguments> refusalsOfTeleport() {
    return Stream.of(
        Arguments.of(new Submitted.NotAllowed("no role"), "not-allowed", "does not let you"),
        Arguments.of(new Submitted.NotStored(), "not-stored", "log in to Teleport once"),
        Arguments.of(
            new Submitted.NotSupported("18.10"), "not-supported", "/web/requests/" + Sample.ID));
  }

  @ParameterizedTest
  @MethodSource("refusalsOfTeleport")
  void whatTeleportRefusesIsTold(Submitted refusal, String outcome, String words) {
    office.teleport.refusal = Optional.of(refusal);
    refused(office.click("U2", APPROVE), outcome, words);
  }

  @Test
  void aClusterThatCannotIsAnAlarm() {
    office.teleport.refusal = Optional.of(new Submitted.NotSupported("18.10 is too old"));
    office.handle(office.click("U2", APPROVE));
    assertThat(office.signals.alarms()).containsExactly("review-impossible");
  }
}
