package dev.sallyport.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.delivery.RawBody;
import dev.sallyport.core.delivery.SignedDelivery;
import dev.sallyport.core.delivery.SlackSignature;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A hundred thousand requests, none of which Slack has sent. Seeded, so a failure comes again. */
final class HostileTest {
  private static final int REQUESTS = 100_000;
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private final Bench bench = new Bench();
  private final Random random = new Random(20261120);
  private final Map<String, String> signed =
      SlackSignature.sign(Bench.CLICK, Bench.SIGNED, Bench.SECRET);
  private final String event = Bench.event(Bench.CLICK, signed);

  @Test
  @Timeout(300)
  void letsNothingInThatSlackHasNotSigned() {
    assertThat(bench.answer(event).status()).as("but what it has").isEqualTo(200);
    bench.queued.clear();
    for (int i = 0; i < REQUESTS; i++) {
      byte[] request = next(i % 12);
      long start = System.nanoTime();
      Answer answer = bench.answer(request);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONGEST);
      assertThat(answer).as("request %s", i).isIn(REFUSALS);
    }
    assertThat(bench.queued).isEmpty();
    assertThat(bench.reads).as("nobody can make it ask the store").isEqualTo(1);
  }

  private static final List<Answer> REFUSALS =
      List.of(
          new Answer(400, "bad request"),
          new Answer(401, "not verified"),
          new Answer(404, "not found"),
          new Answer(405, "method not allowed"),
          new Answer(413, "too large"));

  private byte[] next(int kind) {
    return switch (kind) {
      case 0 -> bytes(Bench.event(changed(Bench.CLICK.bytes()), signed));
      case 1 -> bytes(Bench.event(Bench.CLICK, withChangedHeader()));
      case 2 -> bytes(Bench.event(Bench.CLICK, forged()));
      case 3 -> bytes(Bench.event(Bench.CLICK, signedAt(-301 - random.nextInt(100_000_000))));
      case 4 -> bytes(Bench.event(Bench.CLICK, signedAt(301 + random.nextInt(1_000_000_000))));
      case 5 -> bytes(Bench.event(noise(), randomHeaders()));
      case 6 ->
          bytes(
              event.replaceFirst(
                  "\"body\":\"[^\"]*\"",
                  Matcher.quoteReplacement("\"body\":\"" + noBase64() + "\"")));
      case 7 -> bytes(nested());
      case 8 -> bytes(Bench.event(Bench.CLICK, withoutAHeader()));
      case 9 -> otherShape();
      case 10 -> damaged();
      default -> oversizedNowAndThen();
    };
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private RawBody changed(byte[] body) {
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

  private Map<String, String> withChangedHeader() {
    String name = random.nextBoolean() ? SlackSignature.SIGNATURE : SlackSignature.TIMESTAMP;
    StringBuilder value = new StringBuilder(signed.getOrDefault(name, ""));
    int at = random.nextInt(value.length());
    char other = (char) (value.charAt(at) ^ (1 << random.nextInt(9)));
    if (random.nextBoolean()) {
      value.setCharAt(at, other);
    } else {
      value.insert(at, other);
    }
    return with(name, value.toString());
  }

  private Map<String, String> with(String name, String value) {
    Map<String, String> headers = new HashMap<>(signed);
    headers.put(name, value);
    return headers;
  }

  private Map<String, String> forged() {
    String guess = Bench.SECRET.substring(random.nextInt(5)) + random.nextInt(1000);
    return SlackSignature.sign(Bench.CLICK, Bench.SIGNED, guess);
  }

  private Map<String, String> signedAt(int seconds) {
    Instant at = Bench.SIGNED.plusSeconds(seconds);
    return SlackSignature.sign(Bench.CLICK, at, Bench.SECRET);
  }

  private RawBody noise() {
    byte[] noise = new byte[random.nextInt(400)];
    random.nextBytes(noise);
    return RawBody.of(noise);
  }

  private Map<String, String> randomHeaders() {
    byte[] noise = new byte[random.nextInt(80)];
    random.nextBytes(noise);
    return with(SlackSignature.SIGNATURE, new String(noise, StandardCharsets.ISO_8859_1));
  }

  private String noBase64() {
    String right = Base64.getEncoder().encodeToString(Bench.CLICK.bytes());
    int at = random.nextInt(right.length());
    char odd = "%$#!* ._-".charAt(random.nextInt(9));
    return right.substring(0, at) + odd + right.substring(at);
  }

  private String nested() {
    int depth = 1 + random.nextInt(3000);
    String open = random.nextBoolean() ? "[" : "{\"a\":";
    String deep = open.repeat(depth);
    return random.nextBoolean()
        ? deep
        : event.replaceFirst("\"headers\":", "\"x\":" + deep + ",\"headers\":");
  }

  private Map<String, String> withoutAHeader() {
    Map<String, String> headers = new HashMap<>(signed);
    headers.remove(random.nextBoolean() ? SlackSignature.SIGNATURE : SlackSignature.TIMESTAMP);
    if (random.nextBoolean()) {
      headers.put("x-slack-signature-", "v0=" + "0".repeat(64));
    }
    return headers;
  }

  private static final List<String> FIELDS =
      List.of("rawPath", "headers", "requestContext", "http", "method", "body", "isBase64Encoded");

  private static final List<String> VALUES =
      List.of("null", "5", "-1e400", "false", "[]", "[[{}]]", "{}", "\"\"", "\"x\"", "{\"a\":{}}");

  /** One field has another name, or a value of another kind in front of what it had. */
  private byte[] otherShape() {
    String field = "\"" + FIELDS.get(random.nextInt(FIELDS.size())) + "\":";
    String value = VALUES.get(random.nextInt(VALUES.size()));
    return bytes(
        random.nextBoolean()
            ? event.replace(field, "\"other\":").replace("POST /", "")
            : event.replace(field, field + value + ",\"other\":").replace("POST /", ""));
  }

  /** Cut, or with bytes that are no UTF-8 in it. */
  private byte[] damaged() {
    byte[] whole = bytes(Bench.event(Bench.CLICK, forged()));
    if (random.nextBoolean()) {
      return Arrays.copyOf(whole, random.nextInt(whole.length));
    }
    for (int i = 0; i <= random.nextInt(4); i++) {
      whole[random.nextInt(whole.length)] = (byte) (0x80 + random.nextInt(0x80));
    }
    return whole;
  }

  /** Signed even, but for its size nobody looks. */
  private byte[] oversizedNowAndThen() {
    if (random.nextInt(100) > 0) {
      return bytes(Bench.event(RawBody.of("{".repeat(random.nextInt(2000))), forged()));
    }
    RawBody large = RawBody.of(new byte[SignedDelivery.MOST_BYTES + 1 + random.nextInt(200_000)]);
    return bytes(Bench.event(large, SlackSignature.sign(large, Bench.SIGNED, Bench.SECRET)));
  }
}
