package dev.sallyport.simulators.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The {@code users.*} methods. */
final class UsersApi {
  private final Workspace workspace;
  private final Access access;
  private final Representation representation;

  UsersApi(Workspace workspace, Access access, Representation representation) {
    this.workspace = workspace;
    this.access = access;
    this.representation = representation;
  }

  ObjectNode lookupByEmail(Arguments arguments) {
    String email = arguments.text("email");
    Member member =
        workspace.members().stream()
            .filter(it -> !it.person().deleted() && !it.person().stranger())
            .filter(it -> it.person().email().filter(email::equalsIgnoreCase).isPresent())
            .findFirst()
            .orElseThrow(() -> SlackError.of("users_not_found"));
    return shown(member);
  }

  ObjectNode info(Arguments arguments) {
    return shown(
        workspace
            .member(arguments.text("user"))
            .orElseThrow(() -> SlackError.of("user_not_found")));
  }

  private ObjectNode shown(Member member) {
    ObjectNode answer = Representation.ok();
    answer.set("user", representation.user(member, access.tokens().has("users:read.email")));
    return answer;
  }
}
