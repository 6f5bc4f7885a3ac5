package dev.sallyport.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.signal.Signal;
import dev.sallyport.integrations.http.Reply;
import dev.sallyport.integrations.pagerduty.PagerDutyClient;
import dev.sallyport.integrations.pagerduty.SubscriptionWatch;
import dev.sallyport.integrations.pagerduty.WebhookChange;
import dev.sallyport.integrations.pagerduty.WebhookSubscription;
import dev.sallyport.integrations.pagerduty.WebhookSubscriptions;
import dev.sallyport.simulators.fault.Fault;
import dev.sallyport.simulators.pagerduty.Delivery;
import dev.sallyport.simulators.pagerduty.PagerDutyOptions;
import dev.sallyport.simulators.pagerduty.PagerDutySimulator;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whether PagerDuty still delivers, as its API tells. */
final class SubscriptionWatchTest {
  private static final String URL = "https://abc.example.com/webhooks/pagerduty";

  private final PagerDutySimulator pagerduty =
      PagerDutySimulator.start(PagerDutyOptions.defaults().withAccountKey("key-not-real"));
  private final WebhookSubscriptions webhooks =
      new PagerDutyClient(
              pagerduty.url(), () -> "key-not-real", "bob@example.com", InstantSource.system())
          .webhooks();
  private final List<Signal> said = new ArrayList<>();

  @AfterEach
  void end() {
    pagerduty.close();
  }

  private void subscribe() {
    if (webhooks.create(URL, WebhookChange.DESCRIPTION, Optional.empty())
        instanceof Reply.Ok<WebhookSubscription.Created>(var made)) {
      var _ = webhooks.activate(made.subscription().id());
    }
  }

  private Signal watched() {
    new SubscriptionWatch(webhooks, said::add).run();
    return said.getLast();
  }

  @Test
  void tellsThatItDelivers() {
    subscribe();
    assertThat(watched().fields()).containsEntry("disabled", "0");
  }

  @Test
  void alarmsOnceItIsDisabled() {
    subscribe();
    pagerduty.addUser("Bob", "bob@example.com");
    while (pagerduty.webhooks().subscriptions().stream()
        .noneMatch(it -> it.temporarilyDisabled())) {
      pagerduty.webhooks().ping(pagerduty.webhooks().subscriptions().getFirst().id());
      Delivery delivery = pagerduty.webhooks().take().orElseThrow();
      pagerduty.webhooks().answered(delivery, 401);
    }
    assertThat(watched().level()).isEqualTo(Signal.Level.ALARM);
    assertThat(said.getLast().fields()).containsEntry("disabled", "1");
    assertThat(said.getLast().text()).contains(URL);
  }

  @Test
  void saysThatThereIsNone() {
    assertThat(watched().level()).isEqualTo(Signal.Level.INFO);
    assertThat(said.getLast().text()).contains("no subscription of ours");
    assertThat(said.getLast().fields()).doesNotContainKey("disabled");
  }

  @Test
  void saysWhenItCannotBeAsked() {
    pagerduty.faults().next(1, _ -> true, new Fault.Refuse(500, "no"));
    assertThat(watched().event()).isEqualTo("subscriptions-unread");
  }
}
