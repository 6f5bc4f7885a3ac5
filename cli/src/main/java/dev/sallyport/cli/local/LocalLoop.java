package dev.sallyport.cli.local;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.sallyport.core.config.Config;
import dev.sallyport.core.config.LiveModes;
import dev.sallyport.core.config.Mode;
import dev.sallyport.core.signal.Signal;
import dev.sallyport.core.signal.Signals;
import dev.sallyport.integrations.aws.SqsEvents;
import dev.sallyport.integrations.pagerduty.PagerDutyDestination;
import dev.sallyport.integrations.slack.SlackDestination;
import dev.sallyport.poller.HealthServer;
import dev.sallyport.poller.Poller;
import dev.sallyport.poller.PollerSettings;
import dev.sallyport.poller.TeleportCluster;
import dev.sallyport.teleport.TeleportClient;
import dev.sallyport.webhooks.DeliveryQueue;
import dev.sallyport.webhooks.Webhooks;
import dev.sallyport.workers.QueueHandler;
import dev.sallyport.workers.SqsMail;
import dev.sallyport.workers.Surroundings;
import dev.sallyport.workers.Sweep;
import dev.sallyport.workers.Vendors;
import dev.sallyport.workers.Wiring;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** The poller, the queues and every function, in one process: Sallyport on one machine. */
public final class LocalLoop implements AutoCloseable {
  private static final int DECIDE_CONCURRENCY = 10;
  private static final int NOTIFY_CONCURRENCY = 4;
  private static final int SLACK_CONCURRENCY = 2;
  private static final int REVIEW_CONCURRENCY = 4;
  private static final String REVIEWS = "reviews-";

  /** Where Slack delivers clicks. */
  static final String SLACK_WEBHOOK = "/webhooks/slack/interactions";

  /** Where PagerDuty delivers what happens to incidents. */
  static final String PAGERDUTY_WEBHOOK = "/webhooks/pagerduty";

  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(60);
  private static final Duration SWEEP_EVERY = Duration.ofMinutes(15);

  /**
   * What a loop is made of.
   *
   * @param modes reads the modes again, at run time
   * @param sqsPort 0 for a free one
   * @param healthPort 0 for none
   * @param webhookPort 0 for a free one
   * @param clock of the poller and the functions
   */
  public record Settings(
      Config config,
      Supplier<Map<String, Mode>> modes,
      Vendors vendors,
      Signals signals,
      int sqsPort,
      int healthPort,
      int webhookPort,
      InstantSource clock) {
    /** With the system's clock, and every port a free one. */
    public Settings(
        Config config, Supplier<Map<String, Mode>> modes, Vendors vendors, Signals signals) {
      this(config, modes, vendors, signals, 0, 0, 0, InstantSource.system());
    }

    /** With other ports. */
    public Settings on(Ports ports) {
      return new Settings(
          config, modes, vendors, signals, ports.sqs(), ports.health(), ports.webhooks(), clock);
    }

    /** With another clock. */
    public Settings at(InstantSource other) {
      return new Settings(config, modes, vendors, signals, sqsPort, healthPort, webhookPort, other);
    }
  }

  /** Where a loop listens; 0 for a free port, and for no health server. */
  public record Ports(int sqs, int health, int webhooks) {}

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final LocalQueues queues;
  private final Map<String, EventSourceMapping> mappings = new ConcurrentHashMap<>();
  private final LoopStatus status;
  private Optional<ApiGateway> webhooks = Optional.empty();

  private LocalLoop(LocalQueues queues) {
    this.queues = queues;
    parts.push(queues);
    this.status = keep(LoopStatus.start(this::oldest));
  }

  /**
   * Starts everything and waits until the poller is connected.
   *
   * @param watchers see every call to the queues
   * @throws Refusal when the cluster cannot be served; the message says what to do
   */
  public static LocalLoop start(Settings settings, ExecutionInterceptor... watchers) {
    LocalLoop loop =
        new LocalLoop(
            LocalQueues.start(settings.sqsPort(), queueNames(settings.config()), watchers));
    try {
      loop.run(settings);
      return loop;
    } catch (RuntimeException e) {
      loop.close();
      throw e;
    }
  }

  /** The queues that a configuration needs. */
  public static List<String> queueNames(Config config) {
    List<String> names = new ArrayList<>(List.of("requests"));
    names.addAll(Wiring.destinations(config));
    deciders(config).forEach(vendor -> names.add(REVIEWS + vendor));
    return names;
  }

  /** The vendors at which people decide. */
  private static List<String> deciders(Config config) {
    List<String> names = new ArrayList<>();
    if (config.review().enabled()) {
      config.pagerduty().ifPresent(_ -> names.add(PagerDutyDestination.NAME));
      config.slack().ifPresent(_ -> names.add(SlackDestination.NAME));
    }
    return names;
  }

