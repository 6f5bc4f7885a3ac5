package dev.sallyport.tests.events;

import dev.sallyport.core.config.Config;
import dev.sallyport.core.config.ConfigReader;
import dev.sallyport.core.config.Mode;
import dev.sallyport.core.event.Events;
import dev.sallyport.core.event.Inbox;
import dev.sallyport.core.event.RequestEvent;
import dev.sallyport.core.signal.Signal;
import dev.sallyport.simulators.opsgenie.OpsgenieSimulator;
import dev.sallyport.simulators.pagerduty.PagerDutySimulator;
import dev.sallyport.simulators.slack.SlackSimulator;
import dev.sallyport.simulators.teleport.TeleportSimulator;
import dev.sallyport.teleport.TeleportClient;
import dev.sallyport.tests.SteppedClock;
import dev.sallyport.workers.Access;
import dev.sallyport.workers.Mail;
import dev.sallyport.workers.Surroundings;
import dev.sallyport.workers.Vendors;
import dev.sallyport.workers.Wiring;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The company that the samples come from, shortly after Alice has asked. */
final class SampleWorld implements AutoCloseable {
  static final String REQUEST = SampleCompany.REQUEST;
  static final String CLUSTER = SampleCompany.CLUSTER;
  static final String SECRET = SampleCompany.SECRET;
  static final String ALICE = SampleCompany.ALICE;
  static final String BOB = SampleCompany.BOB;
  static final String CHANNEL = SampleCompany.CHANNEL;

  final SteppedClock clock = new SteppedClock(Instant.parse("2026-11-20T09:58:25Z"));
  final SampleCompany company = new SampleCompany(clock);
  final TeleportSimulator teleport = company.teleport;
  final PagerDutySimulator pagerduty = company.pagerduty;
  final OpsgenieSimulator opsgenie = company.opsgenie;
  final SlackSimulator slack = company.slack;
  final Outbox outbox = new Outbox();
  final List<Signal> signals = new ArrayList<>();
  final Wiring wiring;
  private final TeleportClient client;

  /** What the functions send, and what they do with messages that they do not take. */
  static final class Outbox implements Mail {
    final List<String> sent = new ArrayList<>();
    final List<String> returned = new ArrayList<>();

    @Override
    public Events to(String queue) {
      return (RequestEvent event) ->
          sent.add(queue + " " + event.cause().word() + " " + event.requestId());
    }

    @Override
    public Inbox inbox(String queue) {
      return new Inbox() {
        @Override
        public void delay(Letter letter, Duration wait) {
          returned.add("delayed " + letter.id());
        }

        @Override
        public void bury(Letter letter, String why) {
          returned.add("buried " + letter.id() + ": " + why);
        }
      };
    }
  }

  SampleWorld(Path identity) {
    company.writeIdentity(identity);
    Config config = ConfigReader.local("sallyport.toml", company.config(identity));
    client = Wiring.teleport(config).build();
    wiring =
        new Wiring(
            config,
            _ -> Mode.ON,
            client,
            outbox,
            Vendors.none()
                .withPagerDuty(
                    new Access(() -> SampleCompany.KEY, Optional.of(pagerduty.url())), () -> SECRET)
                .withOpsgenie(
                    new Access(() -> SampleCompany.OPSGENIE_KEY, Optional.of(opsgenie.url())),
                    () -> "")
                .withSlack(
                    new Access(() -> SampleCompany.TOKEN, Optional.of(slack.url())), () -> SECRET),
            Surroundings.inTurn(signals::add, clock, clock::forward));
    company.ask();
  }

  @Override
  public void close() {
    client.close();
    company.close();
  }
}
