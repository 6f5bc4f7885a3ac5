package dev.sallyport.workers;

import dev.sallyport.core.config.Config;
import dev.sallyport.core.config.ConfigError;
import dev.sallyport.core.config.ConfigReader;
import dev.sallyport.core.config.LiveModes;
import dev.sallyport.core.config.Mode;
import dev.sallyport.core.config.Modes;
import dev.sallyport.core.decision.AutoApproval;
import dev.sallyport.core.decision.Decider;
import dev.sallyport.core.decision.Judgement;
import dev.sallyport.core.decision.Router;
import dev.sallyport.core.event.Backoff;
import dev.sallyport.core.event.Events;
import dev.sallyport.core.memory.Memory;
import dev.sallyport.core.notice.Destination;
import dev.sallyport.core.notice.Notifier;
import dev.sallyport.core.notice.Resender;
import dev.sallyport.core.notice.Sweeper;
import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.request.AccessRequests;
import dev.sallyport.core.review.Cluster;
import dev.sallyport.core.review.People;
import dev.sallyport.core.review.ReviewProbe;
import dev.sallyport.core.review.Reviewer;
import dev.sallyport.core.review.Words;
import dev.sallyport.core.signal.Signals;
import dev.sallyport.integrations.pagerduty.PagerDutyDestination;
import dev.sallyport.integrations.signal.LoggedSignals;
import dev.sallyport.integrations.slack.Details;
import dev.sallyport.integrations.slack.SlackDestination;
import dev.sallyport.integrations.teleport.Identities;
import dev.sallyport.integrations.teleport.TeleportAccessRequests;
import dev.sallyport.integrations.teleport.TeleportDetails;
import dev.sallyport.integrations.teleport.TeleportMemory;
import dev.sallyport.integrations.teleport.TeleportPeople;
import dev.sallyport.integrations.teleport.TeleportPersonalReviews;
import dev.sallyport.integrations.teleport.TeleportReviews;
import dev.sallyport.integrations.teleport.TeleportTraits;
import dev.sallyport.integrations.teleport.WebPage;
import dev.sallyport.teleport.ConnectionUpgrade;
import dev.sallyport.teleport.TeleportClient;
import dev.sallyport.teleport.TeleportClientBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Puts the real adapters behind the use cases. One per process; what it makes may be shared by
 * threads.
 */
public final class Wiring {
  private static final Duration SQS_ATTEMPT = Duration.ofSeconds(2);
  private static final Duration SQS_CALL = Duration.ofSeconds(5);

  /** The queue of a vendor's deliveries is named so, and the vendor. */
  private static final String REVIEWS = "reviews-";

  private final Config config;
  private final Modes modes;
  private final TeleportClient teleport;
  private final WebPage page;
  private final TeleportDetails teleportDetails;
  private final TeleportPersonalReviews personalReviews;
  private final Mail mail;
  private final Vendors vendors;
  private final Surroundings surroundings;
  private final Signals signals;
  private final InstantSource clock;
  private final RandomGenerator random = new Random();

  public Wiring(
      Config config,
      Modes modes,
      TeleportClient teleport,
      Mail mail,
      Vendors vendors,
      Surroundings surroundings) {
    this.config = config;
    this.modes = modes;
    this.teleport = teleport;
    this.page = new WebPage(teleport);
    this.personalReviews = new TeleportPersonalReviews(teleport, surroundings.clock());
    this.teleportDetails = new TeleportDetails(teleport, surroundings.clock());
    this.mail = mail;
    this.vendors = vendors;
    this.surroundings = surroundings;
    this.signals = surroundings.signals();
    this.clock = surroundings.clock();
  }

