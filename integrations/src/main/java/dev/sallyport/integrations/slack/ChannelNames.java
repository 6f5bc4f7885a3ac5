package dev.sallyport.integrations.slack;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Channel ids by name, from one listing that is kept for 10 minutes; a name that it lacks has it
 * read again once it is a minute old.
 */
final class ChannelNames {
  private static final Duration FRESH = Duration.ofMinutes(10);
  private static final Duration FRESH_FOR_THE_UNKNOWN = Duration.ofMinutes(1);

  /**
   * @param complete whether a name that is not among them is the name of none
   */
  private record Known(Map<String, String> ids, boolean complete, Instant at) {}

  private final SlackClient slack;
  private final InstantSource clock;
  private Known known = new Known(Map.of(), false, Instant.MIN);

  ChannelNames(SlackClient slack, InstantSource clock) {
    this.slack = slack;
    this.clock = clock;
  }

  synchronized Reply<Optional<String>> find(String name) {
    Duration fresh = known.ids().containsKey(name) ? FRESH : FRESH_FOR_THE_UNKNOWN;
    if (clock.instant().minus(fresh).isBefore(known.at())) {
      return match(name);
    }
    return slack
        .channels()
        .then(
            listing -> {
              known = new Known(ids(listing), listing.complete(), clock.instant());
              return match(name);
            });
  }

  private Reply<Optional<String>> match(String name) {
    Optional<String> id = Optional.ofNullable(known.ids().get(name));
    return id.isEmpty() && !known.complete()
        ? new Reply.Rejected<>("too_many_channels", "too many channels to find it by name")
        : new Reply.Ok<>(id);
  }

  private static Map<String, String> ids(Listing<Channel> listing) {
    Map<String, String> ids = new HashMap<>();
    for (Channel channel : listing.items()) {
      ids.put(channel.name(), channel.id());
    }
    ids.remove("");
    return ids;
  }
}
