package dev.sallyport.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Vectors of AWS's own Signature Version 4 test suite. */
final class AwsSignatureTest {
  private static final Instant AT = Instant.parse("2015-08-30T12:36:00Z");
  private static final String TOKEN =
      "AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMicRXmxfpSP"
          + "fIeoIYRqTflfKD8YUuwthAx7mSEI/qkPpKPi/kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsburEDy0KPkyQ"
          + "DYwT7WZ0wq5VSXDvp75YU9HFvlRd8Tx6q6fE8YQcHNVXAkiY9q6d+xo0rKwT38xVqr7ZD0u0iPPkUL64lIZbqBAz"
          + "+scqKmlzm8FDrypNC9Yjc8fPOLn9FX9KSYvKTr4rvx3iSIlTJabIQwj2ICCR/oLxBA==";

  private static Map<String, String> sign(
      Optional<String> token, Map<String, String> headers, String body) {
    Credentials credentials =
        new Credentials("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", token);
    return new AwsSignature(credentials, "us-east-1", "service")
        .sign("example.amazonaws.com", headers, body.getBytes(StandardCharsets.UTF_8), AT);
  }

  @Test
  void signsPostVanilla() {
    assertThat(sign(Optional.empty(), Map.of(), ""))
        .containsOnly(
            Map.entry("x-amz-date", "20150830T123600Z"),
            Map.entry(
                "authorization",
                "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request,"
                    + " SignedHeaders=host;x-amz-date, Signature="
                    + "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"));
  }

  @Test
  void signsPostStsHeaderBefore() {
    assertThat(sign(Optional.of(TOKEN), Map.of(), ""))
        .containsEntry("x-amz-security-token", TOKEN)
        .extractingByKey("authorization")
        .asString()
        .contains("SignedHeaders=host;x-amz-date;x-amz-security-token,")
        .endsWith("=85d96828115b5dc0cfc3bd16ad9e210dd772bbebba041836c64533a82be05ead");
  }

  @Test
  void signsPostXWwwFormUrlencoded() {
    assertThat(
            sign(
                Optional.empty(),
                Map.of("content-type", "application/x-www-form-urlencoded"),
                "Param1=value1"))
        .extractingByKey("authorization")
        .asString()
        .contains("SignedHeaders=content-type;host;x-amz-date,")
        .endsWith("=ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a");
  }

  @Test
  void doesNotPrintItsKey() {
    Credentials credentials = new Credentials("canary-1", "canary-2", Optional.of("canary-3"));
    assertThat(new AwsSignature(credentials, "us-east-1", "sqs"))
        .asString()
        .doesNotContain("canary");
  }
}
