package dev.sallyport.workers;

import dev.sallyport.core.config.Config;
import dev.sallyport.core.config.ConfigError;
import dev.sallyport.core.config.ConfigReader;
import dev.sallyport.core.config.LiveModes;
import dev.sallyport.core.config.Modes;
import dev.sallyport.core.decision.AutoApproval;
import dev.sallyport.core.decision.Decider;
import dev.sallyport.core.decision.Judgement;
import dev.sallyport.core.decision.Router;
import dev.sallyport.core.event.Backoff;
import dev.sallyport.core.event.Events;
import dev.sallyport.core.notice.Notifier;
import dev.sallyport.core.notice.Sweeper;
import dev.sallyport.core.oncall.OnCall;
import dev.sallyport.core.oncall.TimedOnCall;
import dev.sallyport.core.request.AccessRequests;
import dev.sallyport.core.secret.CachedSecret;
import dev.sallyport.core.signal.Signals;
import dev.sallyport.integrations.pagerduty.PagerDutyClient;
import dev.sallyport.integrations.pagerduty.PagerDutyDestination;
import dev.sallyport.integrations.pagerduty.PagerDutyOnCall;
import dev.sallyport.integrations.signal.LoggedSignals;
import dev.sallyport.integrations.teleport.Identities;
import dev.sallyport.integrations.teleport.TeleportAccessRequests;
import dev.sallyport.integrations.teleport.TeleportMemory;
import dev.sallyport.integrations.teleport.TeleportReviews;
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
import java.util.List;
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
  private static final Duration ASK_WITHIN = Duration.ofMillis(3500);

  private static final Duration SQS_ATTEMPT = Duration.ofSeconds(2);
  private static final Duration SQS_CALL = Duration.ofSeconds(5);

  private final Config config;
  private final Modes modes;
  private final TeleportClient teleport;
  private final Mail mail;
  private final Supplier<String> pagerdutyKey;
  private final Optional<URI> pagerdutyUrl;
  private final Signals signals;
  private final InstantSource clock;
  private final RandomGenerator random = new Random();

  /**
   * @param pagerdutyKey reads the API key where it is stored
   * @param pagerdutyUrl another address than the region's, for a simulator
   */
  public Wiring(
      Config config,
      Modes modes,
      TeleportClient teleport,
      Mail mail,
      Supplier<String> pagerdutyKey,
      Optional<URI> pagerdutyUrl,
      Signals signals,
      InstantSource clock) {
    this.config = config;
    this.modes = modes;
    this.teleport = teleport;
    this.mail = mail;
    this.pagerdutyKey = pagerdutyKey;
    this.pagerdutyUrl = pagerdutyUrl;
    this.signals = signals;
    this.clock = clock;
  }

  /**
   * Of a Lambda function's variables: {@code SALLYPORT_CONFIG} and {@code SALLYPORT_PAGERDUTY_KEY}
   * name files, {@code SALLYPORT_QUEUE_REQUESTS}, {@code SALLYPORT_QUEUE_REQUESTS_DEAD}, … hold the
   * queues' addresses.
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
        () -> read(Path.of(environment("SALLYPORT_PAGERDUTY_KEY"))).strip(),
        Optional.ofNullable(System.getenv("SALLYPORT_PAGERDUTY_URL")).map(URI::create),
        signals,
        clock);
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
    config
        .pagerduty()
        .ifPresent(
            _ -> destinations.put(PagerDutyDestination.NAME, events(PagerDutyDestination.NAME)));
    return new Decider(judgement(), destinations, signals, random);
  }

  private Judgement judgement() {
    Config.Policy policy = config.autoApproval();
    return new Judgement(
        requests(),
        new TeleportMemory(teleport),
        new TeleportReviews(teleport, clock),
        onCall(),
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

  private List<OnCall> onCall() {
    return config.pagerduty().stream()
        .<OnCall>map(
            pagerduty -> {
              CachedSecret key = key();
              return new TimedOnCall(
                  new PagerDutyOnCall(
                      client(pagerduty, key), pagerduty.servicesAnnotation(), key::refused, clock),
                  ASK_WITHIN);
            })
        .toList();
  }

  Notifier notifier(String destination) {
    return new Notifier(
        requests(),
        new TeleportMemory(teleport),
        pagerduty(destination),
        modes,
        config.autoApproval().onAutoApprove().equals("silent"),
        Runnable::run,
        signals,
        clock,
        Backoff.PAGER,
        random);
  }

  Sweeper sweeper(String destination) {
    return new Sweeper(
        config.teleport().cluster(),
        pagerduty(destination),
        requests(),
        events(destination),
        signals,
        clock);
  }

  private PagerDutyDestination pagerduty(String destination) {
    Config.PagerDuty pagerduty =
        config
            .pagerduty()
            .filter(_ -> destination.equals(PagerDutyDestination.NAME))
            .orElseThrow(
                () -> new ConfigError("[" + destination + "] is not in the configuration"));
    CachedSecret key = key();
    return new PagerDutyDestination(
        client(pagerduty, key),
        config.teleport().cluster(),
        new WebPage(teleport)::url,
        pagerduty.fallbackService(),
        key::refused,
        clock);
  }

  private CachedSecret key() {
    return new CachedSecret(pagerdutyKey, Duration.ofMinutes(5), clock);
  }

  private PagerDutyClient client(Config.PagerDuty pagerduty, Supplier<String> key) {
    URI region =
        URI.create(
            pagerduty.region().equals("eu")
                ? "https://api.eu.pagerduty.com"
                : "https://api.pagerduty.com");
    return new PagerDutyClient(pagerdutyUrl.orElse(region), key, pagerduty.userEmail(), clock);
  }

  private AccessRequests requests() {
    return new TeleportAccessRequests(teleport);
  }

  private Events events(String queue) {
    return mail.to(queue);
  }
}
