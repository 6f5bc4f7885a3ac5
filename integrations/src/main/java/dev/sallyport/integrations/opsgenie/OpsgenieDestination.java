package dev.sallyport.integrations.opsgenie;

import dev.sallyport.core.notice.Claim;
import dev.sallyport.core.notice.Destination;
import dev.sallyport.core.notice.GoPagerEntry;
import dev.sallyport.core.notice.Notice;
import dev.sallyport.core.notice.OpenNotices;
import dev.sallyport.core.notice.PagerText;
import dev.sallyport.core.notice.Rules;
import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.request.Outcome;
import dev.sallyport.core.request.Truth;
import dev.sallyport.integrations.http.Pause;
import dev.sallyport.integrations.http.Reply;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Access Requests as alerts of Opsgenie or JSM Operations: one for all responders of a request,
 * under the original's alias, of which one at most is open. A tag marks it as our cluster's. A
 * notice refers to it by its id: an alias leads to whichever alert is open under it now, the id to
 * the same one for ever, closed or not, and JSM reads by id alone.
 */
public final class OpsgenieDestination implements Destination, OpenNotices {
  /** The destination's name, in memory, queues and configuration. */
  public static final String NAME = "opsgenie";

  private static final Duration STRAY_AGE = Duration.ofHours(1);

  /** How far the clocks of others may differ from ours. */
  private static final Duration CLOCKS = Duration.ofMinutes(1);

  private final OpsgenieClient client;
  private final AlertText text;
  private final String priority;
  private final Optional<String> fallback;
  private final Writes writes;
  private final InstantSource clock;

