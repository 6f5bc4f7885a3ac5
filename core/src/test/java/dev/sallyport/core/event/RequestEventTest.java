package dev.sallyport.core.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.core.event.RequestEvent.Parsed;
import dev.sallyport.core.request.RequestState;
import dev.sallyport.core.testing.FakeClock;
import dev.sallyport.core.testing.Sample;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestEventTest {
  private static final String VALID =
      "{\"version\":1,\"cluster\":\"example.com\",\"requestId\":\"r-1\",\"cause\":\"changed\","
          + "\"revision\":\"a\",\"observedAt\":\"2026-11-20T10:00:00Z\"}";

  @Test
  void writesTheDocumentedMessage() {
    RequestEvent event =
        new RequestEvent("example.com", "r-1", Cause.CHANGED, Optional.of("a"), FakeClock.START);
    assertThat(event.toJson()).isEqualTo(VALID);
    assertThat(RequestEvent.parse(VALID)).isEqualTo(new Parsed.Read(event));
  }

  @Test
  void aDeletedRequestHasNoRevision() {
    RequestEvent event =
        new RequestEvent("example.com", "r-1", Cause.DELETED, Optional.empty(), FakeClock.START);
    assertThat(event.toJson()).doesNotContain("revision").contains("\"cause\":\"deleted\"");
  }

  @Test
  void withoutARevisionTheStateAndTheNumberOfReviewsTellVersionsApart() {
    RequestEvent pending = about(Sample.request().revision(""));
    RequestEvent reviewed = about(Sample.request().revision("").reviews(1));
    RequestEvent denied = about(Sample.request().revision("").state(RequestState.DENIED));
    assertThat(pending.revision()).contains("PENDING/0");
    assertThat(reviewed.deduplicationId()).isNotEqualTo(pending.deduplicationId());
    assertThat(denied.deduplicationId()).isNotEqualTo(pending.deduplicationId());
    assertThat(about(Sample.request().revision("r7")).revision()).contains("r7");
  }

  private static RequestEvent about(Sample sample) {
    return RequestEvent.about(sample.build(), Cause.CHANGED, "example.com", FakeClock.START);
  }

  @Test
  void aNewerMessageIsToBeTriedLater() {
    assertThat(RequestEvent.parse(VALID.replace("\"version\":1", "\"version\":2")))
        .isEqualTo(new Parsed.Newer(2));
    assertThat(RequestEvent.parse("{\"version\":7,\"news\":true}")).isEqualTo(new Parsed.Newer(7));
    assertThat(RequestEvent.parse(VALID.replace("\"version\":1", "\"version\":4294967297")))
        .isInstanceOf(Parsed.Newer.class);
  }

  @Test
  void fieldsOfNoConcernAreLeftOut() {
    assertThat(RequestEvent.parse(VALID.replace("{\"version\"", "{\"news\":1,\"version\"")))
        .isInstanceOf(Parsed.Read.class);
    assertThat(RequestEvent.parse(VALID.replace("\"revision\":\"a\"", "\"revision\":null")))
        .isInstanceOfSatisfying(
            Parsed.Read.class, read -> assertThat(read.event().revision()).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "5",
        "rubbish",
        "{",
        "{}",
        "{\"version\":0}",
        "{\"version\":-1}",
        "{\"version\":\"1\"}",
        "{\"version\":1e400}",
        "{\"version\":1.5}",
        "{\"version\":1}"
      })
  void whatCannotBeReadIsMalformed(String text) {
    assertThat(RequestEvent.parse(text)).isInstanceOf(Parsed.Malformed.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"cluster\":\"\"",
        "\"cluster\":null",
        "\"cluster\":{}",
        "\"requestId\":\"../../etc\"",
        "\"requestId\":\"\"",
        "\"requestId\":\"a\\nb\"",
        "\"requestId\":null",
        "\"requestId\":5",
        "\"cause\":\"wished\"",
        "\"cause\":\"CHANGED\"",
        "\"observedAt\":\"yesterday\"",
        "\"observedAt\":\"+1000000000-12-31T23:59:59Z\"",
        "\"observedAt\":\"-1000000000-01-01T00:00:00Z\"",
        "\"observedAt\":null"
      })
  void aFieldThatCannotBeRightIsMalformed(String field) {
    String name = field.substring(0, field.indexOf(':'));
    String text = VALID.replaceFirst(name + ":\"[^\"]*\"", field.replace("\\", "\\\\"));
    assertThat(text).isNotEqualTo(VALID);
    assertThat(RequestEvent.parse(text)).isInstanceOf(Parsed.Malformed.class);
  }

  @Test
  void oversizedAndDeepTextIsMalformed() {
    assertThat(RequestEvent.parse("[".repeat(200_000))).isInstanceOf(Parsed.Malformed.class);
    assertThat(RequestEvent.parse("{\"a\":".repeat(100_000))).isInstanceOf(Parsed.Malformed.class);
    assertThat(RequestEvent.parse("{\"version\":" + "9".repeat(100_000) + "}"))
        .isInstanceOf(Parsed.Malformed.class);
    String longId = VALID.replace("r-1", "r".repeat(5_000_000));
    assertThat(RequestEvent.parse(longId))
        .isInstanceOfSatisfying(
            Parsed.Malformed.class, malformed -> assertThat(malformed.why()).hasSizeLessThan(200));
  }

  @Test
  void refusesToSayWhatCannotBeRight() {
    assertThatThrownBy(() -> event("no id", FakeClock.START))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> event("r-1", Instant.MAX))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static RequestEvent event(String id, Instant at) {
    return new RequestEvent("example.com", id, Cause.RESYNC, Optional.empty(), at);
  }
}
