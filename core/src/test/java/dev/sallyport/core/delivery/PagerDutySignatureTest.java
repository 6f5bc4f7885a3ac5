package dev.sallyport.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.delivery.Sender.Reason;
import dev.sallyport.core.delivery.Sender.Unverified;
import dev.sallyport.core.delivery.Sender.Verified;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PagerDutySignatureTest {
  private static final String SECRET = "test-secret-not-real";
  private static final String PREVIOUS = "test-secret-previous";
  private static final Instant OCCURRED = Instant.parse("2026-11-20T12:00:00Z");
  private static final RawBody UNDATED =
      RawBody.of(
          "{\"event\":{\"id\":\"01TEST\",\"event_type\":\"incident.annotated\",\"note\":\"é✓\"}}");
  private static final RawBody NOTE =
      RawBody.of(
          "{\"event\":{\"id\":\"01SALLYPORT0001\",\"event_type\":\"incident.annotated\","
              + "\"resource_type\":\"incident\",\"occurred_at\":\"2026-11-20T12:00:00.000Z\","
              + "\"agent\":{\"id\":\"PUSER01\",\"type\":\"user_reference\"},\"client\":null,\"data\":{\"id\":\"PNOTE01\",\"type\":\"incident_note\",\"content\":\"approve"
              + " ok\",\"trimmed\":false,\"incident\":{\"id\":\"PINC001\","
              + "\"type\":\"incident_reference\"}}}}");
  private static final String OURS =
      "v1=3b7e1ff19acf93bf17a31d23862676fc57b3384c5dc17d949c74a963be8915eb";
  private static final String THEIRS =
      "v1=6247d68951a88a63d3a923a7764fd191044254f37f95e8122cd92cda369f8e4e";

  private static Sender verify(String header, String... secrets) {
    return verify(header, OCCURRED, secrets);
  }

  private static Sender verify(String header, Instant at, String... secrets) {
    return PagerDutySignature.verify(
        Map.of("x-pagerduty-signature", header), NOTE, at, List.of(secrets));
  }

  @Test
  void agreesWithSignaturesMadeElsewhere() {
    assertThat(NOTE.size()).isEqualTo(341);
    assertThat(verify(OURS, SECRET)).isEqualTo(new Verified(OCCURRED));
    assertThat(verify(THEIRS, PREVIOUS)).isEqualTo(new Verified(OCCURRED));
    assertThat(verify(OURS, PREVIOUS)).isEqualTo(new Unverified(Reason.MISMATCH));
    assertThat(PagerDutySignature.sign(NOTE, SECRET, PREVIOUS))
        .isEqualTo(Map.of("x-pagerduty-signature", OURS + "," + THEIRS));
  }

  @ParameterizedTest
  @CsvSource({
    "test-secret-not-real, v1=0148cbdff76ef3c89524acb3cc5b681a6d2bd12c645a5146525f10cc4e84428b",
    "test-secret-previous, v1=c7b9110a395a0c990dfe3561dfa6f3a0ffe2faa7ad57dd368d23e900d621803f"
  })
  void whatIsSignedAndBearsNoTimeIsNotVerifiedEither(String secret, String signature) {
    assertThat(UNDATED.size()).isEqualTo(74);
    assertThat(
            PagerDutySignature.verify(
                Map.of("x-pagerduty-signature", signature), UNDATED, OCCURRED, List.of(secret)))
        .isEqualTo(new Unverified(Reason.UNDATED));
  }

  @Test
  void anySignatureOfAnySecretWillDo() {
    assertThat(verify(THEIRS + "," + OURS, SECRET)).isInstanceOf(Verified.class);
    assertThat(verify(OURS + ", " + THEIRS, PREVIOUS)).isInstanceOf(Verified.class);
    assertThat(verify(OURS, "another-secret-0", "another-secret-1", SECRET))
        .isInstanceOf(Verified.class);
    assertThat(verify("v2=AbC/+==," + OURS + ",v0=0", SECRET)).isInstanceOf(Verified.class);
    assertThat(verify(OURS)).isEqualTo(new Unverified(Reason.MISMATCH));
  }

  @Test
  void countsForFortyNineHours() {
    assertThat(verify(OURS, OCCURRED.plus(Duration.ofHours(49)), SECRET))
        .isInstanceOf(Verified.class);
    assertThat(verify(OURS, OCCURRED.plus(Duration.ofHours(49)).plusMillis(1), SECRET))
        .isEqualTo(new Unverified(Reason.STALE));
    assertThat(verify(OURS, OCCURRED.minusSeconds(300), SECRET)).isInstanceOf(Verified.class);
    assertThat(verify(OURS, OCCURRED.minusSeconds(300).minusMillis(1), SECRET))
        .isEqualTo(new Unverified(Reason.FUTURE));
    assertThat(verify(OURS, Instant.MAX, SECRET)).isEqualTo(new Unverified(Reason.STALE));
    assertThat(verify(OURS, Instant.MIN, SECRET)).isEqualTo(new Unverified(Reason.FUTURE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ",",
        "v1=",
        "v1",
        "v2=0148",
        "3b7e1ff19acf93bf17a31d23862676fc57b3384c5dc17d949c74a963be8915eb",
        "V1=3b7e1ff19acf93bf17a31d23862676fc57b3384c5dc17d949c74a963be8915eb",
        "v1=3B7E1FF19ACF93BF17A31D23862676FC57B3384C5DC17D949C74A963BE8915EB",
        " v1=3b7e1ff19acf93bf17a31d23862676fc57b3384c5dc17d949c74a963be8915eb",
        "v1=3b7e1ff19acf93bf17a31d23862676fc57b3384c5dc17d949c74a963be8915eb ",
        "v1=3b7e1ff19acf93bf17a31d23862676fc57b3384c5dc17d949c74a963be8915eb,",
        ",v1=3b7e1ff19acf93bf17a31d23862676fc57b3384c5dc17d949c74a963be8915eb",
        "v1=3b7e1ff19acf93bf17a31d23862676fc57b3384c5dc17d949c74a963be8915eb,v1=0",
        "v1=3b7e1ff19acf93bf17a31d23862676fc57b3384c5dc17d949c74a963be8915eb,v2=é",
        "v1=3b7e1ff19acf93bf17a31d23862676fc57b3384c5dc17d949c74a963be8915eb;v1=0",
        "v1=3b7e1ff19acf93bf17a31d23862676fc57b3384c5dc17d949c74a963be8915e",
        "v1=3b7e1ff19acf93bf17a31d23862676fc57b3384c5dc17d949c74a963be8915ebb"
      })
  void aHeaderInAnotherFormIsRefused(String header) {
    assertThat(verify(header, SECRET)).isEqualTo(new Unverified(Reason.HEADER_MALFORMED));
  }

  @Test
  void theNumberOfSignaturesIsBounded() {
    assertThat(verify(String.join(",", Collections.nCopies(9, THEIRS)) + "," + OURS, SECRET))
        .isInstanceOf(Verified.class);
    assertThat(verify(String.join(",", Collections.nCopies(10, THEIRS)) + "," + OURS, SECRET))
        .isEqualTo(new Unverified(Reason.HEADER_MALFORMED));
    assertThat(verify(OURS + ",v2=" + "0".repeat(2000), SECRET))
        .isEqualTo(new Unverified(Reason.HEADER_MALFORMED));
  }

  @Test
  void aHeaderThatIsMissingOrSpeltTwiceIsRefused() {
    Unverified missing = new Unverified(Reason.HEADER_MISSING);
    assertThat(PagerDutySignature.verify(Map.of(), NOTE, OCCURRED, List.of(SECRET)))
        .isEqualTo(missing);
    Map<String, String> twice =
        Map.of("x-pagerduty-signature", OURS, "X-PagerDuty-Signature", OURS);
    assertThat(PagerDutySignature.verify(twice, NOTE, OCCURRED, List.of(SECRET)))
        .isEqualTo(missing);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "",
        "rubbish",
        "{\"event\":null}",
        "{\"event\":{\"occurred_at\":5}}",
        "{\"event\":{\"occurred_at\":\"yesterday\"}}",
        "{\"event\":{\"occurred_at\":\"2026-11-20T12:00:00\"}}",
        "{\"event\":{\"occurred_at\":\"2026-11-20T12:00:00+01:00\"}}",
        "{\"event\":{\"occurred_at\":\"2026-02-30T12:00:00Z\"}}",
        "{\"event\":{\"occurred_at\":\"-026-11-20T12:00:00Z\"}}",
        "{\"event\":{\"occurred_at\":\"2026-11-20T12:00:00.Z\"}}",
        "{\"event\":{\"occurred_at\":\"2026-11-20T12:00:00.1234567890Z\"}}",
        "{\"event\":{\"data\":{\"occurred_at\":\"2026-11-20T12:00:00Z\"}}}",
        "{\"occurred_at\":\"2026-11-20T12:00:00Z\"}",
        "{\"event\":{\"occurred_at\":\"2026-11-20T12:00:00Z\"}} {}",
        "{\"event\":{\"occurred_at\":\"2026-11-20T12:00:00Z\"}",
        "{\"event\":{\"occurred_at\":\"2026-11-20T12:00:00Z\",\"occurred_at\":\"\"}}"
      })
  void whatBearsNoTimeIsNotFresh(String body) {
    RawBody bytes = RawBody.of(body);
    assertThat(
            PagerDutySignature.verify(
                PagerDutySignature.sign(bytes, SECRET), bytes, OCCURRED, List.of(SECRET)))
        .isEqualTo(new Unverified(Reason.UNDATED));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-20T12:00:00Z",
        "2026-11-20T12:00:00.0Z",
        "2026-11-20T12:00:00.000000000Z",
        "2026-11-20T12:00:00+00:00"
      })
  void theTimeMayHaveEachOfItsForms(String time) {
    RawBody bytes =
        RawBody.of("{\"x\":[{}],\"event\":{\"a\":[1],\"occurred_at\":\"" + time + "\"}}");
    assertThat(
            PagerDutySignature.verify(
                PagerDutySignature.sign(bytes, SECRET), bytes, OCCURRED, List.of(SECRET)))
        .isEqualTo(new Verified(OCCURRED));
  }

  @Test
  void fractionsOfASecondCount() {
    assertThat(PagerDutyEnvelope.time("2026-11-20T12:00:00.025Z"))
        .contains(OCCURRED.plusMillis(25));
    assertThat(PagerDutyEnvelope.time("2026-11-20T12:00:00.123456789Z"))
        .contains(OCCURRED.plusNanos(123456789));
  }
}
