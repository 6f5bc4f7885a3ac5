package dev.sallyport.workers;

import dev.sallyport.core.config.Config;
import dev.sallyport.core.memory.Memory;
import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.request.AccessRequests;
import dev.sallyport.core.review.People;
import dev.sallyport.core.signal.Signals;
import dev.sallyport.integrations.slack.Details;
import dev.sallyport.integrations.teleport.IdentityLife;
import dev.sallyport.integrations.teleport.TeleportAccessRequests;
import dev.sallyport.integrations.teleport.TeleportDetails;
import dev.sallyport.integrations.teleport.TeleportMemory;
import dev.sallyport.integrations.teleport.TeleportPeople;
import dev.sallyport.integrations.teleport.TeleportPersonalReviews;
import dev.sallyport.integrations.teleport.TeleportReviews;
import dev.sallyport.integrations.teleport.TeleportRules;
import dev.sallyport.integrations.teleport.TeleportTraits;
import dev.sallyport.integrations.teleport.WebPage;
import dev.sallyport.teleport.TeleportClient;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Teleport behind the ports. */
final class TeleportSide {
  private final TeleportClient teleport;
  private final Config config;
  private final WebPage page;
  private final TeleportDetails details;
  private final TeleportPersonalReviews personalReviews;

  TeleportSide(TeleportClient teleport, Config config, InstantSource clock) {
    this.teleport = teleport;
    this.config = config;
    this.page = new WebPage(teleport);
    this.details = new TeleportDetails(teleport, clock);
    this.personalReviews = new TeleportPersonalReviews(teleport, clock);
  }

  AccessRequests requests() {
    return new TeleportAccessRequests(teleport);
  }

  Memory memory() {
    return new TeleportMemory(teleport);
  }

  /** The entries of a Go plugin. */
  Memory memoryOf(String plugin) {
    return new TeleportMemory(teleport, plugin);
  }

  People people() {
    return new TeleportPeople(teleport);
  }

  /** Our own reviews, as the machine that we are. */
  TeleportReviews reviews(InstantSource clock) {
    return new TeleportReviews(teleport, clock);
  }

  TeleportPersonalReviews personalReviews() {
    return personalReviews;
  }

  TeleportRules rules(List<String> destinations, Signals signals, InstantSource clock) {
    return new TeleportRules(teleport, destinations, signals, clock);
  }

  /** What of its life the identity has left, from 1 down to 0. A call takes up a renewed one. */
  double identityLife(InstantSource clock) {
    var _ = teleport.ping();
    return IdentityLife.left(teleport.identity(), clock.instant());
  }

  /** Where people decide in a browser; empty where the cluster has no such page. */
  Optional<String> webUrl() {
    return page.url();
  }

  /** A Teleport user's Slack id, as a trait tells it. */
  Optional<String> slackIdOf(String user) {
    return new TeleportTraits(teleport).first(user, config.review().slackTrait());
  }

  /** What makes a request easier to judge. */
  Details details(AccessRequest request) {
    return new Details(details.resourceNames(request), details.loginsByRole(request));
  }
}
