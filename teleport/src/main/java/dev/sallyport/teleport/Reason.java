package dev.sallyport.teleport;

/**
 * Why Teleport, or the way to it, refused a call. Teleport sends a code and a text, and one code
 * ({@code PERMISSION_DENIED}) has many meanings; they are told apart here, by text and where that
 * is not enough by reading the request again. Source: Teleport's {@code lib/auth}, {@code
 * lib/services/access_request.go} and {@code trail}.
 */
public enum Reason {
  /** The thing named does not exist or is not visible to this identity. */
  NOT_FOUND,
  /** A right is missing, or the user is locked or deleted. */
  DENIED,
  /**
   * The author of the review may not review this request: no {@code review_requests} rule allows
   * it, or one forbids it. Teleport answers a self review with the same text; see {@link
   * #SELF_REVIEW}.
   */
  MAY_NOT_REVIEW,
  /** The author of the review, or who sets the state, is the requester. */
  SELF_REVIEW,
  /**
   * The author of a review on behalf is not stored on the cluster. A user from single sign-on is
   * stored only while a login lasts.
   */
  AUTHOR_NOT_STORED,
  /** This identity's roles do not name the author in {@code submit_for_users}, or deny it. */
  MAY_NOT_SUBMIT_FOR,
  /**
   * The server takes reviews in the caller's own name alone: it is older than Teleport 18.11, or it
   * was not told that the review is on behalf.
   */
  NOT_ON_BEHALF,
  /**
   * The author already has a review on this request. It is what was meant only when the stored
   * review has the same author and verdict.
   */
  ALREADY_REVIEWED,
  /** The request is approved, denied or promoted already. */
  ALREADY_RESOLVED,
  /**
   * The cluster wants an MFA answer for admin actions, which this identity cannot give. Bot
   * identities (Machine ID) and those signed on the Auth host are exempt.
   */
  MFA_REQUIRED,
  /** A compare-and-set found other values than expected: read again, then try again. */
  COMPARE_FAILED,
  /** Teleport lost its own write races several times over: try again later. Nothing was written. */
  TOO_MANY_WRITES,
  /** The call's contents are not acceptable and will not become so. */
  INVALID,
  /** The server does not know this call or this part of it. */
  UNIMPLEMENTED,
  /** The server closes connections of clients of this version. */
  CLIENT_TOO_OLD,
  /** An answer was larger than the limits of this client, or the server limits the rate. */
  LIMIT,
  /**
   * No answer: not reachable, TLS failed, the deadline passed, the connection was cut. <b>For a
   * write the outcome is unknown</b>: it may have been done. Look before doing it again.
   */
  UNAVAILABLE,
  /** Anything else; the text is all there is. */
  OTHER
}
