package dev.sallyport.simulators.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which methods there are. */
final class Methods {
  /**
   * @param scope what the token needs for every call; empty for nothing
   * @param subject the argument that the call is about
   * @param write writes take JSON bodies too, reads do not
   */
  record Method(
      String name,
      Tier tier,
      String scope,
      String subject,
      boolean write,
      Function<Arguments, ObjectNode> handler) {}

  private final Map<String, Method> methods;

  Methods(List<Method> methods) {
    this.methods = methods.stream().collect(Collectors.toMap(Method::name, it -> it));
  }

  Optional<Method> find(String name) {
    return Optional.ofNullable(methods.get(name));
  }

  static List<Method> chat(ChatApi chat) {
    return List.of(
        write("chat.postMessage", Tier.POSTS, "chat:write", "channel", chat::postMessage),
        write("chat.update", Tier.THREE, "chat:write", "channel", chat::update),
        write("chat.postEphemeral", Tier.FOUR, "chat:write", "channel", chat::postEphemeral),
        read("chat.getPermalink", Tier.HUNDREDS, "", "channel", chat::getPermalink));
  }

  static List<Method> people(UsersApi users) {
    return List.of(
        read("users.lookupByEmail", Tier.THREE, "users:read.email", "email", users::lookupByEmail),
        read("users.info", Tier.FOUR, "users:read", "user", users::info));
  }

  static List<Method> conversations(ConversationsApi conversations, HistoryApi history) {
    return List.of(
        write("conversations.open", Tier.THREE, "im:write", "users", conversations::open),
        read("conversations.info", Tier.THREE, "", "channel", conversations::info),
        read("conversations.list", Tier.TWO, "", "types", conversations::list),
        read("conversations.members", Tier.FOUR, "", "channel", conversations::members),
        read("conversations.history", Tier.THREE, "", "channel", history::history),
        read("conversations.replies", Tier.THREE, "", "channel", history::replies));
  }

  static List<Method> reactions(ReactionsApi reactions) {
    return List.of(
        write("reactions.add", Tier.THREE, "reactions:write", "channel", reactions::add),
        write("reactions.remove", Tier.TWO, "reactions:write", "channel", reactions::remove),
        read("reactions.get", Tier.THREE, "reactions:read", "channel", reactions::get));
  }

  static Method authTest(Function<Arguments, ObjectNode> handler) {
    return write("auth.test", Tier.HUNDREDS, "", "", handler);
  }

  private static Method write(
      String name, Tier tier, String scope, String subject, Function<Arguments, ObjectNode> does) {
    return new Method(name, tier, scope, subject, true, does);
  }

  private static Method read(
      String name, Tier tier, String scope, String subject, Function<Arguments, ObjectNode> does) {
    return new Method(name, tier, scope, subject, false, does);
  }
}
