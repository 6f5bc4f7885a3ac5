package dev.sallyport.workers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.config.Config;
import dev.sallyport.core.config.ConfigReader;
import dev.sallyport.core.oncall.OnCall;
import dev.sallyport.core.signal.Signal;
import dev.sallyport.integrations.http.Pause;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Which credentials an alarm names. */
final class OpsgeniePartsTest {
  /** No header takes it, so nothing is called. */
  private static final String BAD = "";

  private final List<Signal> signals = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-20T10:00:00Z");
  private final AtomicReference<String> key = new AtomicReference<>(BAD);
  private final AtomicReference<String> login = new AtomicReference<>(BAD);

  private OnCall onCall(String kind) {
    Config config =
        ConfigReader.deployed(
            "sallyport.toml",
            """
            [teleport]
            cluster = "example.com"
            addr = "teleport.example.com:443"

            [opsgenie]
            """
                + kind);
    return new OpsgenieParts(
            config.opsgenie().orElseThrow(),
            new Access(key::get, Optional.of(URI.create("http://127.0.0.1:1"))),
            login::get,
            Surroundings.inTurn(signals::add, () -> now, Pause.sleeping()))
        .onCall();
  }

  private OnCall jsm() {
    return onCall(
        """
        kind = "jsm"
        jsm = {cloud_id = "11111111-2222-4333-8444-555555555555"}
        """);
  }

  private void ask(OnCall onCall) {
    OnCall.Question question =
        new OnCall.Question("alice@example.com", List.of("Duty"), now, Optional.of(now));
    assertThat(onCall.ask(question)).isInstanceOf(OnCall.Answer.Unknown.class);
  }

  private List<String> alarms() {
    return signals.stream()
        .filter(signal -> signal.event().equals("credential-refused"))
        .map(Signal::text)
        .toList();
  }

  @Test
  void opsgenieHasOne() {
    ask(onCall(""));
    assertThat(alarms())
        .singleElement()
        .asString()
        .startsWith("opsgenie refuses the credential: store a valid one");
  }

  @Test
  void jsmHasTwo() {
    ask(jsm());
    assertThat(alarms())
        .singleElement()
        .asString()
        .startsWith("opsgenie refuses the API key or the Atlassian login: store a valid one");
  }

  @Test
  void aChangeOfEitherIsNoAlarm() {
    for (AtomicReference<String> changed : List.of(key, login)) {
      OnCall onCall = jsm();
      ask(onCall);
      signals.clear();
      changed.set("changed");
      now = now.plusSeconds(60);
      ask(onCall);
      assertThat(alarms()).isEmpty();
      changed.set(BAD);
    }
  }
}
