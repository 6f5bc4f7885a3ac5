package dev.sallyport.integrations.slack;

import com.slack.api.model.User;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A user as Slack knows it.
 *
 * @param email of the profile; empty where the token may not see it
 * @param teams the workspaces that the user is of
 * @param bot a bot, a workflow or Slackbot
 * @param guest of one channel or several
 * @param stranger of another organisation
 */
public record Person(
    String id,
    Optional<String> email,
    Set<String> teams,
    boolean deleted,
    boolean bot,
    boolean guest,
    boolean stranger) {
  private static final String SLACKBOT = "USLACKBOT";

  public Person {
    teams = Set.copyOf(teams);
  }

  static Optional<Person> of(User user) {
    if (user == null || user.getId() == null || user.getId().isBlank()) {
      return Optional.empty();
    }
    return Optional.of(
        new Person(
            user.getId(),
            email(user),
            teams(user),
            user.isDeleted(),
            user.isBot() || user.isWorkflowBot() || user.getId().equals(SLACKBOT),
            user.isRestricted() || user.isUltraRestricted(),
            user.isStranger()));
  }

  private static Optional<String> email(User user) {
    return Optional.ofNullable(user.getProfile())
        .map(User.Profile::getEmail)
        .filter(email -> !email.isBlank());
  }

  private static Set<String> teams(User user) {
    Set<String> teams = new TreeSet<>();
    Optional.ofNullable(user.getTeamId()).ifPresent(teams::add);
    Optional.ofNullable(user.getEnterpriseUser())
        .map(User.EnterpriseUser::getTeams)
        .ifPresent(all -> all.stream().filter(Objects::nonNull).forEach(teams::add));
    return teams;
  }
}
