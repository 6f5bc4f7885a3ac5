package dev.sallyport.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.delivery.Sender.Unverified;
import dev.sallyport.core.delivery.Sender.Verified;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;

final class PagerDutySignatureLawsTest {
  private static final String SECRET = "test-secret-not-real";
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final byte[] BODY = body(NOW, "é✓");

  private static byte[] body(Instant at, String note) {
    return ("{\"event\":{\"note\":\"" + note + "\",\"occurred_at\":\"" + at + "\"}}")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static Sender verify(Map<String, String> headers, byte[] body) {
    return PagerDutySignature.verify(headers, RawBody.of(body), NOW, List.of(SECRET));
  }

  private static Map<String, String> sign(byte[] body, String... secrets) {
    return PagerDutySignature.sign(RawBody.of(body), secrets);
  }

  @Property
  void whatIsSignedInTimeIsVerifiedAndNothingElse(
      @ForAll @LongRange(min = -300_000_000, max = 300_000_000) long millis) {
    Instant at = NOW.plusMillis(millis);
    byte[] body = body(at, "x");
    boolean inTime = millis <= 300_000 && millis >= -49 * 3600_000L;
    assertThat(verify(sign(body, SECRET), body).equals(new Verified(at))).isEqualTo(inTime);
  }

  @Property
  void noChangedBodyIsAccepted(@ForAll Random random) {
    Map<String, String> headers = sign(BODY, SECRET);
    byte[] flipped = BODY.clone();
    flipped[random.nextInt(BODY.length)] ^= (byte) (1 << random.nextInt(8));
    assertThat(verify(headers, flipped)).isInstanceOf(Unverified.class);
    byte[] shorter = Arrays.copyOf(BODY, random.nextInt(BODY.length));
    assertThat(verify(headers, shorter)).isInstanceOf(Unverified.class);
    byte[] longer = Arrays.copyOf(BODY, BODY.length + 1 + random.nextInt(5));
    assertThat(verify(headers, longer)).isInstanceOf(Unverified.class);
  }

  @Property
  void noChangedHeaderIsAccepted(@ForAll Random random, @ForAll char other) {
    String whole = sign(BODY, SECRET).getOrDefault(PagerDutySignature.SIGNATURE, "");
    StringBuilder changed = new StringBuilder(whole);
    int at = random.nextInt(changed.length());
    switch (random.nextInt(3)) {
      case 0 -> changed.setCharAt(at, changed.charAt(at) == other ? '~' : other);
      case 1 -> changed.insert(at, other);
      default -> changed.deleteCharAt(at);
    }
    assertThat(verify(Map.of(PagerDutySignature.SIGNATURE, changed.toString()), BODY))
        .isInstanceOf(Unverified.class);
  }

  @Property
  void nothingButTheSignatureIsAccepted(@ForAll String header, @ForAll byte[] body) {
    assertThat(verify(Map.of(PagerDutySignature.SIGNATURE, header), body))
        .isInstanceOf(Unverified.class);
  }

  @Property
  void noBodyThrowsOnceItIsSigned(@ForAll byte[] body) {
    assertThat(verify(sign(body, SECRET), body)).isInstanceOf(Unverified.class);
  }

  @Property
  void noOtherSecretIsAccepted(@ForAll @StringLength(min = 1, max = 40) String other) {
    assertThat(verify(sign(BODY, other), BODY) instanceof Verified).isEqualTo(other.equals(SECRET));
  }

  @Property(tries = 200)
  void anyTextIsATimeOrNone(@ForAll String text) {
    assertThat(PagerDutyEnvelope.time(text)).isEmpty();
  }
}
