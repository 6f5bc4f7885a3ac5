package dev.sallyport.integrations.teleport;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.text.UserText;
import dev.sallyport.teleport.Answer;
import dev.sallyport.teleport.Reason;
import dev.sallyport.teleport.TeleportClient;
import dev.sallyport.teleport.wire.types.UserV2;
import java.util.Optional;

/** The traits of single users, as far as the identity may read them. */
public final class TeleportTraits {
  private final TeleportClient teleport;

  public TeleportTraits(TeleportClient teleport) {
    this.teleport = teleport;
  }

  /**
   * A trait's first value; empty where the user has none or is not stored, and where a user whose
   * name is an e-mail may not be read.
   *
   * @throws Unavailable when Teleport cannot be asked now
   */
  public Optional<String> first(String user, String trait) {
    return switch (teleport.user(user)) {
      case Answer.Ok<UserV2>(UserV2 found) ->
          found.getSpec().getTraits().getValuesMap().entrySet().stream()
              .filter(entry -> entry.getKey().equals(trait))
              .flatMap(entry -> entry.getValue().getValuesList().stream())
              .findFirst();
      case Answer.Refused<UserV2>(Reason why, String text) -> {
        // Who is named by an e-mail may be found by that.
        if (why == Reason.NOT_FOUND || (why == Reason.DENIED && user.contains("@"))) {
          yield Optional.empty();
        }
        throw new Unavailable(
            "Teleport does not tell the user "
                + UserText.line(user, 100)
                + " (grant user: [read]; "
                + why
                + "): "
                + text);
      }
    };
  }
}
