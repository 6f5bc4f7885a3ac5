package dev.sallyport.webhooks;

import static dev.sallyport.webhooks.Mischief.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.delivery.RawBody;
import dev.sallyport.core.delivery.SlackSignature;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A hundred thousand requests, none of which Slack has sent. Seeded, so a failure comes again. */
final class HostileTest {
  private static final int REQUESTS = 100_000;
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private final Bench bench = new Bench();
  private final Random random = new Random(20261120);
  private final Mischief mischief = new Mischief(random);
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
    assertThat(bench.reads).as("it asks the store once more in a minute").isEqualTo(2);
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
      case 0 -> bytes(Bench.event(mischief.changed(Bench.CLICK), signed));
      case 1 -> bytes(Bench.event(Bench.CLICK, withChangedHeader()));
      case 2 -> bytes(Bench.event(Bench.CLICK, forged()));
      case 3 -> bytes(Bench.event(Bench.CLICK, signedAt(-301 - random.nextInt(100_000_000))));
      case 4 -> bytes(Bench.event(Bench.CLICK, signedAt(301 + random.nextInt(1_000_000_000))));
      case 5 -> bytes(Bench.event(mischief.noise(), randomHeaders()));
      case 6 -> mischief.noBase64(event, Bench.CLICK);
      case 7 -> bytes(nested());
      case 8 -> bytes(Bench.event(Bench.CLICK, withoutAHeader()));
      case 9 -> mischief.otherShape(event);
      case 10 -> mischief.damaged(Bench.event(Bench.CLICK, forged()));
      default -> oversizedNowAndThen();
    };
  }

  private Map<String, String> withChangedHeader() {
    String name = random.nextBoolean() ? SlackSignature.SIGNATURE : SlackSignature.TIMESTAMP;
    return with(name, mischief.changed(signed.getOrDefault(name, "")));
  }

  private Map<String, String> with(String name, String value) {
    Map<String, String> headers = new HashMap<>(signed);
    headers.put(name, value);
    return headers;
  }

  private Map<String, String> forged() {
    return SlackSignature.sign(Bench.CLICK, Bench.SIGNED, mischief.guess(Bench.SECRET));
  }

  private Map<String, String> signedAt(int seconds) {
    Instant at = Bench.SIGNED.plusSeconds(seconds);
    return SlackSignature.sign(Bench.CLICK, at, Bench.SECRET);
  }

  private Map<String, String> randomHeaders() {
    return with(SlackSignature.SIGNATURE, mischief.noisyHeader());
  }

  private String nested() {
    String deep = mischief.deep();
    return random.nextBoolean() ? deep : Mischief.nested(event, deep);
  }

  private Map<String, String> withoutAHeader() {
    Map<String, String> headers = new HashMap<>(signed);
    headers.remove(random.nextBoolean() ? SlackSignature.SIGNATURE : SlackSignature.TIMESTAMP);
    if (random.nextBoolean()) {
      headers.put("x-slack-signature-", "v0=" + "0".repeat(64));
    }
    return headers;
  }

  /** Signed even, but for its size nobody looks. */
  private byte[] oversizedNowAndThen() {
    if (random.nextInt(100) > 0) {
      return bytes(Bench.event(mischief.braces(), forged()));
    }
    RawBody large = mischief.tooLarge();
    return bytes(Bench.event(large, SlackSignature.sign(large, Bench.SIGNED, Bench.SECRET)));
  }
}
