package dev.sallyport.integrations.slack;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.config.Config;
import dev.sallyport.core.decision.Router;
import dev.sallyport.core.notice.Claim;
import dev.sallyport.core.notice.Destination;
import dev.sallyport.core.notice.Notice;
import dev.sallyport.core.notice.Rules;
import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.request.Outcome;
import dev.sallyport.core.request.Seen;
import dev.sallyport.core.request.Truth;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Access Requests as Slack messages, which follow the request by being edited. A message is ours by
 * its metadata, which we may read with the history scope only; without it we cannot look whether a
 * message arrived, and only Slack itself keeps us from editing what is not our own app's.
 */
public final class SlackDestination implements Destination {
  /** The destination's name, in memory, queues and configuration. */
  public static final String NAME = "slack";

  /** Slack's clock and ours. */
  private static final Duration CLOCKS = Duration.ofMinutes(2);

  private static final Duration UNCLAIMED = Duration.ofHours(1);

  private static final Duration SORT_WITHIN = Duration.ofSeconds(5);

  /** What Slack answers where nothing can be written any more. */
  private static final Set<String> VANISHED =
      Set.of(
          "message_not_found",
          "cant_update_message",
          "edit_window_closed",
          "channel_not_found",
          "not_in_channel",
          "is_archived",
          "is_inactive",
          "thread_not_found",
          "cannot_reply_to_message");

  private final SlackClient slack;
  private final Directory directory;
  private final MessageText text;
  private final Background background;
  private final Optional<String> fallback;
  private final boolean history;
  private String botId = "";
  private final Runnable onDenied;
  private final InstantSource clock;

  /**
   * @param cluster the cluster's name, part of the mark
   * @param onDenied called when Slack refuses the token
   */
  public SlackDestination(
      SlackClient slack,
      String cluster,
      Config.Slack config,
      Background background,
      Runnable onDenied,
      InstantSource clock) {
    this.slack = slack;
    this.directory =
        new Directory(
            slack,
            Optional.of(config.teamId()).filter(id -> !id.isEmpty()),
            Set.copyOf(config.allowSharedChannels()),
            background.slackIdOf(),
            onDenied,
            clock);
    this.text = new MessageText(cluster, background.webUrl());
    this.background = background;
    this.fallback = config.fallbackChannel();
    this.history = config.historyScope();
    this.onDenied = onDenied;
    this.clock = clock;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Rules rules(String to) {
    return isRequester(to) ? Rules.PERSONAL : Rules.MESSAGE;
  }

  private static boolean isRequester(String to) {
    return to.startsWith(Router.REQUESTER);
  }

  @Override
  public Optional<String> fallback() {
    return fallback;
  }

  @Override
  public Recipients sort(List<String> to) {
    Set<Address> known = new HashSet<>();
    List<String> distinct = new ArrayList<>();
    List<String> repeated = new ArrayList<>();
    List<String> unclear = new ArrayList<>();
    Instant end = clock.instant().plus(SORT_WITHIN);
    for (String one : to) {
      if (!clock.instant().isBefore(end)) {
        // Many look-ups take their time at Slack's rates; the others shall not wait for them.
        unclear.add(one);
        continue;
      }
      try {
        Address address = directory.resolve(one);
        boolean reachable = address instanceof Address.Person || address instanceof Address.Channel;
        (reachable && !known.add(address) ? repeated : distinct).add(one);
      } catch (Unavailable e) {
        unclear.add(one);
      }
    }
    return new Recipients(distinct, repeated, unclear);
  }

  @Override
  public Optional<String> place(String ref) {
    return Ref.parse(ref).map(Ref::channel);
  }

  @Override
  public Effect announce(String to, AccessRequest request) {
    Address address;
    try {
      address = directory.resolve(to);
    } catch (Unavailable e) {
      // A read has no effect, so nothing is unknown.
      return new Effect.Failed(Optional.empty(), String.valueOf(e.getMessage()));
    }
    return switch (address) {
      case Address.Channel(String id) -> post(id, to, request);
      case Address.Person(String id) -> post(id, to, request);
      case Address.Nobody(String why) -> new Effect.Nobody(why);
      case Address.Refused(String why) -> new Effect.Rejected(why);
    };
  }

  private Effect post(String id, String to, AccessRequest request) {
    Mark mark = text.mark(request.id(), Optional.empty());
    return effect(slack.postMessage(id, Optional.empty(), message(to, request), mark), Ref::of);
  }

  private Message message(String to, AccessRequest request) {
    Progress progress = new Progress(request.approvals(), request.missingApprovals());
    Details details = background.details().apply(request);
    return isRequester(to)
        ? text.copy(request, progress, details)
        : text.request(request, progress, details, background.offer().apply(request));
  }

  @Override
  public Looked lookForAnnouncement(Notice notice, String requestId, boolean unmarkedToo) {
    if (!history) {
      return new Looked.Blind();
    }
    return switch (directory.resolve(notice.to())) {
      case Address.Channel(String id) -> look(id, notice, text.mark(requestId, Optional.empty()));
      case Address.Person(String id) ->
          readable(slack.openDirectMessage(id))
              .map(channel -> look(channel, notice, text.mark(requestId, Optional.empty())))
              .orElseGet(Looked.Blind::new);
      case Address.Nobody _, Address.Refused _ -> new Looked.Absent();
    };
  }

  private Looked look(String channel, Notice notice, Mark mark) {
    Instant since =
        notice
            .claim()
            .map(Claim::at)
            .orElseGet(() -> clock.instant().minus(UNCLAIMED))
            .minus(CLOCKS);
    return readable(slack.messagesSince(channel, since))
        .map(messages -> found(channel, messages, mark))
        .orElseGet(Looked.Blind::new);
  }

  /** Among more messages than we read there may be the one. */
  private Looked found(String channel, Listing<Found> messages, Mark mark) {
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
      botId = read(slack.authTest()).botId();
    }
    return botId;
  }

