package dev.sallyport.integrations.slack;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.review.Members;
import java.util.Optional;

/**
 * The full members of one workspace, as Slack says at each click. Needs the scope {@code
 * users:read}, and {@code users:read.email} for e-mails.
 */
public final class SlackMembers implements Members {
  private final SlackClient slack;
  private final String teamId;
  private final Runnable refused;

  /**
   * @param refused told when Slack no longer takes the token
   */
  public SlackMembers(SlackClient slack, String teamId, Runnable refused) {
    this.slack = slack;
    this.teamId = teamId;
    this.refused = refused;
  }

  @Override
  public Membership of(String actor) {
    return switch (slack.user(actor)) {
      case Reply.Ok<Optional<Person>>(Optional<Person> found) ->
          found
              .filter(person -> person.id().equals(actor))
              .map(this::judged)
              .orElseGet(() -> new Membership.Outsider(Why.UNKNOWN));
      case Reply.Denied<Optional<Person>>(String error) -> {
        refused.run();
        throw new Unavailable("Slack refuses the token: " + error);
      }
      case Reply.Rejected<Optional<Person>>(String error, String _) ->
          throw new Unavailable("Slack does not show users: " + error);
      case Reply.Retry<Optional<Person>>(var _, String why) -> throw new Unavailable(why);
      case Reply.Unknown<Optional<Person>>(String why) -> throw new Unavailable(why);
    };
  }

  private Membership judged(Person person) {
    if (person.bot()) {
      return new Membership.Outsider(Why.BOT);
    }
    if (person.deleted()) {
      return new Membership.Outsider(Why.DEACTIVATED);
    }
    if (person.stranger() || !person.teams().contains(teamId)) {
      return new Membership.Outsider(Why.OTHER_TEAM);
    }
    return person.guest()
        ? new Membership.Outsider(Why.GUEST)
        : new Membership.Member(person.email());
  }
}
