package dev.sallyport.core.review;

import java.util.Locale;
import java.util.Optional;

/** What a gesture can come to. */
public enum Ending {
  RECORDED,
  ALREADY_REVIEWED,
  /** Somebody else settled the request. */
  SETTLED,
  /** The request is over. */
  OVER,
  NOT_ALLOWED,
  NOT_STORED,
  NOT_SUPPORTED,
  OUTSIDER,
  LONG_TERM,
  NOT_LINKED,
  LINKED_TO_SEVERAL,
  MACHINE,
  OWN_REQUEST,
  /** The requester's user is not stored, so nobody can say that the reviewer is another person. */
  REQUESTER_UNKNOWN,
  NO_BUTTONS,
  /** One of the roles may not be approved in this manner. */
  NOT_APPROVABLE,
  /** It names another request than the one it was made at. */
  OTHER_REQUEST,
  /** Where it was made does not prove to be ours. */
  NOT_OURS,
  /** The vendor does not show what it delivered. */
  NOT_CONFIRMED,
  REASON_MISSING,
  OFF,
  TOO_LATE,
  INVISIBLE;

  /** As it stands in memory and in signals. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<Ending> of(String word) {
    for (Ending ending : values()) {
      if (ending.word().equals(word)) {
        return Optional.of(ending);
      }
    }
    return Optional.empty();
  }
}
