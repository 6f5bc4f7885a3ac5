package dev.sallyport.core.notice;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.core.request.Outcome;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One incident, alert or message, as memory knows it.
 *
 * @param to the recipient: a service, schedule or channel, as it was routed
 * @param claim a call that was begun and not recorded
 * @param ref the vendor's id, once known
 * @param unknowns calls in a row whose outcome is unknown
 * @param shown the request's revision that it shows; absent for one that another program made
 * @param shows the outcome that its own text shows
 * @param replies how many reviews were told
 * @param told the outcome that was told below it
 * @param closedAs the outcome it was closed with
 * @param refusal why the recipient cannot be reached, or need not
 */
public record Notice(
    String to,
    NoticeState state,
    Optional<Claim> claim,
    Optional<String> ref,
    int unknowns,
    Optional<String> shown,
    Optional<Outcome> shows,
    int replies,
    Optional<Outcome> told,
    Optional<Outcome> closedAs,
    Optional<String> refusal,
    @JsonAnyGetter Map<String, JsonNode> more) {

  @JsonCreator
  public Notice(
      @JsonProperty(value = "to", required = true) String to,
      @JsonProperty(value = "state", required = true) NoticeState state,
      @JsonProperty("claim") Optional<Claim> claim,
      @JsonProperty("ref") Optional<String> ref,
      @JsonProperty("unknowns") int unknowns,
      @JsonProperty("shown") Optional<String> shown,
      @JsonProperty("shows") Optional<Outcome> shows,
      @JsonProperty("replies") int replies,
      @JsonProperty("told") Optional<Outcome> told,
      @JsonProperty("closedAs") Optional<Outcome> closedAs,
      @JsonProperty("refusal") Optional<String> refusal,
      @JsonAnySetter Map<String, JsonNode> more) {
    this.to = to;
    this.state = state;
    this.claim = claim;
    this.ref = ref;
    this.unknowns = Math.max(0, unknowns);
    this.shown = shown;
    this.shows = shows;
    this.replies = Math.max(0, replies);
    this.told = told;
    this.closedAs = closedAs;
    this.refusal = refusal;
    this.more = Map.copyOf(more);
    if ((state == NoticeState.OPEN || state == NoticeState.CLOSED) && ref.isEmpty()) {
      throw new IllegalArgumentException("a notice to " + to + " is " + state + " without a ref");
    }
  }

  /** Nothing was done for this recipient yet. */
  public static Notice none(String to) {
    return new Draft(to).build();
  }

  /** Something may have been done, and nobody wrote down what. */
  public static Notice unknown(String to) {
    return none(to).change(draft -> draft.state = NoticeState.UNKNOWN);
  }

  /** One that another program made, as it stands. */
  public static Notice adopted(String to, String ref, int replies, Optional<Outcome> told) {
    return none(to)
        .opened(ref, Optional.empty())
        .change(
            draft -> {
              draft.replies = replies;
              draft.told = told;
              draft.shows = told;
            });
  }

  /** A call is about to be made. */
  Notice claimed(Claim newClaim) {
    return change(
        draft -> {
          draft.claim = Optional.of(newClaim);
          draft.state =
              state == NoticeState.OPEN || state == NoticeState.CLOSED
                  ? state
                  : NoticeState.CLAIMED;
        });
  }

  /** The call is over and recorded. */
  Notice unclaimed() {
    return change(draft -> draft.claim = Optional.empty());
  }

  Notice opened(String newRef, Optional<String> revision) {
    return change(
        draft -> {
          draft.state = NoticeState.OPEN;
          draft.claim = Optional.empty();
          draft.ref = Optional.of(newRef);
          draft.unknowns = 0;
          draft.shown = revision;
          draft.refusal = Optional.empty();
        });
  }

  /** The announcement proved to have had no effect; it may be made again. */
  Notice refused(Optional<String> why) {
    return change(
        draft -> {
          draft.state = NoticeState.REFUSED;
          draft.claim = Optional.empty();
          draft.refusal = why;
        });
  }

  /** Nobody knows whether the announcement took place. */
  Notice unsure() {
    return change(
        draft -> {
          draft.state = NoticeState.UNKNOWN;
          draft.unknowns = unknowns + 1;
        });
  }

  /** It was looked for, and is not there: all begins anew. */
  Notice absent() {
    return none(to)
        .change(
            draft -> {
              draft.refusal = refusal;
              draft.more = more;
            });
  }

  /** Nobody can look whether it is there: it is announced again, at the risk of a duplicate. */
  Notice again(int unknownsSoFar) {
    return absent().change(draft -> draft.unknowns = unknownsSoFar);
  }

  /** Nobody can look whether the reply is there: it is told again, at the risk of a duplicate. */
  Notice tellAgain() {
    return unclaimed().change(draft -> draft.unknowns = unknowns + 1);
  }

  /** There is nobody to tell under this name. */
  Notice skipped(String why) {
    return change(
        draft -> {
          draft.state = NoticeState.SKIPPED;
          draft.claim = Optional.empty();
          draft.refusal = Optional.of(why);
        });
  }

  /** Given up. */
  Notice lost(String why) {
    return skipped(why).change(draft -> draft.state = NoticeState.LOST);
  }

  Notice replied(Reply reply) {
    return change(
        draft -> {
          draft.claim = Optional.empty();
          draft.unknowns = 0;
          switch (reply) {
            case Reply.OfReview review -> draft.replies = review.index() + 1;
            case Reply.OfEnd end -> draft.told = Optional.of(end.outcome());
            case Reply.OfHandback _ -> {}
          }
        });
  }

  /** Its own text says this now; a revision that is gone is the empty one. */
  Notice shown(String revision, Optional<Outcome> outcome) {
    return change(
        draft -> {
          draft.claim = Optional.empty();
          draft.shown = Optional.of(revision);
          draft.shows = outcome;
        });
  }

  /** Its own announcement told the end: nothing is left to tell. */
  Notice announcedAs(Optional<Outcome> outcome) {
    return change(
        draft -> {
          draft.shows = outcome;
          draft.told = outcome;
        });
  }

  Notice closed(Outcome outcome) {
    return change(
        draft -> {
          draft.state = NoticeState.CLOSED;
          draft.claim = Optional.empty();
          draft.closedAs = Optional.of(outcome);
        });
  }

  private Notice change(Consumer<Draft> edit) {
    Draft draft = new Draft(this);
    edit.accept(draft);
    return draft.build();
  }

  /** One that is being changed. */
  private static final class Draft {
    private final String to;
    private NoticeState state = NoticeState.NONE;
    private Optional<Claim> claim = Optional.empty();
    private Optional<String> ref = Optional.empty();
    private int unknowns;
    private Optional<String> shown = Optional.empty();
    private Optional<Outcome> shows = Optional.empty();
    private int replies;
    private Optional<Outcome> told = Optional.empty();
    private Optional<Outcome> closedAs = Optional.empty();
    private Optional<String> refusal = Optional.empty();
    private Map<String, JsonNode> more = Map.of();

    Draft(String to) {
      this.to = to;
    }

    Draft(Notice notice) {
      this(notice.to);
      state = notice.state;
      claim = notice.claim;
      ref = notice.ref;
      unknowns = notice.unknowns;
      shown = notice.shown;
      shows = notice.shows;
      replies = notice.replies;
      told = notice.told;
      closedAs = notice.closedAs;
      refusal = notice.refusal;
      more = notice.more;
    }

    Notice build() {
      return new Notice(
          to, state, claim, ref, unknowns, shown, shows, replies, told, closedAs, refusal, more);
    }
  }
}
