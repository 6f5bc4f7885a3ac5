package dev.sallyport.workers;

import dev.sallyport.core.config.Config;
import dev.sallyport.core.config.ConfigError;
import dev.sallyport.core.config.Mode;
import dev.sallyport.core.config.Modes;
import dev.sallyport.core.decision.Decider;
import dev.sallyport.core.decision.Judgement;
import dev.sallyport.core.decision.Router;
import dev.sallyport.core.event.Backoff;
import dev.sallyport.core.event.Cause;
import dev.sallyport.core.event.Events;
import dev.sallyport.core.memory.Memory;
import dev.sallyport.core.notice.Destination;
import dev.sallyport.core.notice.Handback;
import dev.sallyport.core.notice.Inheritance;
import dev.sallyport.core.notice.Leftovers;
import dev.sallyport.core.notice.Notifier;
import dev.sallyport.core.notice.Reclaim;
import dev.sallyport.core.notice.Resender;
import dev.sallyport.core.notice.Sweeper;
import dev.sallyport.core.request.AccessRequests;
import dev.sallyport.core.review.Cluster;
import dev.sallyport.core.review.Manner;
import dev.sallyport.core.review.People;
import dev.sallyport.core.review.ReviewPolicy;
import dev.sallyport.core.review.ReviewProbe;
import dev.sallyport.core.review.Reviewer;
import dev.sallyport.core.review.Vendor;
import dev.sallyport.core.review.Words;
import dev.sallyport.core.rule.RuleRecipients;
import dev.sallyport.core.signal.Signal;
import dev.sallyport.core.signal.Signals;
import dev.sallyport.integrations.pagerduty.PagerDutyDestination;
import dev.sallyport.integrations.slack.SlackDestination;
import dev.sallyport.integrations.teleport.Clusters;
import dev.sallyport.integrations.teleport.IdentityLife;
import dev.sallyport.teleport.TeleportClient;
import dev.sallyport.teleport.TeleportClientBuilder;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Puts the real adapters behind the use cases. One per configuration; what it makes may be shared
 * by threads.
 */
public final class Wiring {
  /** The queue of a vendor's deliveries is named so, and the vendor. */
  private static final String REVIEWS = "reviews-";

  private final Config config;
  private final Modes modes;
  private final TeleportSide teleport;
  private final VendorParts parts;
  private final Destinations destinations;
  private final Mail mail;
  private final Vendors vendors;
  private final Surroundings surroundings;
  private final Signals signals;
  private final InstantSource clock;
  private final RandomGenerator random = new Random();
  private final Map<String, Reviewer> reviewers = new ConcurrentHashMap<>();

  public Wiring(
      Config config,
      Modes modes,
      TeleportClient teleport,
      Mail mail,
      Vendors vendors,
      Surroundings surroundings) {
    this.config = config;
    this.modes = modes;
    this.teleport = new TeleportSide(teleport, config, surroundings.clock());
    this.parts = new VendorParts(config, vendors, surroundings);
    this.destinations = new Destinations(config, modes, this.teleport, parts);
    this.mail = mail;
    this.vendors = vendors;
    this.surroundings = surroundings;
    this.signals = surroundings.signals();
    this.clock = surroundings.clock();
  }

  /** A client as the configuration says. */
  public static TeleportClientBuilder teleport(Config config) {
    return Clusters.client(config.teleport());
  }

  /** The handler of {@code requests.fifo}. */
  public Decide decide() {
    return new Decide(always(deciding()));
  }

  /** The handler of a destination's queue. */
  public Notify notify(String destination) {
    return new Notify(always(notifying(destination)));
  }

  /** The handler of a destination's sweep. */
  public Sweep sweep(String destination) {
    return new Sweep(always(sweeping(destination)));
  }

  private static <T> Supplier<T> always(T part) {
    return () -> part;
  }

  Work deciding() {
    Letters letters = letters("requests");
    Decider decider = decider();
    return batch ->
        letters.open(
            batch,
            (event, tries) -> {
              if (event.cause() == Cause.CANARY) {
                tellLife("decide");
              }
              return decider.handle(event, tries);
            });
  }

  Work notifying(String destination) {
    Letters letters = letters(destination);
    Notifier notifier = notifier(destination);
    return batch -> letters.open(batch, notifier::handle);
  }

  Work reviewing(String vendor) {
    Letters letters = letters(REVIEWS + vendor);
    return batch -> {
      if (batch.getRecords().isEmpty()) {
        probe();
      }
      // Made for a delivery alone: the probe also runs before there is a Slack app to name.
      return letters.openSigned(
          batch,
          (delivery, sentAt, tries) ->
              reviewers.computeIfAbsent(vendor, this::reviewer).handle(delivery, sentAt, tries));
    };
  }

  IntSupplier sweeping(String destination) {
    Sweeper sweeper = sweeper(destination);
    Runnable besides =
        destination.equals(PagerDutyDestination.NAME) && config.review().enabled()
            ? parts.pagerduty().subscriptions()
            : () -> {};
    return () -> {
      besides.run();
      return sweeper.sweep();
    };
  }

  /** How long the identity is still good for. */
  private void tellLife(String identity) {
    signals.say(IdentityLife.signal(identity, teleport.identityLife(clock)));
  }

  private Letters letters(String queue) {
    return new Letters(config.teleport().cluster(), queue, mail.inbox(queue), signals, random);
  }