  /**
   * Of a Lambda function's variables: {@code SALLYPORT_CONFIG}, {@code SALLYPORT_PAGERDUTY_KEY},
   * {@code SALLYPORT_SLACK_TOKEN} and {@code SALLYPORT_SLACK_SIGNING_SECRET} name files, {@code
   * SALLYPORT_QUEUE_REQUESTS}, {@code SALLYPORT_QUEUE_REQUESTS_DEAD}, … hold the queues' addresses.
   */
  static Wiring ofEnvironment() {
    Path file = Path.of(environment("SALLYPORT_CONFIG"));
    Config config = ConfigReader.local(file.toString(), read(file));
    InstantSource clock = InstantSource.system();
    Signals signals = new LoggedSignals(config.teleport().cluster());
    Modes modes =
        new LiveModes(
            () -> ConfigReader.local(file.toString(), read(file)).modes(), signals, clock);
    return new Wiring(
        config,
        modes,
        teleport(config).build(),
        new SqsMail(sqs(), queuesOfEnvironment()),
        new Vendors(
            access("SALLYPORT_PAGERDUTY_KEY", "SALLYPORT_PAGERDUTY_URL"),
            access("SALLYPORT_SLACK_TOKEN", "SALLYPORT_SLACK_URL"),
            secret("SALLYPORT_SLACK_SIGNING_SECRET")),
        Surroundings.real(signals, clock));
  }

  private static Access access(String secret, String url) {
    return new Access(secret(secret), Optional.ofNullable(System.getenv(url)).map(URI::create));
  }

  private static Supplier<String> secret(String variable) {
    return () -> read(Path.of(environment(variable))).strip();
  }

  private static SqsClient sqs() {
    return SqsClient.builder()
        .overrideConfiguration(
            calls -> calls.apiCallAttemptTimeout(SQS_ATTEMPT).apiCallTimeout(SQS_CALL))
        .build();
  }

  private static Queues queuesOfEnvironment() {
    String prefix = "SALLYPORT_QUEUE_";
    Map<String, String> urls = new HashMap<>();
    System.getenv()
        .forEach(
            (name, value) -> {
              if (name.startsWith(prefix)) {
                urls.put(
                    name.substring(prefix.length()).toLowerCase(Locale.ROOT).replace('_', '-'),
                    value);
              }
            });
    return new Queues(urls);
  }

