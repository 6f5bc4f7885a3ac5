package dev.sallyport.integrations.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.notice.Reply;
import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.request.Outcome;
import dev.sallyport.core.request.RequestState;
import dev.sallyport.core.request.Review;
import dev.sallyport.core.request.Truth;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class IncidentTextTest {
  private static final Instant CREATED = Instant.parse("2026-11-20T12:00:00Z");
  private static final String ID = "0192f0c1-5a3e-7c11-9d2a-1b2c3d4e5f60";

  private final IncidentText text =
      new IncidentText("teleport.example.com", () -> Optional.of("https://teleport.example.com"));

  private static AccessRequest request(
      String user, List<String> roles, String reason, List<Review> reviews) {
    return new AccessRequest(
        ID,
        user,
        roles,
        RequestState.APPROVED,
        AccessRequest.Kind.SHORT_TERM,
        Optional.of(CREATED),
        Optional.of(CREATED.plusSeconds(7200)),
        Optional.of(CREATED.plusSeconds(3600)),
        Optional.empty(),
        reason,
        "go ahead",
        Map.of(),
        List.of("/teleport.example.com/node/web-1"),
        List.of(),
        reviews,
        OptionalInt.empty(),
        "r1",
        false);
  }

  private static AccessRequest request() {
    return request("alice@example.com", List.of("editor", "auditor"), "fix the build", List.of());
  }

  @Test
  void theClustersNameHeadsTheTitle() {
    assertThat(text.title(request()))
        .isEqualTo(
            "[teleport.example.com] Access request from alice@example.com for editor, auditor");
    assertThat(text.isMarked(text.title(request()))).isTrue();
    assertThat(text.isMarked("[other.example.com] Access request")).isFalse();
    assertThat(IncidentText.isUnmarked("Access request from alice@example.com")).isTrue();
    assertThat(IncidentText.isUnmarked("[other.example.com] Access request")).isFalse();
  }

  @Test
  void showsTheResources() {
    assertThat(text.details(request()))
        .contains("Resources: /teleport.example.com/node/web-1\n")
        .contains("Reason: fix the build\n")
        .contains("Decide before: 2026-11-20T13:00:00Z\n")
        .contains("Access ends: 2026-11-20T14:00:00Z\n")
        .endsWith("https://teleport.example.com/web/requests/" + ID);
  }

  @Test
  void withoutAWebPageItNamesTheCommand() {
    IncidentText plain = new IncidentText("teleport.example.com", Optional::empty);
    assertThat(plain.details(request())).endsWith("tsh request review --approve|--deny " + ID);
  }

  @Test
  void whatUsersWriteCannotBreakATitle() {
    String wild = "a\nb\r\u0007\u202e " + "x".repeat(10_000);
    String title = text.title(request(wild, List.of(wild, "with,comma"), wild, List.of()));
    assertThat(title.codePointCount(0, title.length())).isLessThanOrEqualTo(255);
    assertThat(title).doesNotContainPattern("[\\p{Cc}\\u202e]");
    assertThat(text.details(request(wild, List.of(wild), wild, List.of())).length())
        .isLessThan(10_000);
  }

  @Test
  void aReviewIsToldWithItsAuthorAndReason() {
    Review review =
        new Review("bob@example.com", RequestState.DENIED, "not today", Optional.of(CREATED));
    AccessRequest request =
        request("alice@example.com", List.of("editor"), "fix the build", List.of(review));
    assertThat(text.note(ID, new Reply.OfReview(0), new Truth.Live(request)))
        .isEqualTo(
            "Teleport: bob@example.com denied it at 2026-11-20T12:00:00Z.\nReason: not today\n"
                + "(teleport.example.com/"
                + ID
                + " review-1)");
  }

  @Test
  void everyEndHasItsOwnWordsAndMarker() {
    List<String> notes =
        List.of(Outcome.values()).stream()
            .map(outcome -> text.note(ID, new Reply.OfEnd(outcome), new Truth.Gone(outcome)))
            .toList();
    assertThat(notes).doesNotHaveDuplicates();
    assertThat(notes)
        .anyMatch(note -> note.startsWith("Teleport: the request ended while unwatched"))
        .anyMatch(note -> note.startsWith("Teleport: the request has expired."));
  }

  @Test
  void theKeyIsTheOriginals() {
    assertThat(IncidentText.key(ID)).isEqualTo("teleport-access-request/" + ID);
    assertThat(IncidentText.requestId("teleport-access-request/" + ID)).contains(ID);
    assertThat(IncidentText.requestId("teleport-access-request/")).isEmpty();
    assertThat(IncidentText.requestId("disk-full")).isEmpty();
    assertThat(IncidentText.requestId("teleport-access-request/ ")).as("no id").isEmpty();
    assertThat(IncidentText.requestId("teleport-access-request/a/b")).as("no id").isEmpty();
    assertThat(IncidentText.requestId("teleport-access-request/" + "x".repeat(129))).isEmpty();
  }

  @Test
  void aTitleThatPeopleChangedBearsNobodysMark() {
    assertThat(text.bearsOtherMark("SEV2: access for alice")).isFalse();
    assertThat(text.bearsOtherMark("[P1] [teleport.example.com] Access request from x")).isFalse();
    assertThat(text.bearsOtherMark(text.title(request()))).isFalse();
    assertThat(text.bearsOtherMark("[other.example.com] Access request from x for y")).isTrue();
  }
}
