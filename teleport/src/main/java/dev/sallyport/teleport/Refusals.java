package dev.sallyport.teleport;

import io.grpc.Status;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * From a gRPC status to a {@link Reason}. Teleport joins wrapped error texts with newlines and
 * tabs, so texts are searched, never compared. Source: {@code api/trail}, {@code
 * lib/services/access_request.go}, {@code lib/auth/auth_with_roles.go}.
 */
final class Refusals {
  static final int MAX_TEXT = 500;

  // What grpc-netty appends to its own errors.
  private static final Pattern PIPELINE = Pattern.compile("\\s*Channel Pipeline: \\[[^]]*]");

  private Refusals() {}

  static <T> Answer<T> of(Status status) {
    return Answer.refused(reason(status), text(status));
  }

  static Reason reason(Status status) {
    String text = status.getDescription() == null ? "" : status.getDescription();
    return switch (status.getCode()) {
      case NOT_FOUND -> Reason.NOT_FOUND;
      case PERMISSION_DENIED -> denied(text);
      case UNAUTHENTICATED -> Reason.DENIED;
      case ALREADY_EXISTS -> alreadyReviewed(text) ? Reason.ALREADY_REVIEWED : Reason.OTHER;
      case FAILED_PRECONDITION ->
          text.contains("too many concurrent writes")
              ? Reason.TOO_MANY_WRITES
              : Reason.COMPARE_FAILED;
      case INVALID_ARGUMENT, OUT_OF_RANGE ->
          text.contains("cannot set request-state") && text.contains("already denied")
              ? Reason.ALREADY_RESOLVED
              : Reason.INVALID;
      case UNIMPLEMENTED -> Reason.UNIMPLEMENTED;
      case RESOURCE_EXHAUSTED -> exhausted(text);
      case UNKNOWN -> status.getCause() == null ? Reason.OTHER : Reason.UNAVAILABLE;
      case UNAVAILABLE, DEADLINE_EXCEEDED, CANCELLED, ABORTED, INTERNAL, DATA_LOSS ->
          Reason.UNAVAILABLE;
      case OK -> Reason.OTHER;
    };
  }

  private static Reason denied(String text) {
    if (text.contains("requires MFA verification")) {
      return Reason.MFA_REQUIRED;
    }
    if (text.contains("client version is unsupported")) {
      return Reason.CLIENT_TOO_OLD;
    }
    if (alreadyReviewed(text)) {
      return Reason.ALREADY_REVIEWED;
    }
    if (text.contains("access request has been already")) {
      return Reason.ALREADY_RESOLVED;
    }
    if (text.contains("state of your own access requests is not permitted")) {
      return Reason.SELF_REVIEW;
    }
    return notSubmitted(text);
  }

  // "... on behalf of" and "... for" speak of the caller's rights, not of the author's.
  private static Reason notSubmitted(String text) {
    if (text.contains("cannot submit reviews on behalf of")) {
      return Reason.NOT_ON_BEHALF;
    }
    if (text.contains("cannot submit reviews for")) {
      return text.contains("could not be fetched from local store")
          ? Reason.AUTHOR_NOT_STORED
          : Reason.MAY_NOT_SUBMIT_FOR;
    }
    return text.contains("cannot review request") || text.contains("cannot submit reviews")
        ? Reason.MAY_NOT_REVIEW
        : Reason.DENIED;
  }

  private static boolean alreadyReviewed(String text) {
    return text.contains("has already reviewed this request");
  }

  // A GOAWAY for too many pings also reads RESOURCE_EXHAUSTED in grpc-java: that is a cut
  // connection.
  private static Reason exhausted(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return lower.contains("bandwidth exhausted") || lower.contains("too_many_pings")
        ? Reason.UNAVAILABLE
        : Reason.LIMIT;
  }

  static String text(Status status) {
    var text = new StringBuilder(status.getCode().name());
    if (status.getDescription() != null) {
      text.append(": ").append(PIPELINE.matcher(status.getDescription()).replaceAll(""));
    }
    Throwable root = root(status.getCause());
    if (root != null && root.getMessage() != null && text.indexOf(root.getMessage()) < 0) {
      text.append(": ").append(root.getMessage());
    }
    return bounded(text.toString());
  }

  static @Nullable Throwable root(@Nullable Throwable cause) {
    Throwable root = cause;
    while (root != null && root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  /**
   * One line without control characters, at most {@value #MAX_TEXT} characters, pairs kept whole.
   */
  static String bounded(String text) {
    String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    if (line.length() <= MAX_TEXT) {
      return line;
    }
    int end = MAX_TEXT - 1;
    if (Character.isHighSurrogate(line.charAt(end - 1))) {
      end--;
    }
    return line.substring(0, end) + "…";
  }
}
