package dev.sallyport.simulators.pagerduty;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Which incidents a subscription hears of.
 *
 * @param id empty for the whole account
 */
record Filter(Kind kind, String id) {
  static final Filter ACCOUNT = new Filter(Kind.ACCOUNT, "");

  enum Kind {
    ACCOUNT,
    SERVICE,
    TEAM;

    static Optional<Kind> of(String text) {
      return Arrays.stream(values()).filter(it -> it.text().equals(text)).findFirst();
    }

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Filter service(String id) {
    return new Filter(Kind.SERVICE, id);
  }

  /** No incident of this account belongs to a team. */
  boolean covers(Service service) {
    return switch (kind) {
      case ACCOUNT -> true;
      case SERVICE -> service.id().equals(id);
      case TEAM -> false;
    };
  }
}
