package dev.sallyport.poller.identity;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.signal.Signal;
import dev.sallyport.core.signal.Signals;
import dev.sallyport.integrations.teleport.IdentityLife;
import dev.sallyport.teleport.Identity;
import dev.sallyport.teleport.UnusableIdentity;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Renews identities: gets a new one, checks that it is the right one, and stores it where nothing
 * newer is stored. Newer means issued later, however long it lives: a renewed identity also brings
 * the authorities of a rotation that is under way. One that fails does not keep the others.
 */
public final class Renewal {
  private static final int TRIES = 2;

  /** Where an identity is kept. */
  public interface Store {
    /**
     * Empty while there is none.
     *
     * @throws Unavailable when it cannot be asked
     */
    Optional<String> read();

    /**
     * @throws Unavailable when it was not stored, or nobody says so
     */
    void write(String identity);
  }

  /**
   * One identity.
   *
   * @param name {@code read}, {@code decide} or {@code review}
   * @param token the name of its join token
   * @param user the Teleport user it must be, {@code bot-<name of the bot>}
   */
  public record Wanted(String name, String token, String user, Store store) {}

  private final String cluster;
  private final Duration interval;
  private final Tbot tbot;
  private final Signals signals;
  private final InstantSource clock;

  /**
   * @param interval how often this is done; what lives less than twice as long is an alarm
   */
  public Renewal(
      String cluster, Duration interval, Tbot tbot, Signals signals, InstantSource clock) {
    this.cluster = cluster;
    this.interval = interval;
    this.tbot = tbot;
    this.signals = signals;
    this.clock = clock;
  }

  /**
   * Renews them, one after the other.
   *
   * @return whether all are renewed
   */
  public boolean renew(List<Wanted> all) throws InterruptedException {
    boolean renewed = true;
    for (Wanted wanted : all) {
      renewed &= renew(wanted);
    }
    return renewed;
  }

  private boolean renew(Wanted wanted) throws InterruptedException {
    try {
      return switch (issued(wanted)) {
        case Tbot.Answer.Issued(String text) -> take(wanted, text);
        case Tbot.Answer.Refused(String why, List<String> said) -> {
          said.forEach(
              line -> say(wanted, Signal.warning("", "tbot-said", wanted.name() + ": " + line)));
          yield failed(wanted, why);
        }
      };
    } catch (Unavailable e) {
      return failed(wanted, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      // Its text is of unknown origin, and might quote the identity.
      return failed(wanted, e.getClass().getName());
    }
  }

  private Tbot.Answer issued(Wanted wanted) throws InterruptedException {
    Tbot.Answer answer = tbot.issue(wanted.token());
    for (int tries = 1; tries < TRIES && answer instanceof Tbot.Answer.Refused; tries++) {
      answer = tbot.issue(wanted.token());
    }
    return answer;
  }

  private boolean take(Wanted wanted, String text) {
    Identity fresh;
    try {
      fresh = Identity.parse(text);
    } catch (UnusableIdentity e) {
      return failed(wanted, "what tbot wrote cannot be used: " + e.getMessage());
    }
    Optional<String> objection = objection(wanted, fresh);
    if (objection.isPresent()) {
      return failed(wanted, objection.get());
    }
    Optional<Identity> newer =
        stored(wanted).filter(identity -> identity.notBefore().isAfter(fresh.notBefore()));
    if (newer.isPresent()) {
      say(wanted, Signal.info("", "identity-kept", "a newer " + wanted.name() + " is stored"));
      tellLife(wanted, newer.get());
      return true;
    }
    wanted.store().write(text);
    tell(wanted, fresh);
    return true;
  }

  private Optional<String> objection(Wanted wanted, Identity fresh) {
    if (!fresh.clusterName().equals(cluster)) {
      return Optional.of(
          "it is one of the cluster %s, not of %s: correct the address or the cluster's name"
              .formatted(fresh.clusterName(), cluster));
    }
    if (!fresh.user().equals(wanted.user())) {
      return Optional.of(
          "it is the user %s, not %s: correct the bot of the join token %s"
              .formatted(fresh.user(), wanted.user(), wanted.token()));
    }
    return fresh.notAfter().isAfter(clock.instant())
        ? Optional.empty()
        : Optional.of("it ended at " + fresh.notAfter());
  }

  private void tell(Wanted wanted, Identity fresh) {
    say(
        wanted,
        Signal.info(
                "", "identity-renewed", "%s ends at %s".formatted(wanted.name(), fresh.notAfter()))
            .with("ends", fresh.notAfter().toString()));
    tellLife(wanted, fresh);
    Duration left = Duration.between(clock.instant(), fresh.notAfter());
    if (left.compareTo(interval.multipliedBy(2)) < 0) {
      say(
          wanted,
          Signal.alarm(
              "",
              "identity-short-lived",
              "%s lives for %d minutes and is renewed every %d: raise max_session_ttl of its bot"
                  .formatted(wanted.name(), left.toMinutes(), interval.toMinutes())));
    }
  }

  private boolean failed(Wanted wanted, String why) {
    say(wanted, Signal.alarm("", "identity-not-renewed", wanted.name() + ": " + why));
    stored(wanted).ifPresent(identity -> tellLife(wanted, identity));
    return false;
  }

  private void tellLife(Wanted wanted, Identity identity) {
    double left = IdentityLife.left(identity, clock.instant());
    signals.say(IdentityLife.signal(wanted.name(), left));
  }

  private void say(Wanted wanted, Signal signal) {
    signals.say(signal.with("identity", wanted.name()));
  }

  /** What is stored, if it is of the same user and cluster; anything else makes room. */
  private Optional<Identity> stored(Wanted wanted) {
    try {
      return wanted
          .store()
          .read()
          .map(Identity::parse)
          .filter(identity -> identity.user().equals(wanted.user()))
          .filter(identity -> identity.clusterName().equals(cluster));
    } catch (UnusableIdentity | Unavailable e) {
      return Optional.empty();
    }
  }
}
