package dev.sallyport.simulators.opsgenie;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.simulators.http.Answer;
import dev.sallyport.simulators.http.Request;

/** Jira's users: who is behind an account id, unless they hide it (Jira Cloud REST API v3). */
final class JiraApi {
  private final Account account;

  JiraApi(Account account) {
    this.account = account;
  }

  Answer user(Request request) {
    String accountId = request.parameter("accountId").orElse("");
    return account
        .directory()
        .personBy(accountId, Dialect.JSM)
        .map(it -> Answer.json(200, user(it)))
        .orElseGet(JiraApi::unknown);
  }

  private static ObjectNode user(Person person) {
    ObjectNode node =
        Representation.object()
            .put("accountId", person.accountId())
            .put("accountType", "atlassian")
            .put("active", true)
            .put("displayName", person.email().replaceAll("@.*", ""));
    return person.hidden() ? node : node.put("emailAddress", person.email());
  }

  private static Answer unknown() {
    ObjectNode node = Representation.object();
    node.putArray("errorMessages")
        .add("Specified user does not exist or you do not have required permissions");
    node.putObject("errors");
    return Answer.json(404, node);
  }
}
