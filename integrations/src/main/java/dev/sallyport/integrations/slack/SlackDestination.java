package dev.sallyport.integrations.slack;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.config.Config;
import dev.sallyport.core.decision.Router;
import dev.sallyport.core.notice.Destination;
import dev.sallyport.core.notice.Notice;
import dev.sallyport.core.notice.Rules;
import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.request.Outcome;
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

/**
 * Access Requests as Slack messages, which follow the request by being edited. A message is ours by
 * its metadata, which we may read with the history scope only; without it we cannot look whether a
 * message arrived, and only Slack itself keeps us from editing what is not our own app's.
 */
public final class SlackDestination implements Destination {
  /** The destination's name, in memory, queues and configuration. */
  public static final String NAME = "slack";

  private static final Duration SORT_WITHIN = Duration.ofSeconds(5);

  private final SlackClient slack;
  private final Directory directory;
  private final MessageText text;
  private final Messages messages;
  private final Optional<String> fallback;
  private final Outcomes outcomes;
  private final Optional<History> history;
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
    this.messages = new Messages(text, background);
    this.fallback = config.fallbackChannel();
    this.outcomes = new Outcomes(onDenied);
    this.history =
        config.historyScope()
            ? Optional.of(new History(slack, directory, outcomes, clock))
            : Optional.empty();
    this.clock = clock;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Rules rules(String to) {
    return Messages.isRequester(to) ? Rules.PERSONAL : Rules.MESSAGE;
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
  public void check() {
    var _ = outcomes.read(slack.authTest());
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
    return outcomes.effect(
        slack.postMessage(id, Optional.empty(), messages.of(to, request), mark), Ref::of);
  }

  @Override
  public Looked lookForAnnouncement(Notice notice, String requestId, boolean unmarkedToo) {
    return history
        .map(it -> it.at(notice.to(), notice, text.mark(requestId, Optional.empty())))
        .orElseGet(Looked.Blind::new);
  }

  @Override
  public Looked verify(Notice notice, String requestId) {
    boolean adopted = notice.shown().isEmpty();
    return history
        .map(it -> it.verify(Ref.of(notice), text.mark(requestId, Optional.empty()), adopted))
        .orElseGet(Looked.Blind::new);
  }

  @Override
  public Looked lookForReply(
      Notice notice, String requestId, dev.sallyport.core.notice.Reply reply) {
    Ref ref = Ref.of(notice);
    Mark mark = text.mark(requestId, Optional.of(reply.marker()));
    return history
        .map(
            it ->
                switch (reply) {
                  case dev.sallyport.core.notice.Reply.OfReview _,
                      dev.sallyport.core.notice.Reply.OfHandback _ ->
                      it.below(ref, mark);
                  case dev.sallyport.core.notice.Reply.OfEnd _ ->
                      it.in(ref.channel(), notice, mark);
                })
        .orElseGet(Looked.Blind::new);
  }

  @Override
  public Effect edit(Notice notice, String requestId, Truth truth) {
    Ref ref = Ref.of(notice);
    Message message = messages.of(notice.to(), requestId, truth);
    Mark mark = text.mark(requestId, Optional.empty());
    return open(ref)
        .orElseGet(
            () -> outcomes.written(slack.update(ref.channel(), ref.ts(), message, mark), Ref::of));
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
          outcomes.written(
              slack.postMessage(
                  ref.channel(), Optional.of(ref.ts()), messages.review(truth, index), mark),
              Ref::of);
      case dev.sallyport.core.notice.Reply.OfEnd(Outcome outcome) ->
          outcomes.written(
              slack.postMessage(
                  ref.channel(), Optional.empty(), messages.end(requestId, outcome, truth), mark),
              Ref::of);
      // The plugin that goes on knows every message: there is nothing to say.
      case dev.sallyport.core.notice.Reply.OfHandback _ -> new Effect.Done(ref.toString());
    };
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
        : outcomes.effect(reply, _ -> ref.toString());
  }

  @Override
  public Adoption adopt(Map<String, String> entry, Optional<Instant> created, Instant now) {
    return GoEntry.adopt(entry, this::recipient, created, now);
  }

  @Override
  public Legacy leave(AccessRequest request, List<Notice> open, Map<String, String> theirs) {
    return GoEntry.leave(request, open, theirs);
  }

  /** The plugin tells the requester too, in a direct message that it lists among the others. */
  private String recipient(String requester, Ref ref) {
    String named = Router.REQUESTER + requester;
    return ref.channel().startsWith("D")
            && directory.resolve(named) instanceof Address.Person(String id)
            && outcomes.readable(slack.openDirectMessage(id)).equals(Optional.of(ref.channel()))
        ? named
        : ref.toString();
  }

  /** Messages that outlived their memory stay as they are: nothing tells where they stand. */
  @Override
  public Optional<Notice> stray(String requestId) {
    return Optional.empty();
  }
}
