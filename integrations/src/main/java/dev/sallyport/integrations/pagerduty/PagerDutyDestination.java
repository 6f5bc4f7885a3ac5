package dev.sallyport.integrations.pagerduty;

import dev.sallyport.core.notice.Destination;
import dev.sallyport.core.notice.GoPagerEntry;
import dev.sallyport.core.notice.Notice;
import dev.sallyport.core.notice.OpenNotices;
import dev.sallyport.core.notice.Rules;
import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.request.Outcome;
import dev.sallyport.core.request.Truth;
import dev.sallyport.integrations.http.FoundNames;
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
 * Access Requests as PagerDuty incidents. The incident key is the original's; the cluster's name in
 * brackets at the head of the title marks an incident as ours, and what bears another mark is left
 * alone.
 */
public final class PagerDutyDestination implements Destination, OpenNotices {
  /** The destination's name, in memory, queues and configuration. */
  public static final String NAME = "pagerduty";

  private static final Duration STRAY_AGE = Duration.ofHours(1);

  private final PagerDutyClient pagerduty;
  private final FoundNames<Service> services;
  private final IncidentText text;
  private final Optional<String> fallback;
  private final Runnable onDenied;
  private final InstantSource clock;

  /**
   * @param cluster the cluster's name, the mark
   * @param webUrl tells {@code https://host} of the web UI, where requests can be decided there
   * @param fallback the service that hears of what its own service does not take
   * @param onDenied called when PagerDuty refuses the API key
   */
  public PagerDutyDestination(
      PagerDutyClient pagerduty,
      String cluster,
      Supplier<Optional<String>> webUrl,
      Optional<String> fallback,
      Runnable onDenied,
      InstantSource clock) {
    this.pagerduty = pagerduty;
    this.services = new FoundNames<>(pagerduty::serviceByName, clock);
    this.text = new IncidentText(cluster, webUrl);
    this.fallback = fallback;
    this.onDenied = onDenied;
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
  public Optional<String> standing(Notice notice) {
    return Optional.of(read(pagerduty.incident(ref(notice))).status());
  }

  @Override
  public void check() {
    var _ = read(pagerduty.abilities());
  }

  @Override
  public Effect announce(String to, AccessRequest request) {
    return switch (services.find(to)) {
      case Reply.Ok<Optional<Service>>(Optional<Service> service) ->
          service
              .map(known -> create(known, request))
              .orElseGet(() -> new Effect.Rejected("PagerDuty has no service named " + to));
      // A read has no effect, so nothing is unknown.
      case Reply.Unknown<Optional<Service>>(String why) -> new Effect.Failed(Optional.empty(), why);
      case Reply<Optional<Service>> other -> effect(other, _ -> "");
    };
  }

  private Effect create(Service service, AccessRequest request) {
    String key = IncidentText.key(request.id());
    Reply<Incident> reply =
        pagerduty.createIncident(text.title(request), service.id(), key, text.details(request));
    if (reply instanceof Reply.Rejected<Incident>(int status, int _, String message)
        && status == 400) {
      return alreadyOpen(service, request.id(), message);
    }
    return effect(reply, Incident::id);
  }

  /**
   * PagerDuty answers 400 when an incident with this key is open on the service: then it may be
   * ours.
   */
  private Effect alreadyOpen(Service service, String requestId, String message) {
    return switch (find(requestId, Optional.of(service.id()), false)) {
      case Looked.Found(String ref) -> new Effect.Done(ref);
      case Looked.Absent _ -> new Effect.Rejected("PagerDuty refuses the incident: " + message);
      case Looked.NotOurs(String why) -> new Effect.Rejected(why);
      case Looked.Blind _ -> throw new IllegalStateException("incidents can always be looked for");
    };
  }

  @Override
  public Looked lookForAnnouncement(Notice notice, String requestId, boolean unmarkedToo) {
    Optional<Service> service = read(services.find(notice.to()));
    return find(requestId, service.map(Service::id), unmarkedToo);
  }

  private Looked find(String requestId, Optional<String> serviceId, boolean unmarkedToo) {
    List<Incident> all = read(pagerduty.incidentsByKey(IncidentText.key(requestId), serviceId));
    Optional<Incident> ours =
        all.stream()
            .filter(incident -> isOurs(incident, unmarkedToo))
            .min(Comparator.comparingLong(Incident::number));
    if (ours.isPresent()) {
      return new Looked.Found(ours.get().id());
    }
    return all.isEmpty()
        ? new Looked.Absent()
        : new Looked.NotOurs("incident " + all.getFirst().id() + " bears our key but not our mark");
  }

  private boolean isOurs(Incident incident, boolean unmarkedToo) {
    return text.isMarked(incident.title())
        || (unmarkedToo && IncidentText.isUnmarked(incident.title()));
  }

  @Override
  public Looked verify(Notice notice, String requestId) {
    Reply<Incident> reply = pagerduty.incident(ref(notice));
    if (reply instanceof Reply.Rejected<Incident>(int status, int _, String _) && status == 404) {
      return new Looked.Absent();
    }
    Incident incident = read(reply);
    if (!incident.key().equals(IncidentText.key(requestId))) {
      return new Looked.NotOurs("incident " + incident.id() + " does not bear the request's key");
    }
    return text.bearsOtherMark(incident.title())
        ? new Looked.NotOurs("incident " + incident.id() + " bears another cluster's mark")
        : new Looked.Found(incident.id());
  }

  @Override
  public Effect edit(Notice notice, String requestId, Truth truth) {
    Incident incident = read(pagerduty.incident(ref(notice)));
    return text.isMarked(incident.title())
        ? new Effect.Done(incident.id())
        : effect(pagerduty.retitle(incident.id(), text.marked(incident.title())), Incident::id);
  }

  @Override
  public Looked lookForReply(
      Notice notice, String requestId, dev.sallyport.core.notice.Reply reply) {
    return read(pagerduty.notes(ref(notice))).stream()
        .filter(note -> text.isNote(note.content(), requestId, reply))
        .findFirst()
        .<Looked>map(note -> new Looked.Found(note.id()))
        .orElseGet(Looked.Absent::new);
  }

  @Override
  public Effect reply(
      Notice notice, String requestId, dev.sallyport.core.notice.Reply reply, Truth truth) {
    return effect(pagerduty.addNote(ref(notice), text.note(requestId, reply, truth)), Note::id);
  }

  @Override
  public Effect resolve(Notice notice, Outcome outcome) {
    return effect(pagerduty.resolve(ref(notice)), _ -> ref(notice));
  }

  @Override
  public Adoption adopt(Map<String, String> entry, Optional<Instant> created, Instant now) {
    return GoPagerEntry.adopt(entry, "incident_id", now);
  }

  @Override
  public Legacy leave(AccessRequest request, List<Notice> open, Map<String, String> theirs) {
    return GoPagerEntry.leave(
        "incident_id",
        request,
        open,
        theirs,
        notice -> read(pagerduty.incident(ref(notice))).serviceId());
  }

  @Override
  public Optional<Notice> stray(String requestId) {
    return read(pagerduty.incidentsByKey(IncidentText.key(requestId), Optional.empty())).stream()
        .filter(
            incident -> text.isMarked(incident.title()) && !incident.status().equals("resolved"))
        .filter(this::isOld)
        .findFirst()
        .map(incident -> Notice.adopted(incident.serviceId(), incident.id(), 0, Optional.empty()));
  }

  private boolean isOld(Incident incident) {
    return incident
        .createdAt()
        .filter(at -> at.plus(STRAY_AGE).isBefore(clock.instant()))
        .isPresent();
  }

  @Override
  public List<String> requestIds() {
    return read(pagerduty.openIncidents()).items().stream()
        .filter(incident -> !text.bearsOtherMark(incident.title()))
        .flatMap(incident -> IncidentText.requestId(incident.key()).stream())
        .distinct()
        .toList();
  }

  private static String ref(Notice notice) {
    return notice
        .ref()
        .orElseThrow(() -> new IllegalStateException("a notice to " + notice.to() + " has no ref"));
  }

  private <T> T read(Reply<T> reply) {
    return new Asking(onDenied).value(reply);
  }

  private <T> Effect effect(Reply<T> reply, java.util.function.Function<T, String> ref) {
    return switch (reply) {
      case Reply.Ok<T>(T value) -> new Effect.Done(ref.apply(value));
      case Reply.Denied<T>(int status, int _, String message) -> {
        onDenied.run();
        yield new Effect.Failed(
            Optional.empty(), "PagerDuty refuses the API key (" + status + "): " + message);
      }
      case Reply.Rejected<T>(int status, int code, String message) ->
          new Effect.Rejected("PagerDuty refuses (" + status + "/" + code + "): " + message);
      case Reply.Retry<T>(Optional<Duration> after, String why) -> new Effect.Failed(after, why);
      case Reply.Unknown<T>(String why) -> new Effect.Unknown(why);
    };
  }
}
