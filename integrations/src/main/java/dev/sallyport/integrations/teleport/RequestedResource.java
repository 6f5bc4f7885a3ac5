package dev.sallyport.integrations.teleport;

import java.util.Optional;

/**
 * A resource of a request, from the text that {@link WireRequest} makes of it.
 *
 * @param sub what is meant inside it, empty for all of it
 */
record RequestedResource(String text, String cluster, String kind, String name, String sub) {

  /** Empty for a text of another form. */
  static Optional<RequestedResource> parse(String text) {
    String[] parts = text.split("/", 5);
    if (parts.length < 4 || !parts[0].isEmpty() || parts[2].isBlank() || parts[3].isBlank()) {
      return Optional.empty();
    }
    String sub = parts.length == 5 ? parts[4] : "";
    return Optional.of(new RequestedResource(text, parts[1], parts[2], parts[3], sub));
  }

  /** Its own name must not stand for the whole when only a part is asked for. */
  String called(String friendly) {
    return sub.isEmpty() ? friendly : friendly + "/" + sub;
  }
}
