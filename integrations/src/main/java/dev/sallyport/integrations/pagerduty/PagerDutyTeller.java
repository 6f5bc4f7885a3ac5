package dev.sallyport.integrations.pagerduty;

import dev.sallyport.core.review.Closing;
import dev.sallyport.core.review.Gesture;
import dev.sallyport.core.review.Teller;
import dev.sallyport.core.text.UserText;
import dev.sallyport.integrations.http.Reply;
import java.util.Optional;

/**
 * Answers with a note on the incident. Notes know no key against doubles, so each bears a mark in
 * its last line and is looked for before it is written.
 */
public final class PagerDutyTeller implements Teller {
  private static final int LONGEST_WHAT = 200;

  private final PagerDutyClient pagerduty;
  private final IncidentText text;
  private final Asking asking;

  /**
   * @param cluster the cluster's name, for the mark
   * @param onDenied called when PagerDuty refuses the API key
   */
  public PagerDutyTeller(PagerDutyClient pagerduty, String cluster, Runnable onDenied) {
    this.pagerduty = pagerduty;
    this.text = new IncidentText(cluster, Optional::empty);
    this.asking = new Asking(onDenied);
  }

  @Override
  public Telling tell(Gesture gesture, String words) {
    String what = "answer " + UserText.line(gesture.delivery(), LONGEST_WHAT);
    return gesture
        .reply()
        .channel()
        .map(incident -> note(incident, gesture.requestId(), what, name(gesture), words))
        .orElseGet(() -> new Telling.Untellable("the decision names no incident"));
  }

  private static Optional<String> name(Gesture gesture) {
    return gesture.reply().name().or(() -> Optional.of(gesture.actor()));
  }

  @Override
  public Telling remark(Closing closing, String words) {
    return note(closing.place(), closing.requestId(), "resolved", Optional.empty(), words);
  }

  private Telling note(
      String incident, String requestId, String what, Optional<String> to, String words) {
    boolean told =
        asking.value(pagerduty.notes(incident)).stream()
            .anyMatch(note -> text.isAnswer(note.content(), requestId, what));
    return told
        ? new Telling.Told()
        : telling(pagerduty.addNote(incident, text.answer(requestId, what, to, words)));
  }

  private Telling telling(Reply<Note> reply) {
    if (reply instanceof Reply.Rejected<Note>(int status, int _, String message)) {
      return new Telling.Untellable("PagerDuty refuses the note (" + status + "): " + message);
    }
    var _ = asking.value(reply);
    return new Telling.Told();
  }
}
