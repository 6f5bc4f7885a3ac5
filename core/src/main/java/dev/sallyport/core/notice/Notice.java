package dev.sallyport.core.notice;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.core.request.Outcome;
import java.util.Map;
import java.util.Optional;

/**
 * One incident, alert or message, as memory knows it.
 *
 * @param to the recipient: a service, schedule or channel, as it was routed
 * @param claim a call that was begun and not recorded
 * @param ref the vendor's id, once known
 * @param unknowns calls in a row whose outcome is unknown
 * @param shown the request's revision that it shows; absent for one that another program made
 * @param replies how many reviews were told
 * @param told the outcome that was told in words
 * @param closedAs the outcome it was closed with
 * @param refusal why the recipient cannot be reached
 */
public record Notice(
    String to,
    NoticeState state,
    Optional<Claim> claim,
    Optional<String> ref,
    int unknowns,
    Optional<String> shown,
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
    return new Notice(
        to,
        NoticeState.NONE,
        Optional.empty(),
        Optional.empty(),
        0,
        Optional.empty(),
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of());
  }

  /** Something may have been done, and nobody wrote down what. */
  public static Notice unknown(String to) {
    return none(to).withState(NoticeState.UNKNOWN);
  }

  /** One that another program made, as it stands. */
  public static Notice adopted(String to, String ref, int replies, Optional<Outcome> told) {
    return none(to).opened(ref, Optional.empty()).withReplies(replies).withTold(told);
  }

  /** A call is about to be made. */
  Notice claimed(Claim newClaim) {
    NoticeState next =
        state == NoticeState.OPEN || state == NoticeState.CLOSED ? state : NoticeState.CLAIMED;
    return copy(next, Optional.of(newClaim), ref, shown, replies, told, closedAs, refusal);
  }

  /** The call is over and recorded. */
  Notice unclaimed() {
    return copy(state, Optional.empty(), ref, shown, replies, told, closedAs, refusal);
  }

  Notice opened(String newRef, Optional<String> revision) {
    return new Notice(
        to,
        NoticeState.OPEN,
        Optional.empty(),
        Optional.of(newRef),
        0,
        revision,
        replies,
        told,
        closedAs,
        Optional.empty(),
        more);
  }

  /** The call proved to have had no effect; it may be made again. */
  Notice refused(Optional<String> why) {
    return copy(NoticeState.REFUSED, Optional.empty(), ref, shown, replies, told, closedAs, why);
  }

  /** Nobody knows whether the announcement took place. */
  Notice unsure() {
    return new Notice(
        to,
        NoticeState.UNKNOWN,
        claim,
        ref,
        unknowns + 1,
        shown,
        replies,
        told,
        closedAs,
        refusal,
        more);
  }

  /** It was looked for, and is not there: all begins anew. */
  Notice absent() {
    return new Notice(
        to,
        NoticeState.NONE,
        Optional.empty(),
        Optional.empty(),
        0,
        Optional.empty(),
        0,
        Optional.empty(),
        Optional.empty(),
        refusal,
        more);
  }

  Notice replied(Reply reply) {
    return switch (reply) {
      case Reply.OfReview review -> unclaimed().withReplies(review.index() + 1);
      case Reply.OfEnd end -> unclaimed().withTold(Optional.of(end.outcome()));
    };
  }

  Notice shown(String revision) {
    return copy(
        state, Optional.empty(), ref, Optional.of(revision), replies, told, closedAs, refusal);
  }

  Notice closed(Outcome outcome) {
    return copy(
        NoticeState.CLOSED,
        Optional.empty(),
        ref,
        shown,
        replies,
        told,
        Optional.of(outcome),
        refusal);
  }

  private Notice withState(NoticeState next) {
    return copy(next, claim, ref, shown, replies, told, closedAs, refusal);
  }

  private Notice withReplies(int count) {
    return copy(state, claim, ref, shown, count, told, closedAs, refusal);
  }

  private Notice withTold(Optional<Outcome> outcome) {
    return copy(state, claim, ref, shown, replies, outcome, closedAs, refusal);
  }

  private Notice copy(
      NoticeState newState,
      Optional<Claim> newClaim,
      Optional<String> newRef,
      Optional<String> newShown,
      int newReplies,
      Optional<Outcome> newTold,
      Optional<Outcome> newClosedAs,
      Optional<String> newRefusal) {
    return new Notice(
        to,
        newState,
        newClaim,
        newRef,
        unknowns,
        newShown,
        newReplies,
        newTold,
        newClosedAs,
        newRefusal,
        more);
  }
}
