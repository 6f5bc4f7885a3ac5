package dev.sallyport.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.delivery.Sender.Reason;
import dev.sallyport.core.delivery.Sender.Unverified;
import dev.sallyport.core.delivery.Sender.Verified;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SlackSignatureTest {
  private static final String SECRET = "test-secret-not-real";
  private static final Instant SIGNED = Instant.ofEpochSecond(1_700_000_000);
  private static final RawBody BODY = RawBody.of("payload=%7B%22type%22%3A%22block_actions%22%7D");
  private static final String SIGNATURE =
      "v0=78106246aa8cab15e1d9bc048054959233f2eb457c68f603228ff343b9bf2d80";

  private static Map<String, String> headers(String signature, String timestamp) {
    return Map.of("x-slack-signature", signature, "x-slack-request-timestamp", timestamp);
  }

  private static Sender verify(Map<String, String> headers, Instant receivedAt) {
    return SlackSignature.verify(headers, BODY, receivedAt, List.of(SECRET));
  }

  @ParameterizedTest
  @CsvSource({
    "test-secret-not-real, payload=%7B%22type%22%3A%22block_actions%22%7D,"
        + " v0=78106246aa8cab15e1d9bc048054959233f2eb457c68f603228ff343b9bf2d80",
    "test-secret-previous, payload=%7B%22type%22%3A%22block_actions%22%7D,"
        + " v0=bd3f34ea0cc909f8fc1ed16e36c24fe931156a5100eb73f9b4e18cdf97a5374e",
    "test-secret-not-real, '{\"token\":\"x\",\"challenge\":\"abc\",\"type\":\"url_verification\"}',"
        + " v0=950a1a1a2fbad6af524f0c4baa41bc91eb00b852f8341f78ebe948583cb79f83"
  })
  void agreesWithSignaturesMadeElsewhere(String secret, String body, String signature) {
    assertThat(
            SlackSignature.verify(
                headers(signature, "1700000000"), RawBody.of(body), SIGNED, List.of(secret)))
        .isEqualTo(new Verified(SIGNED));
  }

  /** The example of Slack's documentation, "Verifying requests from Slack". */
  @Test
  void agreesWithSlacksOwnExample() {
    String body =
        "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow"
            + "&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner"
            + "&command=%2Fwebhook-collect&text="
            + "&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554"
            + "%2F96rGlfmibIGlgcZRskXaIFfN"
            + "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
    assertThat(
            SlackSignature.verify(
                headers(
                    "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
                    "1531420618"),
                RawBody.of(body),
                Instant.ofEpochSecond(1531420618),
                List.of("8f742231b10e8888abcd99yyyzzz85a5")))
        .isInstanceOf(Verified.class);
  }

  @Test
  void anyOfTheSecretsMayHaveSigned() {
    List<String> secrets = List.of("another-secret-0", "another-secret-1", SECRET);
    assertThat(SlackSignature.verify(headers(SIGNATURE, "1700000000"), BODY, SIGNED, secrets))
        .isInstanceOf(Verified.class);
    assertThat(
            SlackSignature.verify(
                headers(SIGNATURE, "1700000000"), BODY, SIGNED, secrets.subList(0, 2)))
        .isEqualTo(new Unverified(Reason.MISMATCH));
    assertThat(SlackSignature.verify(headers(SIGNATURE, "1700000000"), BODY, SIGNED, List.of()))
        .isEqualTo(new Unverified(Reason.MISMATCH));
  }

  @Test
  void countsForFiveMinutesBothWays() {
    Map<String, String> headers = headers(SIGNATURE, "1700000000");
    assertThat(verify(headers, SIGNED.plusSeconds(300))).isInstanceOf(Verified.class);
    assertThat(verify(headers, SIGNED.plusSeconds(300).plusMillis(1)))
        .isEqualTo(new Unverified(Reason.STALE));
    assertThat(verify(headers, SIGNED.minusSeconds(300))).isInstanceOf(Verified.class);
    assertThat(verify(headers, SIGNED.minusSeconds(300).minusMillis(1)))
        .isEqualTo(new Unverified(Reason.FUTURE));
    assertThat(verify(headers, Instant.MAX)).isEqualTo(new Unverified(Reason.STALE));
    assertThat(verify(headers, Instant.MIN)).isEqualTo(new Unverified(Reason.FUTURE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "+1700000000",
        "-1700000000",
        " 1700000000",
        "1700000000 ",
        "01700000000",
        "1700000000.0",
        "1.7e9",
        "0x6553f100",
        "1700000000,1700000000",
        "1700000000\n",
        "\u0661\u0667\u0660\u0660\u0660\u0660\u0660\u0660\u0660\u0660",
        "\uff11\uff17\uff10\uff10\uff10\uff10\uff10\uff10\uff10\uff10",
        "9223372036854775807",
        "9223372036854775808",
        "18446744075409551616",
        "1700000000000000000000000000000000000000"
      })
  void aTimeInAnotherFormIsRefused(String timestamp) {
    assertThat(verify(headers(SIGNATURE, timestamp), SIGNED))
        .isEqualTo(new Unverified(Reason.HEADER_MALFORMED));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "v0=",
        "v0",
        "78106246aa8cab15e1d9bc048054959233f2eb457c68f603228ff343b9bf2d80",
        "v1=78106246aa8cab15e1d9bc048054959233f2eb457c68f603228ff343b9bf2d80",
        "V0=78106246aa8cab15e1d9bc048054959233f2eb457c68f603228ff343b9bf2d80",
        "v0=78106246AA8CAB15E1D9BC048054959233F2EB457C68F603228FF343B9BF2D80",
        " v0=78106246aa8cab15e1d9bc048054959233f2eb457c68f603228ff343b9bf2d80",
        "v0=78106246aa8cab15e1d9bc048054959233f2eb457c68f603228ff343b9bf2d8",
        "v0=78106246aa8cab15e1d9bc048054959233f2eb457c68f603228ff343b9bf2d800",
        "v0=78106246aa8cab15e1d9bc048054959233f2eb457c68f603228ff343b9bf2d8g",
        "v0=78106246aa8cab15e1d9bc048054959233f2eb457c68f603228ff343b9bf2d80,"
            + "v0=78106246aa8cab15e1d9bc048054959233f2eb457c68f603228ff343b9bf2d80"
      })
  void aSignatureInAnotherFormIsRefused(String signature) {
    assertThat(verify(headers(signature, "1700000000"), SIGNED))
        .isEqualTo(new Unverified(Reason.HEADER_MALFORMED));
  }

  @Test
  void aHeaderThatIsMissingOrSpeltTwiceIsRefused() {
    Map<String, String> headers = headers(SIGNATURE, "1700000000");
    for (String name : SlackSignature.HEADERS) {
      Map<String, String> without = new HashMap<>(headers);
      without.remove(name);
      assertThat(verify(without, SIGNED)).isEqualTo(new Unverified(Reason.HEADER_MISSING));
      Map<String, String> twice = new HashMap<>(headers);
      twice.put(name.toUpperCase(Locale.ROOT), headers.get(name));
      assertThat(verify(twice, SIGNED)).isEqualTo(new Unverified(Reason.HEADER_MISSING));
    }
    assertThat(verify(Map.of(), SIGNED)).isEqualTo(new Unverified(Reason.HEADER_MISSING));
  }

  @Test
  void whatItSignsItVerifies() {
    assertThat(SlackSignature.sign(BODY, SIGNED, SECRET))
        .isEqualTo(headers(SIGNATURE, "1700000000"));
  }
}
