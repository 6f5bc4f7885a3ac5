package dev.sallyport.integrations.slack;

import dev.sallyport.core.request.Outcome;

/** The names of the reactions that mark how a request ended. */
final class Emoji {
  private Emoji() {}

  static String of(Outcome outcome) {
    return switch (outcome) {
      case APPROVED, PROMOTED -> "white_check_mark";
      case DENIED -> "x";
      case EXPIRED, UNWATCHED -> "hourglass";
      case DELETED -> "wastebasket";
    };
  }
}