  /**
   * @param cluster the cluster's name, the mark
   * @param webUrl tells {@code https://host} of the web UI, where requests can be decided there
   * @param priority {@code P1} to {@code P5}
   * @param fallbackSchedule hears of what its own responders cannot be told
   * @param onDenied called when a secret is refused
   * @param pause lets time pass while a write is processed, three seconds at most
   */
  public OpsgenieDestination(
      OpsgenieClient client,
      String cluster,
      Supplier<Optional<String>> webUrl,
      String priority,
      Optional<String> fallbackSchedule,
      Runnable onDenied,
      Pause pause,
      InstantSource clock) {
    this.client = client;
    this.text = AlertText.of(cluster, new PagerText(cluster, webUrl));
    this.priority = priority;
    this.fallback = fallbackSchedule.map(name -> Responders.SCHEDULE + name);
    this.writes = new Writes(client, onDenied, new Patience(pause, clock));
    this.clock = clock;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Rules rules(String to) {
    return Rules.PAGER;
  }

  @Override
  public Optional<String> fallback() {
    return fallback;
  }

  @Override
  public Recipients sort(List<String> to) {
    return Responders.sort(to);
  }

  @Override
  public void check() {
    var _ = writes.read(client.alertsBy(PagerText.key("canary")));
  }

  @Override
  public Effect announce(String to, AccessRequest request) {
    List<Responder> named = Responders.of(List.of(to)).all();
    return switch (client.address(named)) {
      case Reply.Ok<Addressees>(Addressees found) when found.known().isEmpty() ->
          new Effect.Rejected(client.product() + " has none of " + named);
      case Reply.Ok<Addressees>(Addressees found) ->
          writes.settled(
              client.create(text.alert(request, found, priority)),
              alertId -> created(alertId, request.id()));
      // A read has no effect, so nothing is unknown.
      case Reply.Unknown<Addressees>(String why) -> new Effect.Failed(Optional.empty(), why);
      case Reply<Addressees> failed -> writes.failed(failed);
    };
  }

  /** The API counts up an alert that is open under the alias, whoever made it. */
  private Effect created(String alertId, String requestId) {
    return switch (made(alertId, requestId)) {
      case Reply.Ok<Optional<Alert>>(Optional<Alert> alert) when alert.isEmpty() ->
          new Effect.Unknown("the alert was made and cannot be read yet");
      case Reply.Ok<Optional<Alert>>(Optional<Alert> alert)
          when text.isMarked(alert.orElseThrow()) ->
          new Effect.Done(alert.orElseThrow().id());
      case Reply.Ok<Optional<Alert>>(Optional<Alert> alert) ->
          new Effect.Rejected(notOurs(alert.orElseThrow()));
      case Reply<Optional<Alert>> _ ->
          new Effect.Unknown("the alert was made and could not be read");
    };
  }

  private Reply<Optional<Alert>> made(String alertId, String requestId) {
    String alias = PagerText.key(requestId);
    return alertId.isEmpty()
        ? client.alertsBy(alias).map(all -> all.stream().filter(Alert::isOpen).findFirst())
        : client.alert(alertId).map(found -> found.filter(alert -> alert.alias().equals(alias)));
  }

  private static String notOurs(Alert alert) {
    return "alert " + alert.id() + " bears our alias but not our mark";
  }

  /**
   * An alert that was closed since the call was claimed was made by it, and people have closed it;
   * one that was closed before is from an earlier life.
   */
  @Override
  public Looked lookForAnnouncement(Notice notice, String requestId, boolean unmarkedToo) {
    Optional<Instant> claimed = notice.claim().map(Claim::at).map(at -> at.minus(CLOCKS));
    List<Alert> alive =
        writes.read(client.alertsBy(PagerText.key(requestId))).stream()
            .filter(alert -> alert.isOpen() || isSince(alert, claimed))
            .sorted(Comparator.comparing(Alert::isOpen).reversed())
            .toList();
    Optional<Alert> ours =
        alive.stream()
            .filter(it -> text.isMarked(it) || (unmarkedToo && AlertText.isUnmarked(it)))
            .findFirst();
    if (ours.isPresent()) {
      return new Looked.Found(ours.get().id());
    }
    return alive.isEmpty() ? new Looked.Absent() : new Looked.NotOurs(notOurs(alive.getFirst()));
  }

  private static boolean isSince(Alert alert, Optional<Instant> claimed) {
    return claimed.isPresent()
        && alert.createdAt().filter(at -> !at.isBefore(claimed.get())).isPresent();
  }

  @Override
  public Looked verify(Notice notice, String requestId) {
    Optional<Alert> found = writes.read(client.alert(ref(notice)));
    if (found.isEmpty()) {
      return new Looked.Absent();
    }
    Alert alert = found.get();
    if (!alert.alias().equals(PagerText.key(requestId))) {
      return new Looked.NotOurs("alert " + alert.id() + " does not bear the request's alias");
    }
    return text.bearsOtherMark(alert)
        ? new Looked.NotOurs("alert " + alert.id() + " bears another cluster's mark")
        : new Looked.Found(alert.id());
  }

  @Override
  public Optional<String> standing(Notice notice) {
    return writes.read(client.alert(ref(notice))).map(Alert::status);
  }

  @Override
  public Effect edit(Notice notice, String requestId, Truth truth) {
    String id = ref(notice);
    if (writes.read(client.alert(id)).filter(text::isMarked).isPresent()) {
      return new Effect.Done(id);
    }
    return writes.seen(client.addTag(id, text.tag()), () -> client.alert(id), text::isMarked, id);
  }

  @Override
  public Looked lookForReply(
      Notice notice, String requestId, dev.sallyport.core.notice.Reply reply) {
    return isTold(notice, requestId, reply) ? new Looked.Found(ref(notice)) : new Looked.Absent();
  }

  private boolean isTold(Notice notice, String requestId, dev.sallyport.core.notice.Reply reply) {
    return writes.read(client.notes(ref(notice))).stream()
        .anyMatch(note -> text.words().isNote(note.text(), requestId, reply));
  }

  /** Looks first: two notices may stand at one alert, when a refusal was followed by a fallback. */
  @Override
  public Effect reply(
      Notice notice, String requestId, dev.sallyport.core.notice.Reply reply, Truth truth) {
    String id = ref(notice);
    return isTold(notice, requestId, reply)
        ? new Effect.Done(id)
        : writes.settled(
            client.addNote(id, text.words().note(requestId, reply, truth)),
            _ -> new Effect.Done(id));
  }

  /** Closed, or gone, is just as good whoever did it. */
  @Override
  public Effect resolve(Notice notice, Outcome outcome) {
    String id = ref(notice);
    if (writes.read(client.alert(id)).filter(Alert::isOpen).isEmpty()) {
      return new Effect.Done(id);
    }
    return writes.seen(client.close(id), () -> client.alert(id), alert -> !alert.isOpen(), id);
  }

  @Override
  public Adoption adopt(Map<String, String> entry, Optional<Instant> created, Instant now) {
    return GoPagerEntry.adopt(entry, "alert_id", now);
  }

  @Override
  public Legacy leave(AccessRequest request, List<Notice> open, Map<String, String> theirs) {
    return GoPagerEntry.leave("alert_id", request, open, theirs, _ -> "");
  }

  @Override
  public Optional<Notice> stray(String requestId) {
    Instant before = clock.instant().minus(STRAY_AGE);
    return writes.read(client.alertsBy(PagerText.key(requestId))).stream()
        .filter(alert -> alert.isOpen() && text.isMarked(alert))
        .filter(alert -> alert.createdAt().filter(at -> at.isBefore(before)).isPresent())
        .findFirst()
        .map(alert -> Notice.adopted(alert.id(), alert.id(), 0, Optional.empty()));
  }

  @Override
  public List<String> requestIds() {
    return writes.read(client.openAlerts(text.tag())).items().stream()
        .filter(alert -> alert.isOpen() && text.isMarked(alert))
        .flatMap(alert -> PagerText.requestId(alert.alias()).stream())
        .distinct()
        .toList();
  }

  private static String ref(Notice notice) {
    return notice
        .ref()
        .orElseThrow(() -> new IllegalStateException("a notice to " + notice.to() + " has no ref"));
  }
}
