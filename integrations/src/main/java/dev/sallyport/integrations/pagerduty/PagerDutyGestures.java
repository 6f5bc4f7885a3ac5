package dev.sallyport.integrations.pagerduty;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.delivery.PagerDutySignature;
import dev.sallyport.core.delivery.QueuedSender;
import dev.sallyport.core.delivery.Sender;
import dev.sallyport.core.delivery.SignedDelivery;
import dev.sallyport.core.delivery.VerificationSecrets;
import dev.sallyport.core.memory.Documents;
import dev.sallyport.core.memory.Documents.Stored;
import dev.sallyport.core.memory.Memory;
import dev.sallyport.core.notice.NoticeBook;
import dev.sallyport.core.notice.NoticeState;
import dev.sallyport.core.review.Closing;
import dev.sallyport.core.review.Ending;
import dev.sallyport.core.review.Gesture;
import dev.sallyport.core.review.Gestures;
import dev.sallyport.core.review.NoteCommand;
import dev.sallyport.core.secret.LiveSecret;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Decisions that people write as notes on our incidents. An event tells the incident alone, so its
 * key is read from PagerDuty; it has to bear our cluster's mark, and memory has to know it. What a
 * foreign incident tells is left alone. The signature is checked again, as {@link QueuedSender}
 * says.
 */
public final class PagerDutyGestures implements Gestures {
  /** A note may be shown a little later than it is delivered. */
  private static final Duration SHOWN_AFTER = Duration.ofSeconds(30);

  private final QueuedSender senders;
  private final PagerDutyClient pagerduty;
  private final PagerDutyMembers members;
  private final Memory memory;
  private final IncidentText text;
  private final Asking asking;
  private final InstantSource clock;

  /**
   * @param cluster the cluster's name, the mark
   * @param onDenied called when PagerDuty refuses the API key
   */
  public PagerDutyGestures(
      LiveSecret<VerificationSecrets> secrets,
      PagerDutyClient pagerduty,
      PagerDutyMembers members,
      Memory memory,
      String cluster,
      Runnable onDenied,
      InstantSource clock) {
    this.senders = new QueuedSender(secrets, PagerDutySignature::verify);
    this.pagerduty = pagerduty;
    this.members = members;
    this.memory = memory;
    this.text = new IncidentText(cluster, Optional::empty);
    this.asking = new Asking(onDenied);
    this.clock = clock;
  }

  @Override
  public Reading read(SignedDelivery delivery, Instant sentAt) {
    return switch (senders.of(delivery, sentAt)) {
      case Sender.Unverified(Sender.Reason why) -> new Reading.Unverified(why.word());
      case Sender.Verified(Instant occurredAt) ->
          WebhookEvent.read(delivery.body().bytes())
              .map(event -> read(event, occurredAt, sentAt))
              .orElseGet(() -> new Reading.Garbled("it is no event about an incident"));
    };
  }

  private Reading read(WebhookEvent event, Instant occurredAt, Instant sentAt) {
    return switch (event.type()) {
      case WebhookEvent.RESOLVED -> resolved(event);
      case WebhookEvent.ANNOTATED -> annotated(event, occurredAt, sentAt);
      default -> new Reading.Nothing();
    };
  }

  /** We resolve, too. */
  private Reading resolved(WebhookEvent event) {
    if (event.key().filter(key -> IncidentText.requestId(key).isEmpty()).isPresent()) {
      return new Reading.Nothing();
    }
    return place(event.incidentId())
        .filter(place -> place.incident().status().equals("resolved"))
        .filter(place -> place.marked() && place.known())
        .filter(_ -> event.person().filter(members::isOurselves).isEmpty())
        .<Reading>map(
            place -> new Reading.Closed(new Closing(place.requestId(), event.incidentId())))
        .orElseGet(Reading.Nothing::new);
  }

  private Reading annotated(WebhookEvent event, Instant occurredAt, Instant sentAt) {
    Optional<NoteCommand> command = NoteCommand.read(event.note().content());
    if (command.isEmpty() || event.person().isEmpty() || !event.isNote()) {
      return new Reading.Nothing();
    }
    return place(event.incidentId())
        .filter(_ -> !members.isOurselves(event.person().get()))
        .map(place -> pressed(event, place, command.get(), occurredAt, sentAt))
        .orElseGet(Reading.Nothing::new);
  }

