package dev.sallyport.webhooks;

import static dev.sallyport.webhooks.Mischief.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.delivery.PagerDutySignature;
import dev.sallyport.core.delivery.RawBody;
import java.time.Duration;
import java.time.Instant;
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
  private final Mischief mischief = new Mischief(random);
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
    assertThat(bench.reads).as("it asks the store once more in a minute").isEqualTo(2);
  }

  private static int status(String response) {
    Matcher status = STATUS.matcher(response);
    return status.find() ? Integer.parseInt(status.group(1)) : 0;
  }

  private byte[] next(int kind) {
    return switch (kind) {
      case 0 -> bytes(signed(PagerDutyBench.event("incident.annotated", stale())));
      case 1 -> bytes(signed(PagerDutyBench.event("incident.annotated", future())));
      case 2 -> bytes(signed(mischief.noise()));
      case 3 ->
          bytes(PagerDutyBench.apiEvent(mischief.changed(PagerDutyBench.NOTE), headers(signed)));
      case 4 -> bytes(PagerDutyBench.apiEvent(PagerDutyBench.NOTE, withChangedHeader()));
      case 5 -> bytes(PagerDutyBench.apiEvent(PagerDutyBench.NOTE, forged()));
      case 6 -> bytes(PagerDutyBench.apiEvent(mischief.noise(), randomHeaders()));
      case 7 -> mischief.noBase64(event, PagerDutyBench.NOTE);
      case 8 -> bytes(nested());
      case 9 -> bytes(PagerDutyBench.apiEvent(PagerDutyBench.NOTE, withoutASignature()));
      case 10 -> mischief.otherShape(event);
      case 11 -> mischief.damaged(PagerDutyBench.apiEvent(PagerDutyBench.NOTE, forged()));
      case 12 -> bytes(PagerDutyBench.apiEvent(PagerDutyBench.NOTE, manySignatures()));
      default -> oversizedNowAndThen();
    };
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

  private Map<String, String> withChangedHeader() {
    return with(mischief.changed(signed.getOrDefault(PagerDutySignature.SIGNATURE, "")));
  }

  private Map<String, String> with(String signature) {
    Map<String, String> headers = headers(signed);
    headers.put(PagerDutySignature.SIGNATURE, signature);
    return headers;
  }

  private Map<String, String> forged() {
    String guess = mischief.guess(PagerDutyBench.SECRET);
    return headers(PagerDutyBench.headers(PagerDutyBench.NOTE, guess));
  }

  private Map<String, String> randomHeaders() {
    return with(mischief.noisyHeader());
  }

  private String nested() {
    String deep = mischief.deep();
    return random.nextBoolean()
        ? PagerDutyBench.apiEvent(RawBody.of(deep), forged())
        : Mischief.nested(event, deep);
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

  /** Signed even, but for its size nobody looks. */
  private byte[] oversizedNowAndThen() {
    if (random.nextInt(100) > 0) {
      return bytes(PagerDutyBench.apiEvent(mischief.braces(), forged()));
    }
    return bytes(signed(mischief.tooLarge()));
  }
}
