package dev.sallyport.core.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.decision.Decision;
import dev.sallyport.core.decision.Routing;
import dev.sallyport.core.memory.Documents.Stored;
import dev.sallyport.core.notice.Notice;
import dev.sallyport.core.notice.NoticeBook;
import dev.sallyport.core.request.Outcome;
import dev.sallyport.core.request.RequestState;
import dev.sallyport.core.request.Seen;
import dev.sallyport.core.testing.Sample;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentsTest {
  private static <T> T known(String raw, Class<T> type) {
    if (Documents.read(raw, type) instanceof Stored.Known<T>(T value)) {
      return value;
    }
    throw new AssertionError("cannot be read: " + raw);
  }

  private static <T> void survives(String raw, Class<T> type) {
    assertThat(Documents.write(known(raw, type))).isEqualTo(raw);
  }

  @Test
  void theLastTruthIsWrittenWithTimesInUtcAndWithoutWhatIsAbsent() {
    assertThat(Documents.write(Seen.of(Sample.in(RequestState.DENIED), Optional.empty())))
        .isEqualTo(
            "{\"v\":1,\"state\":\"DENIED\",\"reviews\":0,\"revision\":\"r1\","
                + "\"expires\":\"2026-11-20T17:59:00Z\","
                + "\"requestExpires\":\"2026-11-20T11:59:00Z\",\"user\":\"alice@example.com\","
                + "\"roles\":[\"demo-role\"],\"created\":\"2026-11-20T09:59:00Z\"}");
    Seen sparse =
        new Seen(
            1,
            RequestState.PENDING,
            2,
            "r1",
            Optional.empty(),
            Optional.empty(),
            "alice@example.com",
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Map.of());
    assertThat(Documents.write(sparse))
        .isEqualTo(
            "{\"v\":1,\"state\":\"PENDING\",\"reviews\":2,\"revision\":\"r1\","
                + "\"user\":\"alice@example.com\",\"roles\":[]}");
    assertThat(known(Documents.write(sparse), Seen.class)).isEqualTo(sparse);
  }

  @Test
  void documentsSurviveWithEverythingThatTheyHold() {
    survives(
        "{\"v\":1,\"verdict\":\"denied-by-policy\",\"at\":\"2026-11-20T10:00:00.500Z\","
            + "\"why\":[\"because\"],\"evidence\":{\"provider\":\"pagerduty\",\"service\":\"A\","
            + "\"level\":1,\"shiftStart\":\"2026-11-20T08:00:00Z\","
            + "\"askedAt\":\"2026-11-20T10:00:00Z\"}}",
        Decision.class);
    survives(
        "{\"v\":1,\"pagerduty\":[\"A\"],\"opsgenie\":[],\"slack\":[],\"from\":\"fallback\"}",
        Routing.class);
    survives(
        "{\"v\":1,\"adopted\":\"d1\",\"notices\":[{\"to\":\"A\",\"state\":\"closed\","
            + "\"claim\":{\"call\":\"review-1\",\"attempt\":2,\"at\":\"2026-11-20T10:00:00Z\"},"
            + "\"ref\":\"P1\",\"unknowns\":1,\"shown\":\"r1\",\"replies\":1,\"told\":\"DENIED\","
            + "\"closedAs\":\"DENIED\",\"refusal\":\"no\"}]}",
        NoticeBook.class);
  }

  @Test
  void unknownFieldsAreKeptInDocumentsAndInNotices() {
    survives(
        "{\"v\":1,\"state\":\"PENDING\",\"reviews\":0,\"revision\":\"r\",\"user\":\"a\","
            + "\"roles\":[],\"moon\":{\"full\":[true,null,1.5]}}",
        Seen.class);
    survives(
        "{\"v\":1,\"verdict\":\"abstained\",\"at\":\"2026-11-20T10:00:00Z\",\"why\":[],"
            + "\"moon\":null}",
        Decision.class);
    survives(
        "{\"v\":1,\"pagerduty\":[],\"opsgenie\":[],\"slack\":[],\"from\":\"rule\",\"moon\":\"x\"}",
        Routing.class);
    survives(
        "{\"v\":1,\"notices\":[{\"to\":\"A\",\"state\":\"none\",\"unknowns\":0,\"replies\":0,"
            + "\"moon\":[]}],\"sun\":1}",
        NoticeBook.class);
  }

  @Test
  void anAdoptedNoticeSurvives() {
    String raw =
        "{\"v\":1,\"notices\":[{\"to\":\"A\",\"state\":\"open\",\"ref\":\"P1\",\"unknowns\":0,"
            + "\"shows\":\"APPROVED\",\"replies\":3,\"told\":\"APPROVED\"}]}";
    assertThat(known(raw, NoticeBook.class).notices())
        .containsExactly(Notice.adopted("A", "P1", 3, Optional.of(Outcome.APPROVED)));
    survives(raw, NoticeBook.class);
  }

  @Test
  void theEmptyTextIsAnAbsentDocument() {
    assertThat(Documents.read("", Seen.class)).isInstanceOf(Stored.Absent.class);
    assertThat(Documents.isNewer("")).isFalse();
  }

  @Test
  void aNewerDocumentIsObeyedAsFarAsItIsKnown() {
    String raw = "{\"v\":2,\"pagerduty\":[\"A\"],\"from\":\"rule\",\"fax\":[\"B\"]}";
    assertThat(Documents.read(raw, Routing.class))
        .isInstanceOfSatisfying(
            Stored.Newer.class, newer -> assertThat(newer.version()).isEqualTo(2));
    assertThat(Documents.isNewer(raw)).isTrue();
  }

  @Test
  void aNewerDocumentThatCannotBeReadIsStillNewer() {
    String raw = "{\"v\":2,\"from\":\"moon\"}";
    assertThat(Documents.read(raw, Routing.class)).isInstanceOf(Stored.Unreadable.class);
    assertThat(Documents.isNewer(raw)).isTrue();
    assertThat(Documents.isNewer("{\"v\":99999999999}")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " ",
        "null",
        "[]",
        "7",
        "rubbish",
        "{\"v\":1",
        "{}",
        "{\"v\":0}",
        "{\"v\":-99999999999}",
        "{\"v\":\"1\"}",
        "{\"v\":1}",
        "{\"v\":1,\"state\":\"DREAMING\",\"revision\":\"r\",\"user\":\"a\",\"roles\":[]}",
        "{\"v\":1,\"state\":\"PENDING\",\"revision\":\"r\",\"user\":\"a\",\"roles\":[null]}",
        "{\"v\":1,\"state\":\"PENDING\",\"revision\":\"r\",\"user\":\"a\",\"roles\":[],"
            + "\"expires\":\"soon\"}"
      })
  void whatIsNoDocumentOfOursIsUnreadable(String raw) {
    assertThat(Documents.read(raw, Seen.class)).isInstanceOf(Stored.Unreadable.class);
    assertThat(Documents.isNewer(raw)).isFalse();
  }

  @Test
  void deepTextIsUnreadable() {
    assertThat(Documents.read("{\"v\":1,\"x\":" + "[".repeat(100_000), Seen.class))
        .isInstanceOf(Stored.Unreadable.class);
  }

  @Test
  void aListedRequestDiffersByStateOrReviews() {
    Seen seen = Seen.of(Sample.pending(), Optional.empty());
    assertThat(seen.differsFrom(Sample.request().revision("r9").build())).isFalse();
    assertThat(seen.differsFrom(Sample.request().reviews(1).build())).isTrue();
    assertThat(seen.differsFrom(Sample.in(RequestState.DENIED))).isTrue();
  }
}
