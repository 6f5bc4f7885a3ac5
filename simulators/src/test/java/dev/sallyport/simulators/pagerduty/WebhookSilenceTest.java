package dev.sallyport.simulators.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.simulators.pagerduty.DeliveryReport.Fate;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WebhookSilenceTest extends WebhookTestBase {
  @Test
  void fallsSilentForADayAfterThreeDropsInARow() throws IOException {
    Subscription ours = subscribe();
    endpoint.status = 401;
    for (int i = 1; i <= 5; i++) {
      pagerDuty.noteAs(bob, incident, "note " + i);
    }

    assertThat(webhooks.deliverDue()).as("the queue is gone").isEqualTo(3);

    assertThat(webhooks.deliveries())
        .extracting(DeliveryReport::fate)
        .containsExactly(Fate.DROPPED, Fate.DROPPED, Fate.DROPPED, Fate.DISCARDED, Fate.DISCARDED);
    assertThat(disabled(ours)).isTrue();
    endpoint.status = 202;
    pagerDuty.noteAs(bob, incident, "never heard of");
    webhooks.ping(ours.id());
    assertThat(webhooks.pending()).isEmpty();
    clock.advance(Duration.ofDays(1));
    assertThat(disabled(ours)).isFalse();
    pagerDuty.noteAs(bob, incident, "heard again");
    assertThat(webhooks.deliverDue()).isEqualTo(1);
  }

  @Test
  void isEnabledAgainByHand() throws IOException {
    Subscription ours = subscribe();
    endpoint.status = 401;
    for (int i = 1; i <= 3; i++) {
      pagerDuty.noteAs(bob, incident, "note " + i);
    }
    webhooks.deliverDue();
    assertThat(disabled(ours)).isTrue();

    assertThat(api.post("/webhook_subscriptions/" + ours.id() + "/enable", "").status())
        .isEqualTo(200);

    assertThat(disabled(ours)).isFalse();
    assertThat(webhooks.subscriptions().getFirst().temporarilyDisabled()).isFalse();
  }

  @Test
  void forgivesDropsOnceSomethingIsTaken() throws IOException {
    Subscription ours = subscribe();
    for (int status : List.of(404, 404, 202, 404, 404)) {
      endpoint.status = status;
      pagerDuty.noteAs(bob, incident, "hello");
      webhooks.deliverDue();
    }

    assertThat(disabled(ours)).isFalse();
  }

  private boolean disabled(Subscription subscription) throws IOException {
    return api.get("/webhook_subscriptions/" + subscription.id())
        .body()
        .path("webhook_subscription")
        .path("delivery_method")
        .path("temporarily_disabled")
        .asBoolean();
  }
}