  private void run(Settings settings) {
    InstantSource clock = settings.clock();
    Signals signals = settings.signals();
    Config config = settings.config();
    TeleportClient teleport = keep(Wiring.teleport(config).build());
    Wiring wiring =
        new Wiring(
            config,
            new LiveModes(settings.modes(), signals, clock),
            teleport,
            new SqsMail(queues.client(), queues.queues()),
            settings.vendors(),
            Surroundings.real(signals, clock));
    Poller poller =
        keep(
            new Poller(
                PollerSettings.of(config.teleport()),
                TeleportCluster.connector(Wiring.teleport(config)),
                new SqsEvents(queues.client(), queues.queues().url("requests")),
                signals,
                clock));
    if (settings.healthPort() != 0) {
      keep(HealthServer.of(poller, settings.healthPort()));
    }
    keep(map("requests", wiring.decide(), DECIDE_CONCURRENCY, signals));
    for (String destination : Wiring.destinations(config)) {
      boolean pager = !destination.equals(SlackDestination.NAME);
      int concurrency = pager ? NOTIFY_CONCURRENCY : SLACK_CONCURRENCY;
      keep(map(destination, wiring.notify(destination), concurrency, signals));
      if (pager) {
        schedule(wiring.sweep(destination), signals);
      }
    }
    List<String> deciders = deciders(config);
    for (String vendor : deciders) {
      keep(map(REVIEWS + vendor, wiring.review(vendor), REVIEW_CONCURRENCY, signals));
    }
    if (!deciders.isEmpty()) {
      wiring.probe();
      webhooks = Optional.of(keep(gateway(settings, deciders)));
    }
    poller.start();
    connect(poller);
  }

  /** The way in from outside: an API Gateway before the very functions. */
  private ApiGateway gateway(Settings settings, List<String> deciders) {
    Map<String, Webhooks> routes = new HashMap<>();
    if (deciders.contains(SlackDestination.NAME)) {
      routes.put(
          "POST " + SLACK_WEBHOOK,
          new Webhooks(
              settings.vendors().slackSigning(),
              deliveries(SlackDestination.NAME),
              settings.signals(),
              settings.clock()));
    }
    if (deciders.contains(PagerDutyDestination.NAME)) {
      routes.put(
          "POST " + PAGERDUTY_WEBHOOK,
          Webhooks.pagerduty(
              settings.vendors().pagerdutyWebhook(),
              deliveries(PagerDutyDestination.NAME),
              settings.signals(),
              settings.clock()));
    }
    return ApiGateway.start(settings.webhookPort(), Map.copyOf(routes));
  }

  private DeliveryQueue deliveries(String vendor) {
    String queue = queues.queues().url(REVIEWS + vendor);
    return delivery -> {
      var _ =
          queues.client().sendMessage(send -> send.queueUrl(queue).messageBody(delivery.toJson()));
    };
  }

  private EventSourceMapping map(
      String queue, QueueHandler handler, int concurrency, Signals signals) {
    EventSourceMapping mapping =
        new EventSourceMapping(
            queue,
            queues.client(),
            queues.queues().url(queue),
            handler::take,
            concurrency,
            signals);
    mappings.put(queue, mapping);
    return mapping;
  }

  private void schedule(Sweep sweep, Signals signals) {
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("sweep").factory());
    parts.push(timer::shutdownNow);
    Runnable run =
        () -> {
          try {
            sweep.handleRequest(new ScheduledEvent(), null);
          } catch (RuntimeException e) {
            signals.say(Signal.warning("", "sweep-failed", String.valueOf(e.getMessage())));
          }
        };
    long every = SWEEP_EVERY.toSeconds();
    var _ = timer.scheduleAtFixedRate(run, every, every, TimeUnit.SECONDS);
  }

  private static void connect(Poller poller) {
    try {
      if (poller.awaitConnected(CONNECT_WITHIN)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new Refusal(
        poller.whenStopped().isDone()
            ? poller.whenStopped().join().text()
            : "Teleport cannot be reached within "
                + CONNECT_WITHIN.toSeconds()
                + " s: check the address and the network");
  }

  private <T extends AutoCloseable> T keep(T part) {
    parts.push(part);
    return part;
  }

  /** Where the webhooks are reached; none where nothing is decided outside. */
  public Optional<URI> webhooks() {
    return webhooks.map(ApiGateway::url);
  }

  private Map<String, Instant> oldest() {
    Map<String, Instant> oldest = new HashMap<>();
    mappings.forEach((queue, mapping) -> mapping.oldest().ifPresent(at -> oldest.put(queue, at)));
    return oldest;
  }

  /** Where other commands ask for {@link LoopStatus}. */
  public URI status() {
    return status.url();
  }

  /** The address of the SQS server. */
  public URI sqs() {
    return queues.endpoint();
  }

  /** Ends the parts in the reverse order of their start. */
  @Override
  public void close() {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        throw new IllegalStateException("a part did not end cleanly", e);
      }
    }
  }
}
