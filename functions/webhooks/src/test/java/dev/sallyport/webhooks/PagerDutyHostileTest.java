package dev.sallyport.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.delivery.PagerDutySignature;
import dev.sallyport.core.delivery.RawBody;
import dev.sallyport.core.delivery.SignedDelivery;
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
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A hundred thousand requests, none of which may have an effect. Seeded, so a failure comes again.
 * Those that PagerDuty has signed are too old, of the future, or of no concern; they count as
 * delivered, and are not passed on.
 */
final class PagerDutyHostileTest {
  private static final int REQUESTS = 100_000;
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private static final Pattern STATUS = Pattern.compile("\"statusCode\":(\\d+)");
  private static final List<Integer> REFUSALS = List.of(400, 401, 404, 405, 413, 503);

  private final PagerDutyBench bench = new PagerDutyBench();
  private final Random random = new Random(20261121);
  private final Map<String, String> signed =
      PagerDutyBench.headers(PagerDutyBench.NOTE, PagerDutyBench.SECRET);
  private final String event = PagerDutyBench.apiEvent(PagerDutyBench.NOTE, signed);

  @Test
  @Timeout(300)
  void passesNothingOnThatPagerDutyHasNotSignedJustNow() {
    assertThat(status(bench.answer(bytes(event)))).as("but what it has").isEqualTo(202);
    assertThat(bench.queued).hasSize(1);
    bench.queued.clear();
    for (int i = 0; i < REQUESTS; i++) {
      int kind = i % 14;
      byte[] request = next(kind);
      long start = System.nanoTime();
      int status = status(bench.answer(request));
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONGEST);
      if (kind < 3) {
        assertThat(status).as("request %s", i).isEqualTo(202);
      } else {
        assertThat(status).as("request %s", i).isIn(REFUSALS);
      }
    }
    assertThat(bench.queued).isEmpty();
    assertThat(bench.reads).as("nobody can make it ask the store").isEqualTo(1);
  }

  private static int status(String response) {
    Matcher status = STATUS.matcher(response);
    return status.find() ? Integer.parseInt(status.group(1)) : 0;
  }

  private byte[] next(int kind) {
    return switch (kind) {
      case 0 -> bytes(signed(PagerDutyBench.event("incident.annotated", stale())));
      case 1 -> bytes(signed(PagerDutyBench.event("incident.annotated", future())));
      case 2 -> bytes(signed(noise()));
      case 3 ->
          bytes(PagerDutyBench.apiEvent(changed(PagerDutyBench.NOTE.bytes()), headers(signed)));
      case 4 -> bytes(PagerDutyBench.apiEvent(PagerDutyBench.NOTE, withChangedHeader()));
      case 5 -> bytes(PagerDutyBench.apiEvent(PagerDutyBench.NOTE, forged()));
      case 6 -> bytes(PagerDutyBench.apiEvent(noise(), randomHeaders()));
      case 7 ->
          bytes(
              event.replaceFirst(
                  "\"body\":\"[^\"]*\"",
                  Matcher.quoteReplacement("\"body\":\"" + noBase64() + "\"")));
      case 8 -> bytes(nested());
      case 9 -> bytes(PagerDutyBench.apiEvent(PagerDutyBench.NOTE, withoutASignature()));
      case 10 -> otherShape();
      case 11 -> damaged();
      case 12 -> bytes(PagerDutyBench.apiEvent(PagerDutyBench.NOTE, manySignatures()));
      default -> oversizedNowAndThen();
    };
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String signed(RawBody body) {
    return PagerDutyBench.apiEvent(body, PagerDutyBench.headers(body, PagerDutyBench.SECRET));
  }

  private Instant stale() {
    return PagerDutyBench.OCCURRED.minusSeconds(49 * 3600 + 1 + random.nextInt(100_000_000));
  }

  private Instant future() {
    return PagerDutyBench.OCCURRED.plusSeconds(301 + random.nextInt(1_000_000_000));
  }

  /** Half of them claim to be ours. */
  private Map<String, String> headers(Map<String, String> like) {
    Map<String, String> headers = new HashMap<>(like);
    if (random.nextBoolean()) {
      headers.remove("x-webhook-subscription");
    }
    return headers;
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
    StringBuilder value = new StringBuilder(signed.getOrDefault(PagerDutySignature.SIGNATURE, ""));
    int at = random.nextInt(value.length());
    char other = (char) (value.charAt(at) ^ (1 << random.nextInt(9)));
    if (random.nextBoolean()) {
      value.setCharAt(at, other);
    } else {
      value.insert(at, other);
    }
    return with(value.toString());
  }

  private Map<String, String> with(String signature) {
    Map<String, String> headers = headers(signed);
    headers.put(PagerDutySignature.SIGNATURE, signature);
    return headers;
  }

  private Map<String, String> forged() {
    String guess = PagerDutyBench.SECRET.substring(random.nextInt(5)) + random.nextInt(1000);
    return headers(PagerDutyBench.headers(PagerDutyBench.NOTE, guess));
  }

  private RawBody noise() {
    byte[] noise = new byte[random.nextInt(400)];
    random.nextBytes(noise);
    return RawBody.of(noise);
  }

  private Map<String, String> randomHeaders() {
    byte[] noise = new byte[random.nextInt(80)];
    random.nextBytes(noise);
    return with(new String(noise, StandardCharsets.ISO_8859_1));
  }

  private String noBase64() {
    String right = Base64.getEncoder().encodeToString(PagerDutyBench.NOTE.bytes());
    int at = random.nextInt(right.length());
    char odd = "%$#!* ._-".charAt(random.nextInt(9));
    return right.substring(0, at) + odd + right.substring(at);
  }

  private String nested() {
    String deep = (random.nextBoolean() ? "[" : "{\"a\":").repeat(1 + random.nextInt(3000));
    return random.nextBoolean()
        ? PagerDutyBench.apiEvent(RawBody.of(deep), forged())
        : event.replaceFirst("\"headers\":", "\"x\":" + deep + ",\"headers\":");
  }

  private Map<String, String> withoutASignature() {
    Map<String, String> headers = headers(signed);
    String signature = headers.remove(PagerDutySignature.SIGNATURE);
    headers.put("x-pagerduty-signatures", String.valueOf(signature));
    return headers;
  }

  private Map<String, String> manySignatures() {
    StringBuilder header = new StringBuilder();
    for (int i = 0; i <= random.nextInt(30); i++) {
      header.append(i == 0 ? "" : ",").append("v").append(1 + random.nextInt(2)).append('=');
      header.append(Integer.toHexString(random.nextInt()).repeat(9), 0, 9);
    }
    return with(header.toString());
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
    byte[] whole = bytes(PagerDutyBench.apiEvent(PagerDutyBench.NOTE, forged()));
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
      return bytes(PagerDutyBench.apiEvent(RawBody.of("{".repeat(random.nextInt(2000))), forged()));
    }
    RawBody large = RawBody.of(new byte[SignedDelivery.MOST_BYTES + 1 + random.nextInt(200_000)]);
    return bytes(signed(large));
  }
}
