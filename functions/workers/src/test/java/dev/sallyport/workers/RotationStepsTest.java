package dev.sallyport.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.secret.StagedSecret;
import dev.sallyport.core.signal.Signal;
import dev.sallyport.integrations.http.Pause;
import dev.sallyport.integrations.pagerduty.PagerDutyClient;
import dev.sallyport.integrations.pagerduty.WebhookRotation;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is told of a step that fails. */
final class RotationStepsTest {
  private final List<Signal> signals = new ArrayList<>();

  private void take(RuntimeException failure, String secret, String step) {
    InstantSource clock = () -> Instant.parse("2026-11-20T10:00:00Z");
    PagerDutyClient nowhere =
        new PagerDutyClient(URI.create("http://127.0.0.1:1"), () -> "key", "a@example.com", clock);
    WebhookRotation rotation =
        new WebhookRotation(
            nowhere.webhooks(),
            new Failing(failure),
            _ -> false,
            Pause.sleeping(),
            signals::add,
            clock,
            () -> {});
    new RotationSteps("arn", rotation, signals::add).take(secret, step, "token");
  }

  private void says(RuntimeException failure, String text) {
    assertThatThrownBy(() -> take(failure, "arn", "createSecret"))
        .hasNoCause()
        .hasMessageContaining(text)
        .hasMessageNotContaining("canary");
    assertThat(signals).last().extracting(Signal::event).isEqualTo("rotation-failed");
    assertThat(signals).last().extracting(Signal::level).isEqualTo(Signal.Level.ALARM);
    assertThat(signals).last().asString().contains(text).doesNotContain("canary");
  }

  @Test
  void ourOwnWordsAreTold() {
    says(new Unavailable("the secret is throttled", new IllegalStateException("canary")), "thrott");
  }

  @Test
  void ofAnyOtherFailureTheClassAndThePlaceAreTold() {
    says(
        new IllegalStateException("canary", new IllegalArgumentException("canary")),
        "java.lang.IllegalStateException at dev.sallyport.workers.RotationStepsTest");
    says(new IllegalArgumentException("canary"), "java.lang.IllegalArgumentException at ");
  }

  @Test
  void aWrongEventIsTold() {
    assertThatThrownBy(() -> take(new Unavailable(""), "other", "createSecret"))
        .hasMessageContaining("rotates arn alone");
    assertThatThrownBy(() -> take(new Unavailable(""), "arn", "dropSecret"))
        .hasMessageContaining("no step dropSecret");
    assertThat(signals).hasSize(2);
  }

  private record Failing(RuntimeException failure) implements StagedSecret {
    @Override
    public Optional<Version> current() {
      throw failure;
    }

    @Override
    public Optional<Version> version(String id) {
      throw failure;
    }

    @Override
    public void putPending(String id, String text) {
      throw failure;
    }

    @Override
    public void putCurrent(String id, String text) {
      throw failure;
    }

    @Override
    public void makeCurrent(String id, String inPlaceOf) {
      throw failure;
    }
  }
}
