package dev.sallyport.simulators.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SignatureTest {
  /** The last is the example of Slack's documentation; the others were computed with OpenSSL. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          test-secret-not-real | 1700000000 | payload=%7B%22type%22%3A%22block_actions%22%7D | v0=78106246aa8cab15e1d9bc048054959233f2eb457c68f603228ff343b9bf2d80
          test-secret-previous | 1700000000 | payload=%7B%22type%22%3A%22block_actions%22%7D | v0=bd3f34ea0cc909f8fc1ed16e36c24fe931156a5100eb73f9b4e18cdf97a5374e
          test-secret-not-real | 1700000000 | {"token":"x","challenge":"abc","type":"url_verification"} | v0=950a1a1a2fbad6af524f0c4baa41bc91eb00b852f8341f78ebe948583cb79f83
          8f742231b10e8888abcd99yyyzzz85a5 | 1531420618 | token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c | v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503
          """)
  void matchesKnownSignatures(String secret, String timestamp, String body, String signature) {
    assertThat(Signature.of(secret, timestamp, body.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(signature);
  }
}
