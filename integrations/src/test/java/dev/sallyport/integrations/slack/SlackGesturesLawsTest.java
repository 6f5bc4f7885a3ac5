package dev.sallyport.integrations.slack;

import static dev.sallyport.integrations.slack.SignedClick.NOW;
import static dev.sallyport.integrations.slack.SignedClick.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.core.delivery.RawBody;
import dev.sallyport.core.delivery.SignedDelivery;
import dev.sallyport.core.delivery.SlackSignature;
import dev.sallyport.core.review.Gestures.Reading;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** What holds for every body that anybody may send. */
final class SlackGesturesLawsTest {
  private final SlackGestures gestures = SignedClick.gestures();

  private static SignedDelivery signed(byte[] body) {
    RawBody raw = RawBody.of(body);
    return new SignedDelivery(raw, SlackSignature.sign(raw, NOW, SECRET), "");
  }

  @Property
  void anAlteredByteIsNeverAccepted(@ForAll Random random, @ForAll byte other) {
    SignedDelivery good = new SignedClick().delivery();
    byte[] body = good.body().bytes();
    int at = random.nextInt(body.length);
    boolean same = body[at] == other;
    body[at] = other;
    Reading reading = gestures.read(new SignedDelivery(RawBody.of(body), good.headers(), ""), NOW);
    assertThat(reading instanceof Reading.Unverified).isEqualTo(!same);
  }

  @Property
  void signedGarbageNeverThrows(@ForAll @Size(max = 2000) byte[] body) {
    assertThat(gestures.read(signed(body), NOW)).isNotNull();
  }

  @Property
  void aDamagedClickThatIsSignedNeverThrows(@ForAll Random random, @ForAll byte other) {
    byte[] body = new SignedClick().delivery().body().bytes();
    for (int damage = 0; damage < 3; damage++) {
      body[random.nextInt(body.length)] = other;
    }
    assertThat(gestures.read(signed(body), NOW)).isNotNull();
  }

  @Property
  void anyShapeOfTheFieldsIsRead(@ForAll Random random, @ForAll String text) {
    SignedClick click = new SignedClick();
    List<String> names = List.of("team", "user", "container", "state", "actions", "api_app_id");
    String name = names.get(random.nextInt(names.size()));
    switch (random.nextInt(5)) {
      case 0 -> click.payload.put(name, text);
      case 1 -> click.payload.put(name, random.nextInt());
      case 2 -> click.payload.putArray(name).add(text);
      case 3 -> click.payload.set(name, odd(text));
      default -> click.payload.putNull(name);
    }
    assertThat(gestures.read(click.delivery(), NOW)).isNotNull();
  }

  private static ObjectNode odd(String text) {
    ObjectNode odd = JsonNodeFactory.instance.objectNode();
    odd.putArray("id").add(text);
    odd.put("team_id", 7).put("values", text).put("channel_id", true);
    return odd;
  }
}