  static String environment(String name) {
    @Nullable String value = System.getenv(name);
    if (value == null || value.isBlank()) {
      throw new ConfigError("the variable " + name + " is not set");
    }
    return value;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new ConfigError(file + " cannot be read: " + e.getClass().getSimpleName());
    }
  }

  /** A client as the configuration says. */
  public static TeleportClientBuilder teleport(Config config) {
    return TeleportClient.builder(config.teleport().addr())
        .identity(Identities.of(config.teleport()))
        .clusterName(config.teleport().cluster())
        .connectionUpgrade(
            ConnectionUpgrade.valueOf(
                config.teleport().connectionUpgrade().toUpperCase(Locale.ROOT)))
        .reloadInterval(config.teleport().refreshIdentityInterval());
  }

  /** The handler of {@code requests.fifo}. */
  public Decide decide() {
    return new Decide(letters("requests"), decider());
  }

  /** The handler of a destination's queue. */
  public Notify notify(String destination) {
    return new Notify(letters(destination), notifier(destination));
  }

  /** The handler of a destination's sweep. */
  public Sweep sweep(String destination) {
    return new Sweep(sweeper(destination));
  }

  Letters letters(String queue) {
    return new Letters(config.teleport().cluster(), mail.inbox(queue), signals, random);
  }

  Decider decider() {
    Map<String, Events> destinations = new HashMap<>();
    pagerduty().ifPresent(_ -> add(destinations, PagerDutyDestination.NAME));
    slack().ifPresent(_ -> add(destinations, SlackDestination.NAME));
    return new Decider(judgement(), destinations, signals, random);
  }

  private void add(Map<String, Events> destinations, String name) {
    destinations.put(name, events(name));
  }

  private Judgement judgement() {
    Config.Policy policy = config.autoApproval();
    return new Judgement(
        requests(),
        memory(),
        new TeleportReviews(teleport, clock),
        pagerduty().map(PagerDutyParts::onCall).stream().toList(),
        new AutoApproval(policy.allow(), policy.window(), policy.machineReviewers()),
        router(),
        modes,
        signals,
        clock,
        random);
  }

  private Router router() {
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
            .slack()
            .map(slack -> new Router.SlackRoutes(slack.recipients(), slack.fallbackChannel())));
  }

  Notifier notifier(String destination) {
    boolean pager = destination.equals(PagerDutyDestination.NAME);
    return new Notifier(
        requests(),
        memory(),
        destination(destination),
        modes,
        config.autoApproval().onAutoApprove().equals("silent"),
        pager ? Runnable::run : surroundings.crew(),
        signals,
        clock,
        pager ? Backoff.PAGER : Backoff.STANDARD,
        random);
  }

  /** A destination with its vendor behind it. */
  public Destination destination(String name) {
    return switch (name) {
      case PagerDutyDestination.NAME -> pagerdutyDestination();
      case SlackDestination.NAME ->
          configured(slack(), name)
              .destination(page::url, this::slackIdOf, this::details, this::isReviewable);
      default -> throw new ConfigError("there is no destination named " + name);
    };
  }

  private PagerDutyDestination pagerdutyDestination() {
    return configured(pagerduty(), PagerDutyDestination.NAME)
        .destination(config.teleport().cluster(), page::url);
  }

  private static <T> T configured(Optional<T> parts, String section) {
    return parts.orElseThrow(
        () -> new ConfigError("[" + section + "] is not in the configuration"));
  }

  /** The handler of what people of a vendor decided. */
  public Review review(String vendor) {
    return new Review(deliveries(vendor), reviewer(vendor));
  }

  Letters deliveries(String vendor) {
    return letters(REVIEWS + vendor);
  }

  Reviewer reviewer(String vendor) {
    SlackParts parts =
        configured(slack().filter(_ -> vendor.equals(SlackDestination.NAME)), vendor);
    return new Reviewer(
        parts.vendor(vendors.slackSigning()),
        new Cluster(requests(), memory(), people(), personalReviews),
        modes,
        parts.policy(),
        new Words(page::url),
        signals,
        clock,
        random);
  }

  /** Tells whether reviews can be submitted for people. */
  public void probe() {
    ReviewProbe.run(personalReviews, config.review().probeUser(), signals);
  }

  /** A Teleport user's Slack id, as a trait tells it. */
  private Optional<String> slackIdOf(String user) {
    return new TeleportTraits(teleport).first(user, config.review().slackTrait());
  }

  private Details details(AccessRequest request) {
    return new Details(
        teleportDetails.resourceNames(request), teleportDetails.loginsByRole(request));
  }

  private boolean isReviewable() {
    return config.review().enabled()
        && modes.of("review") == Mode.ON
        && personalReviews.isSupported();
  }

  Sweeper sweeper(String destination) {
    return new Sweeper(
        config.teleport().cluster(),
        pagerdutyDestination(),
        requests(),
        events(destination),
        signals,
        clock);
  }

  private Optional<PagerDutyParts> pagerduty() {
    return config
        .pagerduty()
        .map(pagerduty -> new PagerDutyParts(pagerduty, vendors.pagerduty(), clock));
  }

  private Optional<SlackParts> slack() {
    return config
        .slack()
        .map(slack -> new SlackParts(config, slack, vendors.slack(), surroundings));
  }

  /** Teleport's requests. */
  public AccessRequests requests() {
    return new TeleportAccessRequests(teleport);
  }

  /** Teleport's memory of them. */
  public Memory memory() {
    return new TeleportMemory(teleport);
  }

  /** Teleport's users. */
  public People people() {
    return new TeleportPeople(teleport);
  }

  /** Announces again what a destination lost. */
  public Resender resender(String destination) {
    return new Resender(
        config.teleport().cluster(),
        memory(),
        destination(destination),
        events(destination),
        clock);
  }

  private Events events(String queue) {
    return mail.to(queue);
  }
}
