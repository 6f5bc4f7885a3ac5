package dev.sallyport.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.core.delivery.SignedDelivery.Reading;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SignedDeliveryTest {
  private static final String VALID =
      "{\"version\":1,\"body\":\"AP9h\",\"headers\":{\"x-a\":\"1\",\"x-b\":\"two\"},"
          + "\"sourceIp\":\"192.0.2.7\"}";

  private static SignedDelivery delivery(byte... body) {
    return new SignedDelivery(RawBody.of(body), Map.of("x-b", "two", "x-a", "1"), "192.0.2.7");
  }

  @Test
  void writesTheDocumentedMessage() {
    SignedDelivery delivery = delivery((byte) 0, (byte) 0xff, (byte) 'a');
    assertThat(delivery.toJson()).isEqualTo(VALID);
    assertThat(SignedDelivery.parse(VALID)).isEqualTo(new Reading.Parsed(delivery));
  }

  @Property
  void aDeliverySurvivesItsMessage(@ForAll byte[] body) {
    assertThat(SignedDelivery.parse(delivery(body).toJson()))
        .isEqualTo(new Reading.Parsed(delivery(body)));
  }

  @Property
  void parsingNeverThrows(@ForAll String text) {
    assertThat(SignedDelivery.parse(text)).isInstanceOf(Reading.Unreadable.class);
  }

  @Property
  void parsingADamagedMessageNeverThrows(@ForAll Random random, @ForAll char other) {
    StringBuilder damaged = new StringBuilder(VALID);
    damaged.setCharAt(random.nextInt(damaged.length()), other);
    if (SignedDelivery.parse(damaged.toString()) instanceof Reading.Parsed(SignedDelivery read)) {
      assertThat(SignedDelivery.parse(read.toJson())).isEqualTo(new Reading.Parsed(read));
    }
  }

  @Test
  void theLargestOneFitsAQueuesMessage() {
    byte[] body = new byte[SignedDelivery.MOST_BYTES];
    new Random(1).nextBytes(body);
    Map<String, String> headers = Map.of("x-long", "\"".repeat(4090));
    SignedDelivery largest = new SignedDelivery(RawBody.of(body), headers, "192.0.2.7");
    assertThat(largest.toJson()).hasSizeLessThan(256 * 1024);
    assertThat(SignedDelivery.parse(largest.toJson())).isEqualTo(new Reading.Parsed(largest));
  }

  @Test
  void aNewerMessageIsToBeTriedLater() {
    assertThat(SignedDelivery.parse(VALID.replace("\"version\":1", "\"version\":2")))
        .isEqualTo(new Reading.Newer(2));
    assertThat(SignedDelivery.parse("{\"news\":[{}],\"version\":7}"))
        .isEqualTo(new Reading.Newer(7));
    assertThat(SignedDelivery.parse("{\"body\":[],\"version\":4294967297}"))
        .isEqualTo(new Reading.Newer(Integer.MAX_VALUE));
  }

  @Test
  void fieldsOfNoConcernAreLeftOut() {
    assertThat(
            SignedDelivery.parse(
                VALID.replace("{\"version\"", "{\"news\":{\"a\":[1]},\"version\"")))
        .isInstanceOf(Reading.Parsed.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{",
        "{}",
        "{\"version\":1}",
        "{\"version\":0,\"body\":\"\",\"headers\":{},\"sourceIp\":\"\"}",
        "{\"version\":-1,\"body\":\"\",\"headers\":{},\"sourceIp\":\"\"}",
        "{\"version\":1.0,\"body\":\"\",\"headers\":{},\"sourceIp\":\"\"}",
        "{\"version\":\"1\",\"body\":\"\",\"headers\":{},\"sourceIp\":\"\"}",
        "{\"version\":1e99,\"body\":\"\",\"headers\":{},\"sourceIp\":\"\"}",
        "{\"version\":1,\"body\":\"%%\",\"headers\":{},\"sourceIp\":\"\"}",
        "{\"version\":1,\"body\":5,\"headers\":{},\"sourceIp\":\"\"}",
        "{\"version\":1,\"body\":\"\",\"headers\":[],\"sourceIp\":\"\"}",
        "{\"version\":1,\"body\":\"\",\"headers\":{\"a\":1},\"sourceIp\":\"\"}",
        "{\"version\":1,\"body\":\"\",\"headers\":{\"a\":null},\"sourceIp\":\"\"}",
        "{\"version\":1,\"body\":\"\",\"headers\":{\"A\":\"b\"},\"sourceIp\":\"\"}",
        "{\"version\":1,\"body\":\"\",\"headers\":{\"a\":\"b\\n\"},\"sourceIp\":\"\"}",
        "{\"version\":1,\"body\":\"\",\"headers\":{},\"sourceIp\":null}",
        "{\"version\":1,\"body\":\"\",\"headers\":{},\"sourceIp\":\"\\u0000\"}",
        "{\"version\":1,\"body\":\"\",\"body\":\"\",\"headers\":{},\"sourceIp\":\"\"}",
        "{\"version\":1,\"body\":\"\",\"headers\":{},\"sourceIp\":\"\"} {}"
      })
  void whatCannotBeReadIsUnreadable(String text) {
    assertThat(SignedDelivery.parse(text)).isInstanceOf(Reading.Unreadable.class);
  }

  @Test
  void oversizedAndDeepTextIsUnreadable() {
    for (String text :
        new String[] {
          "[".repeat(200_000),
          "{\"a\":".repeat(40_000),
          VALID.replace("AP9h", "AAAA".repeat(65_536)),
          VALID.replace("AP9h", "AAAA".repeat(61_441)),
          "{\"version\":" + "9".repeat(200_000) + "}",
          VALID.replace("two", "2".repeat(5000)),
        }) {
      assertThat(SignedDelivery.parse(text)).isInstanceOf(Reading.Unreadable.class);
    }
  }

  @Test
  void refusesWhatIsOutOfBounds() {
    assertThatThrownBy(() -> delivery(new byte[SignedDelivery.MOST_BYTES + 1]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new SignedDelivery(RawBody.of(""), Map.of("x-a", "\u00e9"), "192.0.2.7"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void doesNotPrintWhatItCarries() {
    SignedDelivery delivery =
        new SignedDelivery(RawBody.of("canary-4711"), Map.of("x-a", "canary-0815"), "");
    assertThat(delivery).asString().doesNotContain("canary");
  }
}
