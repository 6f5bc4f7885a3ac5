package dev.sallyport.integrations.pagerduty;

import dev.sallyport.core.review.Members;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The users of the account, as PagerDuty says at each decision: whom it no longer has it does not
 * show. Stakeholders, who may only look, decide nothing.
 */
public final class PagerDutyMembers implements Members {
  /** One decision asks twice. */
  private static final Duration FRESH = Duration.ofSeconds(5);

  private record Known(String id, Optional<AccountUser> user, Instant until) {}

  private final PagerDutyClient pagerduty;
  private final String ownEmail;
  private final Asking asking;
  private final InstantSource clock;
  private Optional<Known> last = Optional.empty();

  /**
   * @param ownEmail of the user in whose name we write
   * @param onDenied called when PagerDuty refuses the API key
   */
  public PagerDutyMembers(
      PagerDutyClient pagerduty, String ownEmail, Runnable onDenied, InstantSource clock) {
    this.pagerduty = pagerduty;
    this.ownEmail = ownEmail;
    this.asking = new Asking(onDenied);
    this.clock = clock;
  }

  @Override
  public Membership of(String actor) {
    return user(actor)
        .filter(user -> user.id().equals(actor))
        .map(this::judged)
        .orElseGet(() -> new Membership.Outsider(Why.UNKNOWN));
  }

  private Membership judged(AccountUser user) {
    if (!user.type().equals("user") || isOurs(user)) {
      return new Membership.Outsider(Why.BOT);
    }
    // Without a role nobody can say that it is no stakeholder.
    return user.role().isBlank() || user.role().startsWith("read_only")
        ? new Membership.Outsider(Why.GUEST)
        : new Membership.Member(Optional.of(user.email()).filter(mail -> !mail.isBlank()));
  }

  /** Whether it is the user in whose name we write ourselves. */
  boolean isOurselves(String actor) {
    return user(actor).filter(this::isOurs).isPresent();
  }

  private boolean isOurs(AccountUser user) {
    return user.email().strip().equalsIgnoreCase(ownEmail.strip());
  }

  private synchronized Optional<AccountUser> user(String id) {
    Instant now = clock.instant();
    Optional<Known> known =
        last.filter(it -> it.id().equals(id)).filter(it -> now.isBefore(it.until()));
    if (known.isPresent()) {
      return known.get().user();
    }
    Optional<AccountUser> user = asking.value(pagerduty.user(id));
    last = Optional.of(new Known(id, user, now.plus(FRESH)));
    return user;
  }
}
