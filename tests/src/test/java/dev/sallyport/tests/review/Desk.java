package dev.sallyport.tests.review;

import dev.sallyport.core.config.Mode;
import dev.sallyport.core.delivery.VerificationSecrets;
import dev.sallyport.core.event.Delivery;
import dev.sallyport.core.review.Cluster;
import dev.sallyport.core.review.Members;
import dev.sallyport.core.review.ReviewPolicy;
import dev.sallyport.core.review.Reviewer;
import dev.sallyport.core.review.RoleRule;
import dev.sallyport.core.review.Teller;
import dev.sallyport.core.review.Vendor;
import dev.sallyport.core.review.Words;
import dev.sallyport.core.signal.Signal;
import dev.sallyport.integrations.slack.SlackGestures;
import dev.sallyport.integrations.teleport.TeleportAccessRequests;
import dev.sallyport.integrations.teleport.TeleportMemory;
import dev.sallyport.integrations.teleport.WebPage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** A reviewer over a real connection to a cluster; Slack's people are all members. */
final class Desk {
  final List<String> told = new CopyOnWriteArrayList<>();
  final List<Signal> signals = new CopyOnWriteArrayList<>();
  private final Reviewer reviewer;

  Desk(Town town) {
    InstantSource clock = InstantSource.system();
    reviewer =
        new Reviewer(
            new Vendor(
                new SlackGestures(VerificationSecrets.live(() -> Click.SECRET, clock), "T1", "A1"),
                _ -> new Members.Membership.Member(Optional.empty()),
                (gesture, text) -> {
                  told.add(gesture.actor() + ": " + text);
                  return new Teller.Telling.Told();
                }),
            new Cluster(
                new TeleportAccessRequests(town.client),
                new TeleportMemory(town.client),
                town.people,
                town.reviews),
            _ -> Mode.ON,
            new ReviewPolicy(
                Duration.ofMinutes(10),
                "slack_uid",
                Set.of("slack_uid", "pagerduty_uid"),
                false,
                Set.of(),
                Map.of("*", RoleRule.DEFAULT)),
            new Words(new WebPage(town.client)::url),
            signals::add,
            clock,
            new Random(7));
  }

  Delivery handle(Click click) {
    return handle(click, 1);
  }

  Delivery handle(Click click, int tries) {
    Instant now = Instant.now();
    return reviewer.handle(click.signed(now), now, tries);
  }
}
