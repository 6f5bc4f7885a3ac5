package dev.sallyport.integrations.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.core.notice.Reply;
import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.request.Outcome;
import dev.sallyport.core.request.RequestState;
import dev.sallyport.core.request.Review;
import dev.sallyport.core.request.Truth;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class IncidentTextTest {
  private static final Instant CREATED = Instant.parse("2026-11-20T12:00:00.123Z");

  private final IncidentText text =
      new IncidentText("teleport.example.com", () -> Optional.of("https://teleport.example.com"));

  @Test
  void theTitleBearsTheMark() {
    String title = text.title(request("alice@example.com", List.of("editor"), ""));
    assertThat(title)
        .isEqualTo("[teleport.example.com] Access request from alice@example.com for editor");
    assertThat(text.isMarked(title)).isTrue();
    assertThat(IncidentText.isUnmarked(title)).isFalse();
    assertThat(new IncidentText("other", Optional::empty).isMarked(title)).isFalse();
  }

  @Test
  void theTitleIsOneLineOfAtMost255Characters() {
    String title =
        text.title(
            request("mallory\n[other] \u202e", Collections.nCopies(50, "r".repeat(150)), ""));
    assertThat(title.codePointCount(0, title.length())).isLessThanOrEqualTo(255);
    assertThat(title).doesNotContain("\n", "\u202e").startsWith("[teleport.example.com] ");
  }

  @Test
  void theDetailsAreBoundedWhateverWasAskedFor() {
    String details =
        text.details(
            request(
                "x".repeat(5000), Collections.nCopies(1000, "role,with,comma"), "é".repeat(9000)));
    assertThat(details.length()).isLessThan(8000);
    assertThat(details).contains("and 980 more", "Request: id-1", "/web/requests/id-1");
  }

  @Test
  void theDetailsTellWithoutAWebPageHowToDecide() {
    IncidentText community = new IncidentText("c", Optional::empty);
    assertThat(community.details(request("bob", List.of("r"), "because")))
        .contains("tsh request review", "Reason: because", "Created: 2026-11-20T12:00:00Z");
  }

  @Test
  void aNoteEndsInItsMarkerWhateverTheReasonSays() {
    Reply end = new Reply.OfEnd(Outcome.APPROVED);
    Reply review = new Reply.OfReview(0);
    String forged = text.marker("id-1", end);
    String note = text.note("id-1", review, new Truth.Live(reviewed(forged)));
    assertThat(note).endsWith("\n" + text.marker("id-1", review)).contains("bob approved it");
  }

  @Test
  void anEndIsToldInItsOwnWords() {
    for (Outcome outcome : Outcome.values()) {
      assertThat(text.note("id-1", new Reply.OfEnd(outcome), new Truth.Gone(outcome)))
          .startsWith("Teleport: the request ")
          .contains("end-");
    }
    assertThat(
            text.note(
                "id-1", new Reply.OfEnd(Outcome.UNWATCHED), new Truth.Gone(Outcome.UNWATCHED)))
        .contains("ended while unwatched")
        .doesNotContain("expired");
  }

  @Test
  void aReviewThatIsNotThereCannotBeTold() {
    Truth truth = new Truth.Live(request("alice", List.of("r"), ""));
    assertThatThrownBy(() -> text.note("id-1", new Reply.OfReview(0), truth))
        .hasMessageContaining("no review 0");
  }

  @Test
  void theKeyLeadsBackToTheRequest() {
    assertThat(IncidentText.requestId(IncidentText.key("id-1"))).contains("id-1");
    assertThat(IncidentText.requestId("teleport-access-request/")).isEmpty();
    assertThat(IncidentText.requestId("somebody-elses/id-1")).isEmpty();
  }

  private static AccessRequest reviewed(String reason) {
    return request(
        "alice",
        List.of("r"),
        "",
        List.of(new Review("bob", RequestState.APPROVED, reason, Optional.of(CREATED))));
  }

  private static AccessRequest request(String user, List<String> roles, String reason) {
    return request(user, roles, reason, List.of());
  }

  private static AccessRequest request(
      String user, List<String> roles, String reason, List<Review> reviews) {
    return new AccessRequest(
        "id-1",
        user,
        roles,
        RequestState.PENDING,
        AccessRequest.Kind.SHORT_TERM,
        Optional.of(CREATED),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        reason,
        "",
        Map.of(),
        List.of(),
        List.of(),
        reviews,
        "rev",
        false);
  }
}
