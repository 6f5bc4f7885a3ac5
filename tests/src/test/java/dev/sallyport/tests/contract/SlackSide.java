package dev.sallyport.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.config.Config;
import dev.sallyport.core.notice.Destination.Effect;
import dev.sallyport.core.notice.Notice;
import dev.sallyport.integrations.slack.Background;
import dev.sallyport.integrations.slack.Details;
import dev.sallyport.integrations.slack.Offer;
import dev.sallyport.integrations.slack.SlackClient;
import dev.sallyport.integrations.slack.SlackDestination;
import dev.sallyport.simulators.slack.Message;
import dev.sallyport.simulators.slack.Person;
import dev.sallyport.simulators.slack.SlackOptions;
import dev.sallyport.simulators.slack.SlackSimulator;
import dev.sallyport.tests.SteppedClock;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A workspace with its rate limits on, and what we bring to it. Pauses move its clock. */
final class SlackSide implements AutoCloseable {
  static final String TOKEN = "xoxb-simulated-not-real";
  static final String CLUSTER = "teleport.example.com";
  static final String ALICE = "alice@example.com";
  static final String BOB = "bob@example.com";

  final SteppedClock clock = new SteppedClock(Instant.parse("2026-11-20T10:00:00Z"));
  final SlackSimulator slack =
      SlackSimulator.start(
          SlackOptions.defaults()
              .withClock(clock)
              .withToken(TOKEN)
              .withMoreScopes("channels:history", "groups:history", "im:history"));
  final AtomicInteger denied = new AtomicInteger();
  final Map<String, String> slackIds = new HashMap<>();
  final String alice = slack.addUser(Person.named("Alice", ALICE));
  final String bob = slack.addUser(Person.named("Bob", BOB));
  final String channel = slack.addChannel("access-requests");
  final SlackClient client =
      new SlackClient(
          URI.create(slack.url() + "/api/"), () -> TOKEN, clock, pause -> clock.forward(pause));

  SlackSide() {
    slack.inviteBot(channel);
  }

  /** May look at what it posted. */
  SlackDestination destination() {
    return destination(true);
  }

  /**
   * @param history whether it knows that it may read the history
   * @param shared externally shared channels that may be told
   */
  SlackDestination destination(boolean history, String... shared) {
    return new SlackDestination(
        client,
        CLUSTER,
        new Config.Slack(
            Optional.empty(),
            Optional.empty(),
            slack.teamId(),
            slack.appId(),
            history,
            Optional.empty(),
            List.of(shared),
            Map.of()),
        new Background(
            () -> Optional.of("https://" + CLUSTER),
            name -> Optional.ofNullable(slackIds.get(name)),
            _ -> new Details(Map.of(), Map.of()),
            _ -> new Offer.Buttons(false, true)),
        denied::incrementAndGet,
        clock);
  }

  /** An open notice, announced to somebody. */
  Notice announced(SlackDestination destination, String to) {
    Effect effect = destination.announce(to, new Asked().request());
    assertThat(effect).isInstanceOf(Effect.Done.class);
    return notice(to, ((Effect.Done) effect).ref());
  }

  /** An open notice that we announced. */
  static Notice notice(String to, String ref) {
    Notice adopted = Notice.adopted(to, ref, 0, Optional.empty());
    return new Notice(
        to,
        adopted.state(),
        Optional.empty(),
        adopted.ref(),
        0,
        Optional.of("rev"),
        Optional.empty(),
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of());
  }

  Message only(String place) {
    assertThat(slack.messages(place)).hasSize(1);
    return slack.messages(place).getFirst();
  }

  @Override
  public void close() {
    slack.close();
  }
}
