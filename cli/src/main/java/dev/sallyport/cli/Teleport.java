package dev.sallyport.cli;

import dev.sallyport.cli.local.Refusal;
import dev.sallyport.teleport.Answer;
import dev.sallyport.teleport.Reason;
import dev.sallyport.teleport.TeleportClient;
import dev.sallyport.teleport.wire.types.AccessRequestFilter;
import dev.sallyport.teleport.wire.types.AccessRequestV3;
import java.util.List;

/** Teleport as the commands ask it: what it refuses ends the command with a line that says so. */
final class Teleport {
  /** Ids are UUIDs. */
  private static final int WHOLE_ID = 36;

  private Teleport() {}

  static <T> T value(Answer<T> answer) {
    return switch (answer) {
      case Answer.Ok<T>(T value) -> value;
      case Answer.Refused<T>(Reason reason, String text) ->
          throw new Refusal("Teleport refuses (" + reason + "): " + text);
    };
  }

  static List<AccessRequestV3> all(TeleportClient teleport) {
    return value(teleport.accessRequests(AccessRequestFilter.getDefaultInstance(), 200));
  }

  /** The whole id of the one request whose id ends so. */
  static String full(TeleportClient teleport, String id) {
    List<String> matches =
        all(teleport).stream()
            .map(request -> request.getMetadata().getName())
            .filter(name -> name.endsWith(id))
            .toList();
    if (matches.size() == 1) {
      return matches.getFirst();
    }
    throw new Refusal(
        matches.isEmpty()
            ? "there is no request " + id + ": see ./sallyport request list"
            : matches.size() + " requests end in " + id + ": give more of the id");
  }

  /** The same, where the request may be gone: then a whole id is needed. */
  static String fullOrGone(TeleportClient teleport, String id) {
    return id.length() >= WHOLE_ID ? id : full(teleport, id);
  }
}
