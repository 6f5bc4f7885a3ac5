package dev.sallyport.workers;

import dev.sallyport.core.config.Config;
import dev.sallyport.core.delivery.VerificationSecrets;
import dev.sallyport.core.memory.Memory;
import dev.sallyport.core.oncall.OnCall;
import dev.sallyport.core.review.ReviewPolicy;
import dev.sallyport.core.review.Vendor;
import dev.sallyport.integrations.pagerduty.PagerDutyClient;
import dev.sallyport.integrations.pagerduty.PagerDutyDestination;
import dev.sallyport.integrations.pagerduty.PagerDutyGestures;
import dev.sallyport.integrations.pagerduty.PagerDutyMembers;
import dev.sallyport.integrations.pagerduty.PagerDutyOnCall;
import dev.sallyport.integrations.pagerduty.PagerDutyTeller;
import dev.sallyport.integrations.pagerduty.SubscriptionWatch;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** PagerDuty behind the ports. */
record PagerDutyParts(Config.PagerDuty config, Access access, Surroundings surroundings) {
  OnCall onCall() {
    Key key = key();
    return new PagerDutyOnCall(
        client(key), config.servicesAnnotation(), key::refused, surroundings.clock());
  }

  PagerDutyDestination destination(String cluster, Supplier<Optional<String>> webUrl) {
    Key key = key();
    return new PagerDutyDestination(
        client(key), cluster, webUrl, config.fallbackService(), key::refused, surroundings.clock());
  }

  /** PagerDuty's side of the way back. */
  Vendor vendor(Supplier<String> webhookSecret, Memory memory, String cluster) {
    Key key = key();
    PagerDutyClient client = client(key);
    PagerDutyMembers members =
        new PagerDutyMembers(client, config.userEmail(), key::refused, surroundings.clock());
    return new Vendor(
        new PagerDutyGestures(
            VerificationSecrets.live(webhookSecret, surroundings.clock()),
            client,
            members,
            memory,
            cluster,
            key::refused,
            surroundings.clock()),
        members,
        new PagerDutyTeller(client, cluster, key::refused));
  }

  /** Whether it still delivers what people write. */
  SubscriptionWatch subscriptions() {
    return new SubscriptionWatch(client(key()).webhooks(), surroundings.signals());
  }

  /** The rules of deciding there. An e-mail links nobody: PagerDuty's users edit their own. */
  static ReviewPolicy policy(Config.Review review) {
    return new ReviewPolicy(
        review.maxAge(),
        review.pagerdutyTrait(),
        Set.copyOf(List.of(review.slackTrait(), review.pagerdutyTrait())),
        false,
        Set.of(),
        review.roles(),
        Optional.of(review.approveByNote()));
  }

  Key key() {
    return new Key(
        PagerDutyDestination.NAME, access.secret(), surroundings.signals(), surroundings.clock());
  }

  PagerDutyClient client(Supplier<String> key) {
    URI region =
        URI.create(
            config.region().equals("eu")
                ? "https://api.eu.pagerduty.com"
                : "https://api.pagerduty.com");
    return new PagerDutyClient(
        access.url().orElse(region), key, config.userEmail(), surroundings.clock());
  }
}
