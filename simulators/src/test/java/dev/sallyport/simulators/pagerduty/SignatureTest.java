package dev.sallyport.simulators.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The signatures were computed with OpenSSL. */
final class SignatureTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          test-secret-not-real | {"event":{"id":"01TEST","event_type":"incident.annotated","note":"é✓"}} | v1=0148cbdff76ef3c89524acb3cc5b681a6d2bd12c645a5146525f10cc4e84428b
          test-secret-previous | {"event":{"id":"01TEST","event_type":"incident.annotated","note":"é✓"}} | v1=c7b9110a395a0c990dfe3561dfa6f3a0ffe2faa7ad57dd368d23e900d621803f
          test-secret-not-real | {"event":{"id":"01SALLYPORT0001","event_type":"incident.annotated","resource_type":"incident","occurred_at":"2026-11-20T12:00:00.000Z","agent":{"id":"PUSER01","type":"user_reference"},"client":null,"data":{"id":"PNOTE01","type":"incident_note","content":"approve ok","trimmed":false,"incident":{"id":"PINC001","type":"incident_reference"}}}} | v1=3b7e1ff19acf93bf17a31d23862676fc57b3384c5dc17d949c74a963be8915eb
          test-secret-previous | {"event":{"id":"01SALLYPORT0001","event_type":"incident.annotated","resource_type":"incident","occurred_at":"2026-11-20T12:00:00.000Z","agent":{"id":"PUSER01","type":"user_reference"},"client":null,"data":{"id":"PNOTE01","type":"incident_note","content":"approve ok","trimmed":false,"incident":{"id":"PINC001","type":"incident_reference"}}}} | v1=6247d68951a88a63d3a923a7764fd191044254f37f95e8122cd92cda369f8e4e
          """)
  void matchesKnownSignatures(String secret, String body, String signature) {
    assertThat(Signature.of(secret, body.getBytes(StandardCharsets.UTF_8))).isEqualTo(signature);
  }

  @Test
  void givesOneSignatureForEachSecret() {
    byte[] body = "{}".getBytes(StandardCharsets.UTF_8);

    assertThat(Signature.header(body, "one", "two"))
        .isEqualTo(Signature.of("one", body) + "," + Signature.of("two", body));
  }
}
