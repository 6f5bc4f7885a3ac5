package dev.sallyport.tests.aws;

import dev.sallyport.cli.local.SimulatedWorld;
import dev.sallyport.simulators.pagerduty.Incident;
import dev.sallyport.simulators.slack.Message;
import dev.sallyport.simulators.slack.Pressed;
import dev.sallyport.simulators.teleport.NewRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/**
 * Alice asks, and Bob denies what he sees: in Slack, by a note on PagerDuty, and in Slack what
 * Opsgenie hears of, in turn.
 */
final class Traffic implements AutoCloseable {
  static final String WHY_ASKED = "canary-why-asked";
  static final String WHY_DENIED = "canary-why-denied";

  /** Slack takes a message a second in a channel. */
  private static final Duration BETWEEN = Duration.ofMillis(2500);

  private static final Duration LOOK = Duration.ofMillis(100);

  private static final int KINDS = 3;
  private static final int NOTED = 1;
  private static final int ALERTED = 2;

  /** All that were asked for. */
  final List<String> asked = new CopyOnWriteArrayList<>();

  /** Clicks that were answered otherwise than with success. */
  final List<String> refused = new CopyOnWriteArrayList<>();

  private final Set<String> decided = ConcurrentHashMap.newKeySet();
  private final SimulatedWorld world;
  private final List<Thread> people;
  private volatile boolean quiet;
  private volatile boolean closed;

  Traffic(SimulatedWorld world) {
    this.world = world;
    this.people =
        List.of(Thread.ofVirtual().start(this::ask), Thread.ofVirtual().start(this::decide));
  }

  private void ask() {
    while (!closed && !quiet) {
      String role = asked.size() % KINDS == ALERTED ? "database" : "editor";
      asked.add(
          world
              .teleport()
              .createRequest(NewRequest.of(SimulatedWorld.ALICE, role).because(WHY_ASKED)));
      LockSupport.parkNanos(BETWEEN.toNanos());
    }
  }

  private void decide() {
    while (!closed) {
      for (String id : asked) {
        boolean byNote = asked.indexOf(id) % KINDS == NOTED;
        if (!decided.contains(id) && (byNote ? note(id) : press(id))) {
          decided.add(id);
        }
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  private boolean press(String id) {
    Optional<Message> message =
        world.slack().messages(world.channel()).stream()
            .filter(it -> it.threadTs().isEmpty() && it.words().contains(id))
            .findFirst();
    message.ifPresent(
        it -> {
          Pressed pressed =
              world
                  .slack()
                  .press(
                      world.bobOnSlack(),
                      it.channel(),
                      it.ts(),
                      "deny_button",
                      Map.of("reason_input", WHY_DENIED));
          if (!pressed.accepted()) {
            refused.add(id + ": " + pressed.reason());
          }
        });
    return message.isPresent();
  }

  private boolean note(String id) {
    Optional<Incident> incident =
        world.pagerduty().incidents().stream()
            .filter(it -> it.key().equals("teleport-access-request/" + id))
            .findFirst();
    incident.ifPresent(
        it -> {
          var _ =
              world
                  .pagerduty()
                  .noteAs(
                      SimulatedWorld.BOB,
                      it.id(),
                      "teleport deny " + id.substring(id.length() - 8) + " " + WHY_DENIED);
        });
    return incident.isPresent();
  }

  /** Alice asks for no more. */
  void quieten() {
    quiet = true;
  }

  boolean isDecided(String id) {
    return decided.contains(id);
  }

  @Override
  public void close() {
    closed = true;
    try {
      for (Thread person : people) {
        person.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
