package dev.sallyport.webhooks;

import dev.sallyport.core.delivery.RawBody;
import dev.sallyport.core.delivery.SignedDelivery;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;

/** What strangers may do to a request on its way to any of the doors. */
final class Mischief {
  private static final List<String> FIELDS =
      List.of("rawPath", "headers", "requestContext", "http", "method", "body", "isBase64Encoded");
  private static final List<String> VALUES =
      List.of("null", "5", "-1e400", "false", "[]", "[[{}]]", "{}", "\"\"", "\"x\"", "{\"a\":{}}");

  private final Random random;

  Mischief(Random random) {
    this.random = random;
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  RawBody changed(RawBody right) {
    byte[] body = right.bytes();
    return RawBody.of(
        switch (random.nextInt(3)) {
          case 0 -> {
            byte[] flipped = body.clone();
            flipped[random.nextInt(body.length)] ^= (byte) (1 << random.nextInt(8));
            yield flipped;
          }
          case 1 -> Arrays.copyOf(body, random.nextInt(body.length));
          default -> Arrays.copyOf(body, body.length + 1 + random.nextInt(100));
        });
  }

  /** One character is another, or one more. */
  String changed(String header) {
    StringBuilder value = new StringBuilder(header);
    int at = random.nextInt(value.length());
    char other = (char) (value.charAt(at) ^ (1 << random.nextInt(9)));
    if (random.nextBoolean()) {
      value.setCharAt(at, other);
    } else {
      value.insert(at, other);
    }
    return value.toString();
  }

  /** Too long by its end, too short or wrong. */
  String guess(String secret) {
    return secret.substring(random.nextInt(5)) + random.nextInt(1000);
  }

  RawBody noise() {
    return RawBody.of(noise(400));
  }

  String noisyHeader() {
    return new String(noise(80), StandardCharsets.ISO_8859_1);
  }

  private byte[] noise(int shorterThan) {
    byte[] noise = new byte[random.nextInt(shorterThan)];
    random.nextBytes(noise);
    return noise;
  }

  /** The body's Base64 has a character that Base64 has not. */
  byte[] noBase64(String event, RawBody body) {
    String right = Base64.getEncoder().encodeToString(body.bytes());
    int at = random.nextInt(right.length());
    char odd = "%$#!* ._-".charAt(random.nextInt(9));
    String wrong = right.substring(0, at) + odd + right.substring(at);
    return bytes(
        event.replaceFirst(
            "\"body\":\"[^\"]*\"", Matcher.quoteReplacement("\"body\":\"" + wrong + "\"")));
  }

  String deep() {
    return (random.nextBoolean() ? "[" : "{\"a\":").repeat(1 + random.nextInt(3000));
  }

  static String nested(String event, String deep) {
    return event.replaceFirst("\"headers\":", "\"x\":" + deep + ",\"headers\":");
  }

  /** One field has another name, or a value of another kind in front of what it had. */
  byte[] otherShape(String event) {
    String field = "\"" + FIELDS.get(random.nextInt(FIELDS.size())) + "\":";
    String value = VALUES.get(random.nextInt(VALUES.size()));
    String instead = random.nextBoolean() ? "" : field + value + ",";
    return bytes(event.replace(field, instead + "\"other\":").replace("POST /", ""));
  }

  /** Cut, or with bytes that are no UTF-8 in it. */
  byte[] damaged(String event) {
    byte[] whole = bytes(event);
    if (random.nextBoolean()) {
      return Arrays.copyOf(whole, random.nextInt(whole.length));
    }
    for (int i = 0; i <= random.nextInt(4); i++) {
      whole[random.nextInt(whole.length)] = (byte) (0x80 + random.nextInt(0x80));
    }
    return whole;
  }

  RawBody braces() {
    return RawBody.of("{".repeat(random.nextInt(2000)));
  }

  RawBody tooLarge() {
    return RawBody.of(new byte[SignedDelivery.MOST_BYTES + 1 + random.nextInt(200_000)]);
  }
}