  private Reading pressed(
      WebhookEvent event, Place place, NoteCommand command, Instant occurredAt, Instant sentAt) {
    String actor = event.person().orElseThrow();
    Gesture gesture =
        new Gesture(
            event.incidentId() + "/" + event.note().id(),
            PagerDutyDestination.NAME,
            actor,
            true,
            place.requestId(),
            command.verdict(),
            command.reason(),
            occurredAt,
            Optional.empty(),
            new Gesture.ReplyAddress(
                Optional.empty(), Optional.of(event.incidentId()), event.name()));
    return objection(event, actor, place, command, sentAt)
        .<Reading>map(why -> new Reading.Refused(gesture, why))
        .orElseGet(() -> new Reading.Pressed(gesture));
  }

  private Optional<Ending> objection(
      WebhookEvent event, String actor, Place place, NoteCommand command, Instant sentAt) {
    if (!command.names(place.requestId())) {
      return Optional.of(Ending.OTHER_REQUEST);
    }
    if (!place.marked() || !place.known()) {
      return Optional.of(Ending.NOT_OURS);
    }
    return isShown(event, actor, sentAt) ? Optional.empty() : Optional.of(Ending.NOT_CONFIRMED);
  }

  /** Whether PagerDuty itself shows the note, with that text and by that person. */
  private boolean isShown(WebhookEvent event, String actor, Instant sentAt) {
    Optional<Note> shown =
        asking.value(pagerduty.notes(event.incidentId())).stream()
            .filter(note -> note.id().equals(event.note().id()))
            .findFirst();
    if (shown.isEmpty() && clock.instant().isBefore(sentAt.plus(SHOWN_AFTER))) {
      throw new Unavailable("PagerDuty does not show the note yet");
    }
    return shown
        .filter(note -> isSame(event.note(), note.content()))
        .filter(note -> note.userId().equals(Optional.of(actor)))
        .isPresent();
  }

  private static boolean isSame(WebhookEvent.Note delivered, String shown) {
    return delivered.trimmed()
        ? NoteCommand.read(shown)
            .map(NoteCommand::toString)
            .equals(NoteCommand.read(delivered.content()).map(NoteCommand::toString))
        : lines(shown).equals(lines(delivered.content()));
  }

  /** White space at the ends and the kind of line breaks are no part of what somebody said. */
  private static String lines(String text) {
    return text.strip().replace("\r\n", "\n");
  }

  /**
   * An incident that bears the key of a request.
   *
   * @param marked with our cluster's name at the head of its title
   * @param known to memory as the one that was opened for the request
   */
  private record Place(Incident incident, String requestId, boolean marked, boolean known) {}

  /** Empty for the incidents of others, which are answered with silence. */
  private Optional<Place> place(String incidentId) {
    return asking
        .found(pagerduty.incident(incidentId))
        .filter(incident -> !text.bearsOtherMark(incident.title()))
        .flatMap(
            incident ->
                IncidentText.requestId(incident.key())
                    .flatMap(requestId -> place(incident, requestId)));
  }

  private Optional<Place> place(Incident incident, String requestId) {
    boolean marked = text.isMarked(incident.title());
    String stored = memory.read(requestId).ours(PagerDutyDestination.NAME);
    Optional<NoticeBook> book =
        switch (Documents.read(stored, NoticeBook.class)) {
          case Stored.Known(NoticeBook known) -> Optional.of(known);
          case Stored.Newer<NoticeBook>(NoticeBook newer, int _) -> Optional.of(newer);
          case Stored.Absent<NoticeBook> _, Stored.Unreadable<NoticeBook> _ -> Optional.empty();
        };
    boolean known = book.filter(it -> holds(it, incident.id())).isPresent();
    if (!known && marked && book.filter(PagerDutyGestures::isBeingWritten).isPresent()) {
      throw new Unavailable("the announcement of " + requestId + " is still to be recorded");
    }
    // With the mark and without any memory it is ours of long ago; with another in memory it is
    // not.
    return known || (marked && book.isEmpty())
        ? Optional.of(new Place(incident, requestId, marked, known))
        : Optional.empty();
  }

  private static boolean holds(NoticeBook book, String incidentId) {
    return book.notices().stream().anyMatch(notice -> notice.ref().equals(Optional.of(incidentId)));
  }

  private static boolean isBeingWritten(NoticeBook book) {
    return book.notices().stream()
        .anyMatch(
            notice ->
                notice.ref().isEmpty()
                    && (notice.state() == NoticeState.CLAIMED
                        || notice.state() == NoticeState.UNKNOWN));
  }
}
