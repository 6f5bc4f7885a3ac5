package dev.sallyport.integrations.slack;

import dev.sallyport.core.notice.Claim;
import dev.sallyport.core.notice.Destination.Looked;
import dev.sallyport.core.notice.Notice;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Looks for messages of ours, which are known by their metadata, in what the app may read of its
 * channels.
 */
final class History {
  /** Slack's clock and ours. */
  private static final Duration CLOCKS = Duration.ofMinutes(2);

  private static final Duration UNCLAIMED = Duration.ofHours(1);

  private final SlackClient slack;
  private final Directory directory;
  private final Outcomes outcomes;
  private final InstantSource clock;
  private String botId = "";

  History(SlackClient slack, Directory directory, Outcomes outcomes, InstantSource clock) {
    this.slack = slack;
    this.directory = directory;
    this.outcomes = outcomes;
    this.clock = clock;
  }

  /** Looks where the recipient reads. */
  Looked at(String to, Notice notice, Mark mark) {
    return switch (directory.resolve(to)) {
      case Address.Channel(String id) -> in(id, notice, mark);
      case Address.Person(String id) ->
          looked(slack.openDirectMessage(id), channel -> in(channel, notice, mark));
      case Address.Nobody _, Address.Refused _ -> new Looked.Absent();
    };
  }

  /** Looks in a channel, from the notice's claim on. */
  Looked in(String channel, Notice notice, Mark mark) {
    Instant since =
        notice
            .claim()
            .map(Claim::at)
            .orElseGet(() -> clock.instant().minus(UNCLAIMED))
            .minus(CLOCKS);
    return looked(slack.messagesSince(channel, since), all -> among(all, channel, mark));
  }

  /** Looks among the answers below a message. */
  Looked below(Ref ref, Mark mark) {
    return looked(slack.replies(ref.channel(), ref.ts()), all -> among(all, ref.channel(), mark));
  }

  /**
   * Whether the message there is the one.
   *
   * @param unmarkedToo also one without any mark, as a Go plugin makes it
   */
  Looked verify(Ref ref, Mark mark, boolean unmarkedToo) {
    Optional<Found> found =
        outcomes.readable(slack.messageAt(ref.channel(), ref.ts())).flatMap(one -> one);
    if (found.isEmpty()) {
      // The write itself tells what became of it.
      return new Looked.Blind();
    }
    boolean adopted = unmarkedToo && found.get().mark().isEmpty();
    return adopted || isMarked(mark).test(found.get())
        ? new Looked.Found(ref.toString())
        : new Looked.NotOurs("the message " + ref + " is not about this request");
  }

  private <T> Looked looked(Reply<T> reply, Function<T, Looked> look) {
    return outcomes.readable(reply).map(look).orElseGet(Looked.Blind::new);
  }

  /** Among more messages than we read there may be the one. */
  private Looked among(Listing<Found> messages, String channel, Mark mark) {
    return messages.items().stream()
        .filter(isMarked(mark))
        .findFirst()
        .<Looked>map(found -> new Looked.Found(new Ref(channel, found.ts()).toString()))
        .orElseGet(() -> messages.complete() ? new Looked.Absent() : new Looked.Blind());
  }

  /** Any app may write such a mark. */
  private Predicate<Found> isMarked(Mark mark) {
    Optional<String> self = Optional.of(self());
    return found -> found.botId().equals(self) && found.mark().equals(Optional.of(mark));
  }

  private synchronized String self() {
    if (botId.isEmpty()) {
      botId = outcomes.read(slack.authTest()).botId();
    }
    return botId;
  }
}