  @Override
  public Looked verify(Notice notice, String requestId) {
    if (!history) {
      return new Looked.Blind();
    }
    Ref ref = Ref.of(notice);
    Optional<Found> found = readable(slack.messageAt(ref.channel(), ref.ts())).flatMap(one -> one);
    if (found.isEmpty()) {
      // The write itself tells what became of it.
      return new Looked.Blind();
    }
    Mark mark = text.mark(requestId, Optional.empty());
    boolean adopted = notice.shown().isEmpty() && found.get().mark().isEmpty();
    return adopted || isMarked(mark).test(found.get())
        ? new Looked.Found(ref.toString())
        : new Looked.NotOurs("the message " + ref + " is not about this request");
  }

  @Override
  public Effect edit(Notice notice, String requestId, Truth truth) {
    Ref ref = Ref.of(notice);
    Message message =
        switch (truth) {
          case Truth.Live(AccessRequest request) -> message(notice.to(), request);
          case Truth.Gone(Outcome outcome, Optional<Seen> last) ->
              text.request(over(requestId, outcome, last));
          case Truth.Invisible(String why) -> throw new IllegalArgumentException(why);
        };
    Mark mark = text.mark(requestId, Optional.empty());
    return open(ref)
        .orElseGet(() -> written(slack.update(ref.channel(), ref.ts(), message, mark), Ref::of));
  }

  /**
   * Why nothing may be written to a channel any more that was told before; empty where it may. It
   * can have been shared with another company since.
   */
  private Optional<Effect> open(Ref ref) {
    if (ref.channel().startsWith("D")) {
      return Optional.empty();
    }
    try {
      return directory.resolve(ref.channel()) instanceof Address.Refused(String why)
          ? Optional.of(new Effect.Vanished(why))
          : Optional.empty();
    } catch (Unavailable e) {
      return Optional.of(new Effect.Failed(Optional.empty(), String.valueOf(e.getMessage())));
    }
  }

  private static Over over(String requestId, Outcome outcome, Optional<Seen> last) {
    return new Over(
        requestId,
        last.map(Seen::user).orElse(""),
        last.map(Seen::roles).orElse(List.of()),
        outcome,
        last.flatMap(Seen::created),
        last.flatMap(Seen::expires));
  }

  @Override
  public Looked lookForReply(
      Notice notice, String requestId, dev.sallyport.core.notice.Reply reply) {
    if (!history) {
      return new Looked.Blind();
    }
    Ref ref = Ref.of(notice);
    Mark mark = text.mark(requestId, Optional.of(reply.marker()));
    return switch (reply) {
      case dev.sallyport.core.notice.Reply.OfReview _ ->
          readable(slack.replies(ref.channel(), ref.ts()))
              .map(answers -> found(ref.channel(), answers, mark))
              .orElseGet(Looked.Blind::new);
      case dev.sallyport.core.notice.Reply.OfEnd _ -> look(ref.channel(), notice, mark);
    };
  }

