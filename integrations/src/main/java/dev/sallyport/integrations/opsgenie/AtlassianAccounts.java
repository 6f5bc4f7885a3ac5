package dev.sallyport.integrations.opsgenie;

import dev.sallyport.core.oncall.EmailAddress;
import dev.sallyport.integrations.http.Reply;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which Atlassian account is whose: as it is configured, or by the e-mail that it shows. */
final class AtlassianAccounts implements ScheduleOnCall.Identity {
  /** Each look-up is a call, and the answer has to come within seconds. */
  private static final int MOST_LOOK_UPS = 20;

  private final JsmClient jsm;
  private final Map<String, String> accounts;

  /**
   * @param accounts the Teleport user by account id
   */
  AtlassianAccounts(JsmClient jsm, Map<String, String> accounts) {
    this.jsm = jsm;
    this.accounts = Map.copyOf(accounts);
  }

  @Override
  public Optional<String> objection(String user) {
    return accounts.containsValue(user) || EmailAddress.is(user)
        ? Optional.empty()
        : Optional.of(
            "the user name is no e-mail address, and opsgenie.jsm.accounts does not list it");
  }

  @Override
  public ScheduleOnCall.Found find(String user, List<Participant> people) {
    List<String> ids = people.stream().map(Participant::id).distinct().toList();
    return accounts.containsValue(user) ? configured(user, ids) : byEmail(user, ids);
  }

  /** Whoever is configured has no other account. */
  private ScheduleOnCall.Found configured(String user, List<String> ids) {
    Set<String> own = new HashSet<>(ids);
    own.removeIf(id -> !user.equals(accounts.get(id)));
    return new ScheduleOnCall.Found(own, List.of(), List.of());
  }

  private ScheduleOnCall.Found byEmail(String user, List<String> ids) {
    List<String> unknown = ids.stream().filter(id -> !accounts.containsKey(id)).toList();
    Set<String> own = new HashSet<>();
    List<String> unclear = new ArrayList<>();
    List<String> failed = new ArrayList<>();
    for (String id : unknown.stream().limit(MOST_LOOK_UPS).toList()) {
      switch (jsm.email(id)) {
        case Reply.Ok<Optional<String>>(Optional<String> email) -> {
          if (email.isEmpty()) {
            unclear.add(
                "account " + id + " shows no e-mail address: list it in opsgenie.jsm.accounts");
          } else if (EmailAddress.same(email.get(), user)) {
            own.add(id);
          }
        }
        case Reply<Optional<String>> _ -> failed.add("account " + id + " cannot be read");
      }
    }
    if (unknown.size() > MOST_LOOK_UPS) {
      unclear.add((unknown.size() - MOST_LOOK_UPS) + " more people are too many to look up");
    }
    return new ScheduleOnCall.Found(own, unclear, failed);
  }
}
