package dev.sallyport.teleport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RefusalsTest {
  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          NOT_FOUND | cannot apply review to access request "id" (not found) | NOT_FOUND
          NOT_FOUND | no access request matching "id" | NOT_FOUND
          NOT_FOUND | cannot delete access request "id" (not found) | NOT_FOUND
          PERMISSION_DENIED | access denied to perform action "read" on "access_request" | DENIED
          PERMISSION_DENIED | can't setup global watch | DENIED
          PERMISSION_DENIED | user "bot-p" cannot submit reviews on behalf of "alice@example.com" | NOT_ON_BEHALF
          PERMISSION_DENIED | user "bot-p" cannot submit reviews for "alice@example.com" | MAY_NOT_SUBMIT_FOR
          PERMISSION_DENIED | user "bot-p" cannot submit reviews for "a", user could not be fetched from local store | AUTHOR_NOT_STORED
          PERMISSION_DENIED | user "alice@example.com" cannot submit reviews | MAY_NOT_REVIEW
          PERMISSION_DENIED | user "alice@example.com" cannot review request "id" | MAY_NOT_REVIEW
          PERMISSION_DENIED | user "alice@example.com" has already reviewed this request | ALREADY_REVIEWED
          ALREADY_EXISTS | user "alice@example.com" has already reviewed this request | ALREADY_REVIEWED
          ALREADY_EXISTS | something else exists | OTHER
          PERMISSION_DENIED | the access request has been already approved | ALREADY_RESOLVED
          PERMISSION_DENIED | the access request has been already denied | ALREADY_RESOLVED
          PERMISSION_DENIED | the access request has been already promoted | ALREADY_RESOLVED
          INVALID_ARGUMENT | cannot set request-state "APPROVED" (already denied) | ALREADY_RESOLVED
          PERMISSION_DENIED | directly updating the state of your own access requests is not permitted | SELF_REVIEW
          PERMISSION_DENIED | admin-level API request requires MFA verification | MFA_REQUIRED
          PERMISSION_DENIED | client version is unsupported | CLIENT_TOO_OLD
          PERMISSION_DENIED | role field allow.review_requests is only available in enterprise subscriptions | DENIED
          UNAUTHENTICATED | who are you | DENIED
          FAILED_PRECONDITION | expectations not met for field "k" | COMPARE_FAILED
          FAILED_PRECONDITION | too many concurrent writes to plugin data id | TOO_MANY_WRITES
          FAILED_PRECONDITION | too many concurrent writes to access request id, try again later | TOO_MANY_WRITES
          INVALID_ARGUMENT | missing request ID | INVALID
          INVALID_ARGUMENT | invalid state proposal: PENDING (expected approval/denial) | INVALID
          INVALID_ARGUMENT | plugin data size limit exceeded | INVALID
          UNIMPLEMENTED | unknown method | UNIMPLEMENTED
          RESOURCE_EXHAUSTED | gRPC message exceeds maximum size 16777216: 20000000 | LIMIT
          RESOURCE_EXHAUSTED | rate limit exceeded | LIMIT
          RESOURCE_EXHAUSTED | Bandwidth exhausted HTTP/2 error code: ENHANCE_YOUR_CALM | UNAVAILABLE
          UNAVAILABLE | io exception | UNAVAILABLE
          DEADLINE_EXCEEDED | deadline exceeded after 9.9s | UNAVAILABLE
          CANCELLED | Thread interrupted | UNAVAILABLE
          ABORTED | cut | UNAVAILABLE
          INTERNAL | RST_STREAM closed stream | UNAVAILABLE
          UNKNOWN | anything | OTHER
          """)
  void tellsWhatARefusalMeans(Status.Code code, String text, Reason reason) {
    assertThat(Refusals.reason(code.toStatus().withDescription(text))).isEqualTo(reason);
    assertThat(Refusals.reason(code.toStatus().withDescription("wrapped:\n\t" + text + "\n\tend")))
        .isEqualTo(reason);
  }

  @Test
  void anUnknownErrorWithALocalCauseIsNoAnswer() {
    var status = Status.UNKNOWN.withCause(new IOException("cut"));

    assertThat(Refusals.reason(status)).isEqualTo(Reason.UNAVAILABLE);
    assertThat(Refusals.text(status)).isEqualTo("UNKNOWN: cut");
  }

  @Test
  void refusesWithoutATextToo() {
    assertThat(Refusals.reason(Status.PERMISSION_DENIED)).isEqualTo(Reason.DENIED);
    assertThat(Refusals.text(Status.PERMISSION_DENIED)).isEqualTo("PERMISSION_DENIED");
  }

  @Test
  void textIsOneBoundedLine() {
    String text = Refusals.bounded("a\n\tb\u0000c " + "🙂".repeat(400));

    assertThat(text).startsWith("a b c 🙂").endsWith("🙂…").hasSizeLessThanOrEqualTo(500);
    assertThat(Answer.refused(Reason.OTHER, "x".repeat(9999)))
        .isEqualTo(new Answer.Refused<>(Reason.OTHER, "x".repeat(499) + "…"));
  }

  @Test
  void answersMapAndThrow() {
    Answer<String> refused = Answer.refused(Reason.DENIED, "no");

    assertThat(Answer.ok("a").map(String::length)).isEqualTo(Answer.ok(1));
    assertThat(Answer.ok("a").flatMap(a -> Answer.ok(a + a)).orElseThrow()).isEqualTo("aa");
    assertThat(refused.map(String::length)).isEqualTo(Answer.refused(Reason.DENIED, "no"));
    assertThat(refused.asOptional()).isEmpty();
    assertThatThrownBy(refused::orElseThrow)
        .isInstanceOfSatisfying(
            TeleportException.class, e -> assertThat(e.reason()).isEqualTo(Reason.DENIED))
        .hasMessage("Teleport: DENIED: no");
  }

  @Test
  void cutsReasonsByBytesBetweenCharacters() {
    for (int lead = 0; lead < 4; lead++) {
      String cut = Reviews.cut("x".repeat(lead) + "🙂".repeat(2000));

      assertThat(cut.getBytes(StandardCharsets.UTF_8).length).isBetween(4093, 4096);
      assertThat(cut).endsWith("🙂").doesNotContain("\ufffd");
    }
    assertThat(Reviews.cut("x".repeat(4096))).hasSize(4096);
  }

  @ParameterizedTest
  @CsvSource({
    "18.11.0, true",
    "18.11.0-rc.1, false",
    "18.12.3, true",
    "19.0.0, true",
    "18.10.9, false",
    "9.99.99, false",
    "v18.11.0+git, true"
  })
  void comparesVersions(String version, boolean enough) {
    assertThat(ServerVersion.parse(version).orElseThrow().atLeast(18, 11, 0)).isEqualTo(enough);
  }

  @Test
  void doesNotReadWhatIsNoVersion() {
    assertThat(ServerVersion.parse("")).isEmpty();
    assertThat(ServerVersion.parse("18.11")).isEmpty();
    assertThat(ServerVersion.parse("18.11.0-dev.2").orElseThrow()).hasToString("18.11.0-dev.2");
  }
}