  /** A review is answered in the thread; the end, which an edit does not make heard, beside it. */
  @Override
  public Effect reply(
      Notice notice, String requestId, dev.sallyport.core.notice.Reply reply, Truth truth) {
    Ref ref = Ref.of(notice);
    Mark mark = text.mark(requestId, Optional.of(reply.marker()));
    Optional<Effect> closed = open(ref);
    if (closed.isPresent()) {
      return closed.get();
    }
    return switch (reply) {
      case dev.sallyport.core.notice.Reply.OfReview(int index) ->
          written(
              slack.postMessage(
                  ref.channel(), Optional.of(ref.ts()), text.review(live(truth), index), mark),
              Ref::of);
      case dev.sallyport.core.notice.Reply.OfEnd(Outcome outcome) ->
          written(
              slack.postMessage(
                  ref.channel(), Optional.empty(), end(requestId, outcome, truth), mark),
              Ref::of);
    };
  }

  private Message end(String requestId, Outcome outcome, Truth truth) {
    return switch (truth) {
      case Truth.Live(AccessRequest request) -> text.ended(request);
      case Truth.Gone(Outcome _, Optional<Seen> last) -> text.ended(over(requestId, outcome, last));
      case Truth.Invisible(String why) -> throw new IllegalArgumentException(why);
    };
  }

  private static AccessRequest live(Truth truth) {
    if (truth instanceof Truth.Live(AccessRequest request)) {
      return request;
    }
    throw new IllegalArgumentException("only a live request has reviews to tell");
  }

  /**
   * Marks the message so that the outcome is seen in a list of many. The text says it too: where
   * the app may not react, nothing is lost.
   */
  @Override
  public Effect resolve(Notice notice, Outcome outcome) {
    Ref ref = Ref.of(notice);
    Optional<String> old =
        notice.closedAs().map(Emoji::of).filter(name -> !name.equals(Emoji.of(outcome)));
    Reply<Done> reply = slack.addReaction(ref.channel(), ref.ts(), Emoji.of(outcome));
    if (old.isPresent() && reply instanceof Reply.Ok<Done>) {
      reply = slack.removeReaction(ref.channel(), ref.ts(), old.get());
    }
    return reply instanceof Reply.Rejected<Done>
        ? new Effect.Done(ref.toString())
        : effect(reply, _ -> ref.toString());
  }

  @Override
  public Adoption adopt(Map<String, String> entry, Optional<Instant> created, Instant now) {
    return GoEntry.adopt(entry, this::recipient, created, now);
  }

  /** The plugin tells the requester too, in a direct message that it lists among the others. */
  private String recipient(String requester, Ref ref) {
    String named = Router.REQUESTER + requester;
    return ref.channel().startsWith("D")
            && directory.resolve(named) instanceof Address.Person(String id)
            && readable(slack.openDirectMessage(id)).equals(Optional.of(ref.channel()))
        ? named
        : ref.toString();
  }

  /** Messages that outlived their memory stay as they are: nothing tells where they stand. */
  @Override
  public Optional<Notice> stray(String requestId) {
    return Optional.empty();
  }

  /** Empty for what we may not read: the history of a channel that the app is no member of. */
  private <T> Optional<T> readable(Reply<T> reply) {
    return reply instanceof Reply.Rejected<T> ? Optional.empty() : Optional.of(read(reply));
  }

  private <T> T read(Reply<T> reply) {
    return switch (reply) {
      case Reply.Ok<T>(T value) -> value;
      case Reply.Denied<T>(String error) -> {
        onDenied.run();
        throw new Unavailable("Slack refuses the token: " + error);
      }
      case Reply.Rejected<T>(String _, String message) ->
          throw new Unavailable("Slack refuses a read: " + message);
      case Reply.Retry<T>(Optional<Duration> _, String why) -> throw new Unavailable(why);
      case Reply.Unknown<T>(String why) -> throw new Unavailable(why);
    };
  }

  /** A write to something that stands already. */
  private <T> Effect written(Reply<T> reply, Function<T, String> ref) {
    return reply instanceof Reply.Rejected<T>(String error, String message)
            && VANISHED.contains(error)
        ? new Effect.Vanished(message)
        : effect(reply, ref);
  }

  private <T> Effect effect(Reply<T> reply, Function<T, String> ref) {
    return switch (reply) {
      case Reply.Ok<T>(T value) -> new Effect.Done(ref.apply(value));
      case Reply.Denied<T>(String error) -> {
        onDenied.run();
        yield new Effect.Failed(Optional.empty(), "Slack refuses the token: " + error);
      }
      case Reply.Rejected<T>(String _, String message) -> new Effect.Rejected(message);
      case Reply.Retry<T>(Optional<Duration> after, String why) -> new Effect.Failed(after, why);
      case Reply.Unknown<T>(String why) -> new Effect.Unknown(why);
    };
  }
}
