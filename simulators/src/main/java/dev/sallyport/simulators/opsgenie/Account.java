package dev.sallyport.simulators.opsgenie;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Everything an account holds, for all surfaces: one that moved from Opsgenie to JSM keeps its
 * alerts and schedules. Whoever calls holds the account's lock.
 */
final class Account {
  private final InstantSource clock;
  private final Ids ids = new Ids();
  private final Settings settings;
  private final Directory directory = new Directory(ids);
  private final Requests requests;
  private final List<LiveAlert> alerts = new ArrayList<>();

  Account(InstantSource clock, Settings settings) {
    this.clock = clock;
    this.settings = settings;
    requests = new Requests(clock, settings, ids);
  }

  Instant now() {
    return clock.instant();
  }

  Ids ids() {
    return ids;
  }

  Settings settings() {
    return settings;
  }

  Directory directory() {
    return directory;
  }

  Requests requests() {
    return requests;
  }

  /** All alerts that are made by now, oldest first. */
  List<LiveAlert> alerts() {
    return alerts;
  }

  LiveAlert add(Draft draft) {
    LiveAlert alert = new LiveAlert(ids, alerts.size() + 1L, draft, now());
    alerts.add(alert);
    return alert;
  }

  Optional<LiveAlert> openAlert(String alias) {
    return last(it -> it.open() && it.alias().equals(alias));
  }

  /** The open alert with this alias, else the youngest closed one. */
  Optional<LiveAlert> alertNamed(String alias) {
    return openAlert(alias).or(() -> last(it -> it.alias().equals(alias)));
  }

  Optional<LiveAlert> alert(String id) {
    return last(it -> it.id().equals(id));
  }

  Optional<LiveAlert> alertNumbered(String tinyId) {
    return last(it -> Long.toString(it.tinyId()).equals(tinyId));
  }

  private Optional<LiveAlert> last(Predicate<LiveAlert> matches) {
    return alerts.reversed().stream().filter(matches).findFirst();
  }
}