  private Decider decider() {
    Map<String, Events> queues = new HashMap<>();
    for (String destination : destinations(config)) {
      if (mail.has(destination)) {
        queues.put(destination, events(destination));
      } else {
        signals.say(
            Signal.alarm(
                    "",
                    "destination-not-deployed",
                    destination
                        + " is configured and has no queue, so nobody hears of requests there:"
                        + " deploy it, or take its section out of the configuration")
                .with("destination", destination));
      }
    }
    return new Decider(judgement(), queues, signals, clock, random);
  }

  private Judgement judgement() {
    return new Judgement(
        teleport.requests(),
        teleport.memory(),
        teleport.reviews(clock),
        parts.providers(),
        config.autoApproval().rules(),
        router(config)
            .ruledBy(
                new RuleRecipients(teleport.rules(destinations(config), signals, clock), signals)),
        modes,
        signals,
        clock,
        random);
  }

  /** Names recipients as the configuration says. */
  public static Router router(Config config) {
    return new Router(
        config
            .pagerduty()
            .map(
                pagerduty ->
                    new Router.PagerDutyRoutes(
                        pagerduty.notifyAnnotation(),
                        pagerduty.notifyServices().equals("all"),
                        pagerduty.fallbackService())),
        config
            .opsgenie()
            .map(
                opsgenie ->
                    new Router.OpsgenieRoutes(
                        opsgenie.annotations().notifyServices(),
                        opsgenie.annotations().teams(),
                        opsgenie.defaultSchedules(),
                        opsgenie.defaultTeams(),
                        opsgenie.fallbackSchedule())),
        config
            .slack()
            .map(slack -> new Router.SlackRoutes(slack.recipients(), slack.fallbackChannel())));
  }

  /** The destinations that are configured, by name. */
  public static List<String> destinations(Config config) {
    return Destinations.names(config);
  }

  private Notifier notifier(String destination) {
    return notifier(destination, modes);
  }

  private Notifier notifier(String destination, Modes modes) {
    boolean pager = !destination.equals(SlackDestination.NAME);
    return new Notifier(
        teleport.requests(),
        teleport.memory(),
        destinations.destination(destination),
        modes,
        config.autoApproval().onAutoApprove().equals("silent"),
        pager ? Runnable::run : surroundings.crew(),
        signals,
        clock,
        pager ? Backoff.PAGER : Backoff.STANDARD,
        random);
  }

  /** The handler of what people of a vendor decided. */
  public Review review(String vendor) {
    return new Review(always(reviewing(vendor)));
  }

  private Reviewer reviewer(String vendor) {
    return switch (vendor) {
      case SlackDestination.NAME -> slackReviewer();
      case PagerDutyDestination.NAME -> pagerdutyReviewer();
      default -> throw new ConfigError("nobody decides at a vendor named " + vendor);
    };
  }

  private Reviewer slackReviewer() {
    SlackParts slack = parts.slack();
    return reviewer(slack.vendor(vendors.slackSigning()), slack.policy(), Manner.BUTTONS);
  }

  private Reviewer pagerdutyReviewer() {
    Vendor vendor =
        parts
            .pagerduty()
            .vendor(vendors.pagerdutyWebhook(), teleport.memory(), config.teleport().cluster());
    return reviewer(vendor, PagerDutyParts.policy(config.review()), Manner.NOTES);
  }

  private Reviewer reviewer(Vendor vendor, ReviewPolicy policy, Manner manner) {
    return new Reviewer(
        vendor,
        new Cluster(
            teleport.requests(), teleport.memory(), teleport.people(), teleport.personalReviews()),
        modes,
        policy,
        new Words(teleport::webUrl, manner),
        signals,
        clock,
        random);
  }

  /** Tells whether reviews can be submitted for people, and how long their identity lasts. */
  public void probe() {
    tellLife("review");
    ReviewProbe.run(teleport.personalReviews(), config.review().probeUser(), signals);
  }

  private Sweeper sweeper(String destination) {
    return new Sweeper(
        config.teleport().cluster(),
        destinations.open(destination),
        teleport.requests(),
        events(destination),
        signals,
        clock);
  }

  /** A destination with its vendor behind it. */
  public Destination destination(String name) {
    return destinations.destination(name);
  }

  /** Teleport's requests. */
  public AccessRequests requests() {
    return teleport.requests();
  }

  /** Teleport's memory of them. */
  public Memory memory() {
    return teleport.memory();
  }

  /** Teleport's users. */
  public People people() {
    return teleport.people();
  }

  /** Announces again what a destination lost. */
  public Resender resender(String destination) {
    return new Resender(
        config.teleport().cluster(),
        teleport.memory(),
        destinations.destination(destination),
        events(destination),
        clock);
  }

  /** Tells what a destination's Go plugin leaves to us. */
  public Inheritance inheritance(String destination) {
    return new Inheritance(teleport.memory(), destinations.destination(destination), clock);
  }

  /** Leaves requests to a destination's Go plugin. */
  public Handback handback(String destination) {
    return new Handback(
        teleport.memory(), teleport.memoryOf(destination), destinations.destination(destination));
  }

  /** What a destination has still to do once it is off. */
  public Leftovers leftovers(String destination) {
    return new Leftovers(
        config.teleport().cluster(),
        teleport.memory(),
        teleport.requests(),
        destination,
        destination.equals(SlackDestination.NAME) ? List::of : destinations.open(destination),
        notifier(destination, _ -> Mode.ON),
        clock);
  }

  /** Takes again what a destination's Go plugin wrote to after it was ours. */
  public Reclaim reclaim(String destination) {
    return new Reclaim(teleport.memory(), destinations.destination(destination), clock);
  }

  private Events events(String queue) {
    return mail.to(queue);
  }
}
