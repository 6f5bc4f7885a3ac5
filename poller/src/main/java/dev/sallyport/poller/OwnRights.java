package dev.sallyport.poller;

import dev.sallyport.teleport.Answer;
import dev.sallyport.teleport.TeleportClient;
import dev.sallyport.teleport.wire.types.RoleV6;
import dev.sallyport.teleport.wire.types.Rule;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether an identity may list all Access Requests. Without the right Teleport answers with those
 * that are one's own or that one may review, and says nothing (Teleport: lib/auth, access
 * requests), so only the roles can tell. Each identity may read its own roles. Conditions of rules
 * are not looked at.
 */
final class OwnRights {
  private static final List<String> VERBS = List.of("list", "read");

  private final TeleportClient client;

  OwnRights(TeleportClient client) {
    this.client = client;
  }

  /** Whether it is certain that it may not. A role that cannot be read may allow anything. */
  boolean lacksRequests() {
    var roles = new ArrayList<RoleV6>();
    for (String name : client.identity().roles()) {
      if (!(client.role(name) instanceof Answer.Ok<RoleV6>(RoleV6 role))) {
        return false;
      }
      roles.add(role);
    }
    return !VERBS.stream()
        .allMatch(
            verb ->
                roles.stream()
                    .flatMap(role -> role.getSpec().getAllow().getRulesList().stream())
                    .anyMatch(rule -> allows(rule, verb)));
  }

  private static boolean allows(Rule rule, String verb) {
    return has(rule.getResourcesList(), "access_request") && has(rule.getVerbsList(), verb);
  }

  private static boolean has(List<String> words, String word) {
    return words.contains(word) || words.contains("*");
  }
}
