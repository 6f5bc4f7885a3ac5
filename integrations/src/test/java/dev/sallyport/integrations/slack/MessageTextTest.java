package dev.sallyport.integrations.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.request.AccessRequest.Kind;
import dev.sallyport.core.request.Outcome;
import dev.sallyport.core.request.RequestState;
import dev.sallyport.core.request.Review;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class MessageTextTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final String NOON_HERE =
      "<!date^1795176000^{date_short_pretty} {time}|2026-11-20T12:00:00Z>";
  private static final Progress ONE_OF_TWO = new Progress(1, OptionalInt.of(1));
  private static final Details NO_DETAILS = new Details(Map.of(), Map.of());
  private static final Offer BUTTONS = new Offer.Buttons(false, true);

  private final MessageText text =
      new MessageText("prod", () -> Optional.of("https://teleport.example.com"));
  private final MessageText withoutWeb = new MessageText("prod", Optional::empty);

  private static AccessRequest request(
      RequestState state, Kind kind, List<String> resources, Review... reviews) {
    return new AccessRequest(
        "0193-abc",
        "alice",
        List.of("db-admin", "access"),
        state,
        kind,
        Optional.of(NOON),
        Optional.of(NOON.plusSeconds(7200)),
        Optional.of(NOON),
        Optional.empty(),
        "Deploy\nthe *fix*",
        state.settled() ? "Looks good" : "",
        Map.of(),
        resources,
        List.of(),
        List.of(reviews),
        OptionalInt.empty(),
        "1",
        false);
  }

  private static AccessRequest pending() {
    return request(RequestState.PENDING, Kind.SHORT_TERM, List.of());
  }

  private static Review by(String author, RequestState state) {
    return new Review(author, state, "because", Optional.of(NOON));
  }

  private static String all(Message message) {
    Limits.check(message);
    return String.join("\n\n", Limits.texts(JsonOfSlack.of(message.blocks())));
  }

  private static List<JsonObject> blocks(Message message, String type) {
    return JsonOfSlack.of(message.blocks()).getAsJsonArray().asList().stream()
        .map(JsonElement::getAsJsonObject)
        .filter(block -> block.get("type").getAsString().equals(type))
        .toList();
  }

  @Test
  void tellsWhatReviewersNeedToKnow() {
    Message message = text.request(pending(), ONE_OF_TWO, NO_DETAILS, BUTTONS);

    assertThat(message.text())
        .isEqualTo("Role request by alice in prod: db-admin, access (pending)");
    assertThat(all(message))
        .contains("*Role request* by `alice`")
        .contains("*Request*\n`0193-abc`")
        .contains("*Cluster*\n`prod`")
        .contains("*Roles*\n`db-admin`, `access`")
        .contains("*Reason*\n> Deploy\n> the *fix*")
        .contains("*Decide before*\n" + NOON_HERE)
        .contains("*Access ends*\n<!date^1795183200^")
        .contains("<https://teleport.example.com/web/requests/0193-abc|Review it in Teleport>")
        .contains("⏳ *Pending*: 1 approval, 1 more needed");
  }

  @Test
  void showsLoginsAndFriendlyNamesWhereTheyAreKnown() {
    AccessRequest request =
        request(RequestState.PENDING, Kind.SHORT_TERM, List.of("/prod/node/3f2", "/prod/db/main"));
    Details details =
        new Details(
            Map.of("/prod/node/3f2", "web-1"), Map.of("db-admin", List.of("root", "admin")));

    assertThat(all(text.request(request, ONE_OF_TWO, details, BUTTONS)))
        .contains("*Resource request*")
        .contains("*Roles*\n`db-admin` (logins `admin`, `root`), `access`")
        .contains("*Resources*\n`web-1`, `/prod/db/main`");
  }

  @Test
  void asksForADecisionInTheOriginalsWay() {
    Message message = text.request(pending(), ONE_OF_TWO, NO_DETAILS, BUTTONS);

    JsonObject input = blocks(message, "input").getFirst();
    assertThat(input.get("block_id").getAsString()).isEqualTo("reason_block");
    assertThat(input.get("optional").getAsBoolean()).isTrue();
    assertThat(input.get("dispatch_action").getAsBoolean()).isFalse();
    JsonObject field = input.getAsJsonObject("element");
    assertThat(field.get("type").getAsString()).isEqualTo("plain_text_input");
    assertThat(field.get("action_id").getAsString()).isEqualTo("reason_input");
    assertThat(field.get("multiline").getAsBoolean()).isTrue();
    assertThat(field.get("max_length").getAsInt()).isEqualTo(1000);

    JsonObject actions = blocks(message, "actions").getFirst();
    assertThat(actions.get("block_id").getAsString()).isEqualTo("review_block");
    JsonObject approve = actions.getAsJsonArray("elements").get(0).getAsJsonObject();
    JsonObject deny = actions.getAsJsonArray("elements").get(1).getAsJsonObject();
    assertThat(approve.get("action_id").getAsString()).isEqualTo("approve_button");
    assertThat(approve.get("style").getAsString()).isEqualTo("primary");
    assertThat(approve.get("value").getAsString()).isEqualTo("0193-abc");
    assertThat(approve.has("confirm")).isTrue();
    assertThat(deny.get("action_id").getAsString()).isEqualTo("deny_button");
    assertThat(deny.get("style").getAsString()).isEqualTo("danger");
    assertThat(deny.get("value").getAsString()).isEqualTo("0193-abc");

    List<String> order =
        message.blocks().stream().map(block -> block.getClass().getSimpleName()).toList();
    assertThat(order.indexOf("InputBlock")).isEqualTo(order.indexOf("ActionsBlock") - 1);
  }

  @ParameterizedTest
  @CsvSource({
    "true, true, Needed for either",
    "true, false, Needed to approve",
    "false, true, Needed to deny",
    "false, false, If you like"
  })
  void saysWhenAReasonIsNeeded(boolean approve, boolean deny, String said) {
    assertThat(
            all(text.request(pending(), ONE_OF_TWO, NO_DETAILS, new Offer.Buttons(approve, deny))))
        .contains(said);
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"LONG_TERM", "UNKNOWN"})
  void offersNoButtonsButForShortTermRequests(Kind kind) {
    AccessRequest request = request(RequestState.PENDING, kind, List.of("/prod/node/1"));

    Message message = text.request(request, ONE_OF_TWO, NO_DETAILS, BUTTONS);

    assertThat(blocks(message, "actions")).isEmpty();
    assertThat(blocks(message, "input")).isEmpty();
    assertThat(all(message)).contains("Review it in Teleport");
  }

  @ParameterizedTest
  @EnumSource(value = RequestState.class, mode = EnumSource.Mode.EXCLUDE, names = "PENDING")
  void offersNothingOnceItIsDecided(RequestState state) {
    Message message =
        withoutWeb.request(
            request(state, Kind.SHORT_TERM, List.of()), ONE_OF_TWO, NO_DETAILS, BUTTONS);

    assertThat(blocks(message, "actions")).isEmpty();
    assertThat(blocks(message, "input")).isEmpty();
    assertThat(all(message)).doesNotContain("tsh").doesNotContain("Decide before");
  }

  @Test
  void offersTheCommandsWhereThereIsNoPage() {
    assertThat(all(withoutWeb.request(pending(), ONE_OF_TWO, NO_DETAILS, new Offer.LinkOnly())))
        .contains("`tsh request review --approve 0193-abc`")
        .contains("`tsh request review --deny 0193-abc`");
  }

  @Test
  void linksNowhereButToAWebAddress() {
    MessageText odd = new MessageText("prod", () -> Optional.of("https://evil|x><!channel>"));

    assertThat(all(odd.request(pending(), ONE_OF_TWO, NO_DETAILS, BUTTONS))).doesNotContain("evil");
  }

  @Test
  void saysWhoDecidedAndWhy() {
    AccessRequest approved =
        request(
            RequestState.APPROVED,
            Kind.SHORT_TERM,
            List.of(),
            by("bob", RequestState.APPROVED),
            by("mallory", RequestState.DENIED),
            by("carol", RequestState.APPROVED));

    assertThat(all(text.request(approved, ONE_OF_TWO, NO_DETAILS, BUTTONS)))
        .contains("✅ *Approved* by `bob`, `carol`")
        .contains("> Looks good")
        .doesNotContain("mallory");
  }

  @ParameterizedTest
  @CsvSource({
    "APPROVED, ✅ *Approved*",
    "DENIED, ❌ *Denied*",
    "PROMOTED, *Promoted*",
    "EXPIRED, ⌛ *Expired*",
    "DELETED, *Deleted*",
    "UNWATCHED, *Ended* while unwatched"
  })
  void tellsHowARequestEndedThatIsGone(Outcome outcome, String said) {
    Over over =
        new Over(
            "0193-abc", "alice", List.of("access"), outcome, Optional.of(NOON), Optional.empty());
    Over bare = new Over("0193-abc", "", List.of(), outcome, Optional.empty(), Optional.empty());

    assertThat(all(text.request(over))).contains(said).contains("`alice`").contains("`access`");
    assertThat(all(text.request(bare))).contains(said).doesNotContain("*User*");
    assertThat(all(text.ended(over))).contains(said).contains("`0193-abc`");
  }

  @Test
  void aQuotationOfManyLinesShowsThatItWasCut() {
    assertThat(Mrkdwn.quote("a\n".repeat(30), 500)).hasLineCount(30).endsWith("\n> a");
    assertThat(Mrkdwn.quote("a\n".repeat(31), 500)).hasLineCount(30).endsWith("\n> a…");
  }

  @Test
  void offersTheRequesterNothingToDecide() {
    Message message = text.copy(pending(), ONE_OF_TWO, NO_DETAILS);

    assertThat(message.text()).startsWith("Your role request in prod");
    assertThat(blocks(message, "actions")).isEmpty();
    assertThat(blocks(message, "input")).isEmpty();
    assertThat(all(message))
        .contains("*Your role request*")
        .contains("Look at it in Teleport")
        .doesNotContain("tsh")
        .doesNotContain("*User*");
  }

  @Test
  void tellsAReviewBelow() {
    AccessRequest request =
        request(
            RequestState.PENDING,
            Kind.SHORT_TERM,
            List.of(),
            by("bob", RequestState.APPROVED),
            by("carol", RequestState.DENIED));

    assertThat(all(text.review(request, 0)))
        .isEqualTo("✅ `bob` approved it, " + NOON_HERE + "\n> because");
    assertThat(text.review(request, 1).text()).isEqualTo("❌ carol denied it");
    assertThatThrownBy(() -> text.review(request, 2)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void tellsTheRequesterHowItEnded() {
    AccessRequest denied =
        request(RequestState.DENIED, Kind.SHORT_TERM, List.of(), by("bob", RequestState.DENIED));

    Message message = text.ended(denied);

    assertThat(message.text()).isEqualTo("Your role request is denied in prod");
    assertThat(all(message))
        .contains("*Your role request* `0193-abc`\n❌ *Denied* by `bob`\n> Looks good");
  }

  @Test
  void marksWhatIsOurs() {
    assertThat(text.mark("0193-abc", Optional.of("review-1")).payload())
        .isEqualTo(Map.of("cluster", "prod", "request_id", "0193-abc", "marker", "review-1"));
  }
}
