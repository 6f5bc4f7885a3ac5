package dev.sallyport.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.delivery.Sender.Unverified;
import dev.sallyport.core.delivery.Sender.Verified;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

final class SlackSignatureLawsTest {
  private static final String SECRET = "test-secret-not-real";
  private static final long NOW = 1_700_000_000;

  private static Sender verify(Map<String, String> headers, byte[] body) {
    return SlackSignature.verify(
        headers, RawBody.of(body), Instant.ofEpochSecond(NOW), List.of(SECRET));
  }

  private static Map<String, String> sign(byte[] body, long at) {
    return SlackSignature.sign(RawBody.of(body), Instant.ofEpochSecond(at), SECRET);
  }

  @Property
  void whatIsSignedInTimeIsVerified(
      @ForAll byte[] body, @ForAll @LongRange(min = NOW - 300, max = NOW + 300) long at) {
    assertThat(verify(sign(body, at), body)).isEqualTo(new Verified(Instant.ofEpochSecond(at)));
  }

  @Property
  void whatIsSignedAtAnotherTimeIsNot(
      @ForAll byte[] body, @ForAll @LongRange(min = 1, max = 999_999_999_999L) long at) {
    boolean inTime = Math.abs(at - NOW) <= 300;
    assertThat(verify(sign(body, at), body) instanceof Verified).isEqualTo(inTime);
  }

  @Property
  void noChangedBodyIsAccepted(
      @ForAll @Size(min = 1, max = 500) byte[] body, @ForAll Random random) {
    Map<String, String> headers = sign(body, NOW);
    byte[] flipped = body.clone();
    flipped[random.nextInt(body.length)] ^= (byte) (1 << random.nextInt(8));
    assertThat(verify(headers, flipped)).isInstanceOf(Unverified.class);
    byte[] shorter = Arrays.copyOf(body, random.nextInt(body.length));
    assertThat(verify(headers, shorter)).isInstanceOf(Unverified.class);
    byte[] longer = Arrays.copyOf(body, body.length + 1 + random.nextInt(5));
    assertThat(verify(headers, longer)).isInstanceOf(Unverified.class);
  }

  @Property
  void noChangedHeaderIsAccepted(@ForAll byte[] body, @ForAll Random random, @ForAll char other) {
    Map<String, String> headers = sign(body, NOW);
    for (String name : SlackSignature.HEADERS) {
      StringBuilder changed = new StringBuilder(headers.get(name));
      int at = random.nextInt(changed.length());
      switch (random.nextInt(3)) {
        case 0 -> changed.setCharAt(at, changed.charAt(at) == other ? '~' : other);
        case 1 -> changed.insert(at, other);
        default -> changed.deleteCharAt(at);
      }
      Map<String, String> damaged = new HashMap<>(headers);
      damaged.put(name, changed.toString());
      assertThat(verify(damaged, body)).isInstanceOf(Unverified.class);
    }
  }

  @Property
  void nothingButTheSignatureIsAccepted(
      @ForAll String signature, @ForAll String timestamp, @ForAll byte[] body) {
    assertThat(
            verify(
                Map.of(SlackSignature.SIGNATURE, signature, SlackSignature.TIMESTAMP, timestamp),
                body))
        .isInstanceOf(Unverified.class);
  }

  @Property
  void noOtherSecretIsAccepted(
      @ForAll byte[] body, @ForAll @StringLength(min = 1, max = 40) String other) {
    Map<String, String> headers =
        SlackSignature.sign(RawBody.of(body), Instant.ofEpochSecond(NOW), other);
    assertThat(verify(headers, body) instanceof Verified).isEqualTo(other.equals(SECRET));
  }
}
