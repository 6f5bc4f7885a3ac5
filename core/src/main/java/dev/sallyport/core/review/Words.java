package dev.sallyport.core.review;

import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.request.Outcome;
import dev.sallyport.core.request.RequestState;
import dev.sallyport.core.request.Review;
import dev.sallyport.core.request.Seen;
import dev.sallyport.core.request.Truth;
import dev.sallyport.core.text.UserText;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * What a person is told, in plain text: what became of the decision, and what to do next. User
 * names are bounded and stand as they are, so a teller escapes the whole.
 */
public final class Words {
  private static final int LONGEST_NAME = 100;

  private final Supplier<Optional<String>> webUrl;
  private final Manner manner;

  /** For people who press buttons. */
  public Words(Supplier<Optional<String>> webUrl) {
    this(webUrl, Manner.BUTTONS);
  }

  /**
   * @param webUrl where people decide in the browser, {@code https://host}; empty where they use
   *     {@code tsh}
   * @param manner in which they decide here
   */
  public Words(Supplier<Optional<String>> webUrl, Manner manner) {
    this.webUrl = webUrl;
    this.manner = manner;
  }

  /** The decision counts. */
  String recorded(Verdict verdict, String author, AccessRequest now) {
    String who = "Your " + verdict.noun() + " is recorded as " + name(author) + ". ";
    return who
        + switch (now.state()) {
          case APPROVED -> "The request is now approved; nothing more is to do.";
          case DENIED -> "The request is now denied; nothing more is to do.";
          case PROMOTED -> "The request was promoted to an access list; nothing more is to do.";
          case PENDING, UNKNOWN -> "The request is still pending" + progress(now);
        };
  }

  private static String progress(AccessRequest now) {
    OptionalInt missing = now.missingApprovals();
    String wanting =
        missing.isPresent() && missing.getAsInt() > 0
            ? " and " + missing.getAsInt() + " more needed"
            : "";
    return ": " + count(now.approvals(), "approval") + " so far" + wanting + ". Others decide now.";
  }

  private static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /** What became of a decision that was not taken, or of one that was taken before. */
  String of(Ending ending, Gesture gesture, Optional<Truth> truth, ReviewPolicy policy) {
    String here = decideHere(gesture.requestId());
    return switch (ending) {
      case RECORDED -> "Your " + gesture.verdict().noun() + " is recorded. " + state(truth);
      case ALREADY_REVIEWED ->
          "You have reviewed this request already, and a review cannot be changed. " + state(truth);
      case SETTLED, OVER -> "Your " + gesture.verdict().noun() + " came too late. " + state(truth);
      case NOT_ALLOWED -> "Teleport does not let you review this request. " + askReviewer();
      case NOT_STORED ->
          "Teleport does not know your user at the moment: log in to Teleport once, then "
              + manner.again()
              + ".";
      case NOT_SUPPORTED -> "Your decision cannot be submitted from here. " + here;
      case OUTSIDER -> manner.outsider() + here;
      case LONG_TERM -> "Requests for long-term access cannot be decided from here. " + here;
      case NOT_LINKED -> notLinked(gesture, policy, here);
      case LINKED_TO_SEVERAL ->
          "More than one Teleport user is linked to you ("
              + policy.trait()
              + " = "
              + gesture.actor()
              + "), so nobody can say who decides. Ask an administrator to leave one. "
              + here;
      case MACHINE ->
          "You are linked to a machine's Teleport user, and machines decide nothing here. Ask an"
              + " administrator to link your own user.";
      case OWN_REQUEST ->
          "This is your own request, also if you use another user for it. " + askReviewer();
      case REQUESTER_UNKNOWN ->
          "The requester is not logged in at the moment, so it cannot be seen here whether the"
              + " request is another person's. "
              + here;
      case NO_BUTTONS -> "Requests for these roles are not decided from here. " + here;
      case NOT_APPROVABLE ->
          "Requests for these roles cannot be approved from here, since whoever holds an API key of"
              + " the account could write a note in your name. They can be denied. "
              + here;
      case OTHER_REQUEST ->
          "Your note names another request: this one ends in "
              + NoteCommand.suffix(gesture.requestId())
              + ". If you mean it, write the note again with these characters. "
              + here;
      case NOT_OURS ->
          "This does not prove to be the place where the request was announced, so nothing is"
              + " decided from here. "
              + here;
      case NOT_CONFIRMED ->
          "Your decision does not stand here as it was delivered, so it was not submitted. Please "
              + manner.again()
              + ". "
              + here;
      case REASON_MISSING -> manner.reasonMissing();
      case OFF -> "Decisions from here are switched off. Nothing was submitted. " + here;
      case TOO_LATE ->
          "Your decision took longer than "
              + policy.maxAge().toMinutes()
              + " minutes to arrive. Please decide again: if the request is still pending, "
              + manner.again()
              + ". "
              + here;
      case INVISIBLE -> "This request cannot be read at the moment. " + here;
    };
  }

  /**
   * Somebody closed the place where it is shown.
   *
   * @param approvable whether such a note may approve it
   */
  String closed(String requestId, boolean approvable) {
    String suffix = NoteCommand.suffix(requestId);
    return "Resolving decides nothing: the request is still pending. Decide with a note "
        + (approvable ? "\"teleport approve " + suffix + "\" or " : "")
        + "\"teleport deny "
        + suffix
        + "\" and your reason behind it. "
        + decideHere(requestId);
  }

  private static String notLinked(Gesture gesture, ReviewPolicy policy, String here) {
    return "No Teleport user is linked to you. Log in to Teleport once if you use single sign-on;"
        + " if that does not help, ask an administrator to add "
        + policy.trait()
        + " = "
        + gesture.actor()
        + " to the traits of your user. "
        + here;
  }

  private static String askReviewer() {
    return "Ask somebody else who may review it.";
  }

  private String decideHere(String requestId) {
    return webUrl
        .get()
        .map(url -> "You can decide in Teleport: " + url + "/web/requests/" + requestId)
        .orElse("You can decide with: tsh request review --approve|--deny " + requestId);
  }

  private static String state(Optional<Truth> truth) {
    return truth
        .map(
            known ->
                switch (known) {
                  case Truth.Live(AccessRequest request) -> state(request);
                  case Truth.Gone(Outcome outcome, Optional<Seen> _) -> over(outcome);
                  case Truth.Invisible _ -> "The request cannot be read at the moment.";
                })
        .orElse("");
  }

  private static String state(AccessRequest request) {
    return switch (request.state()) {
      case APPROVED, DENIED ->
          "The request is already "
              + (request.state() == RequestState.APPROVED ? "approved" : "denied")
              + decider(request)
              + "; nothing more is to do.";
      case PROMOTED -> "The request was promoted to an access list; nothing more is to do.";
      case PENDING, UNKNOWN -> "The request is still pending" + progress(request);
    };
  }

  private static String decider(AccessRequest request) {
    return request.reviews().reversed().stream()
        .filter(review -> review.proposed() == request.state())
        .findFirst()
        .map(Review::author)
        .map(author -> " by " + name(author))
        .orElse("");
  }

  private static String over(Outcome outcome) {
    return switch (outcome) {
      case APPROVED, DENIED, PROMOTED ->
          "The request was " + outcome.words() + ", and its access is over.";
      case EXPIRED -> "The request has expired. Who still needs the access requests it again.";
      case DELETED -> "The request was deleted. Who still needs the access requests it again.";
      case UNWATCHED -> "The request is over. Who still needs the access requests it again.";
    };
  }

  private static String name(String user) {
    return UserText.line(user, LONGEST_NAME);
  }
}
