package dev.sallyport.integrations.slack;

import com.slack.api.model.Message.Metadata;
import dev.sallyport.integrations.http.Pause;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Slack's Web API, by Slack's own client, as its public reference documents it. Every outcome is a
 * {@link Reply}; nothing is sent twice. A server error proves that nothing happened, unless it is a
 * 504 or Slack names it as one of those after which something may have. Keeps within Slack's rates:
 * a call waits for up to 2 s, and is not made where it would have to wait longer. The token is
 * asked for at each call and appears in no message. Safe for use by several threads.
 */
public final class SlackClient {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(8);
  private static final int LONGEST_ANSWER = 3_000;

  private final Calls calls;
  private final Pages pages;
  private final ResponseUrls responseUrls;

  /** Connects within 3 s and waits 8 s for a whole answer. */
  public SlackClient(URI base, Supplier<String> token, InstantSource clock, Pause pause) {
    this(base, token, clock, pause, CONNECT_TIMEOUT, CALL_TIMEOUT);
  }

  /**
   * @param base {@code https://slack.com/api/}
   * @param token the bot token, {@code xoxb-…}
   * @param pause how to wait for Slack's rates
   */
  public SlackClient(
      URI base,
      Supplier<String> token,
      InstantSource clock,
      Pause pause,
      Duration connectTimeout,
      Duration callTimeout) {
    Wire wire = new Wire(connectTimeout, callTimeout, clock);
    this.calls = new Calls(base, token, wire, new Pace(clock, pause));
    this.pages = new Pages(calls);
    this.responseUrls = new ResponseUrls(base, wire.http());
  }

  /** Whose token it is; a cheap call that proves it. */
  public Reply<Identity> authTest() {
    return calls.make(
        Method.AUTH_TEST,
        "",
        (slack, _) -> slack.authTest(call -> call),
        it ->
            Optional.ofNullable(it.getTeamId())
                .map(team -> new Identity(team, orEmpty(it.getBotId()))));
  }

  /**
   * Posts a message. Slack knows no idempotency: after {@link Reply.Unknown} look for the mark.
   *
   * @param channel a channel's id, or a user's for a direct message
   * @param threadTs of the message to answer below
   */
  public Reply<Posted> postMessage(
      String channel, Optional<String> threadTs, Message message, Mark mark) {
    return calls.make(
        Method.POST_MESSAGE,
        channel,
        (slack, _) ->
            slack.chatPostMessage(
                call ->
                    call.channel(channel)
                        .threadTs(threadTs.orElse(null))
                        .text(message.text())
                        .blocks(message.blocks().isEmpty() ? null : message.blocks())
                        .metadata(metadata(mark))
                        .parse("none")
                        .linkNames(false)
                        .unfurlLinks(false)
                        .unfurlMedia(false)),
        it -> Posted.of(it.getChannel(), it.getTs()));
  }

  /**
   * Tells one person something in a direct message.
   *
   * @param text plain, escaped here; cut to 3000 characters
   */
  public Reply<Done> postDirectly(String user, String text) {
    return calls.make(
        Method.POST_MESSAGE,
        user,
        (slack, _) ->
            slack.chatPostMessage(
                call ->
                    call.channel(user)
                        .text(Mrkdwn.paragraph(text, LONGEST_ANSWER))
                        .parse("none")
                        .linkNames(false)
                        .unfurlLinks(false)
                        .unfurlMedia(false)),
        _ -> Optional.of(Done.DONE));
  }

  /**
   * Replaces a message of ours. May be repeated.
   *
   * @param channel its id, as the answer to the post told it
   */
  public Reply<Posted> update(String channel, String ts, Message message, Mark mark) {
    return calls.make(
        Method.UPDATE,
        channel,
        (slack, _) ->
            slack.chatUpdate(
                call ->
                    call.channel(channel)
                        .ts(ts)
                        .text(message.text())
                        // An empty list takes the old blocks away, no list leaves them.
                        .blocks(message.blocks())
                        .metadata(metadata(mark))
                        .parse("none")
                        .linkNames(false)),
        it -> Posted.of(it.getChannel(), it.getTs()));
  }

  /**
   * Shows one person something in a channel, for a while.
   *
   * @param text plain, escaped here; cut to 3000 characters
   */
  public Reply<Done> postEphemeral(String channel, String user, String text) {
    return calls.make(
        Method.POST_EPHEMERAL,
        channel,
        (slack, _) ->
            slack.chatPostEphemeral(
                call ->
                    call.channel(channel)
                        .user(user)
                        .text(Mrkdwn.paragraph(text, LONGEST_ANSWER))
                        .parse("none")
                        .linkNames(false)),
        _ -> Optional.of(Done.DONE));
  }

  /** The person with that mail address; empty where there is none. */
  public Reply<Optional<Person>> lookupByEmail(String email) {
    Reply<Person> reply =
        calls.make(
            Method.LOOKUP_BY_EMAIL,
            "",
            (slack, _) -> slack.usersLookupByEmail(call -> call.email(email)),
            it -> Person.of(it.getUser()));
    return reply
        .<Optional<Person>>map(Optional::of)
        .unless(Optional.empty(), "users_not_found", "user_not_found");
  }

  /** The user with that id; empty where there is none. */
  public Reply<Optional<Person>> user(String id) {
    Reply<Person> reply =
        calls.make(
            Method.USER,
            "",
            (slack, _) -> slack.usersInfo(call -> call.user(id)),
            it -> Person.of(it.getUser()));
    return reply.<Optional<Person>>map(Optional::of).unless(Optional.empty(), "user_not_found");
  }

  /** The id of the direct message with a user, made where there was none. May be repeated. */
  public Reply<String> openDirectMessage(String userId) {
    return calls.make(
        Method.OPEN,
        "",
        (slack, _) -> slack.conversationsOpen(call -> call.users(List.of(userId))),
        it -> Channel.of(it.getChannel()).map(Channel::id));
  }

  /** The channel with that id; empty where there is none that the token may see. */
  public Reply<Optional<Channel>> channel(String id) {
    Reply<Channel> reply =
        calls.make(
            Method.CHANNEL,
            "",
            (slack, _) -> slack.conversationsInfo(call -> call.channel(id)),
            it -> Channel.of(it.getChannel()));
    return reply.<Optional<Channel>>map(Optional::of).unless(Optional.empty(), "channel_not_found");
  }

  /** The channels that are not archived, public ones and private ones of the app; about 10,000. */
  public Reply<Listing<Channel>> channels() {
    return pages.channels();
  }

  /** The message of a channel that has this time stamp; answers in threads are not among them. */
  public Reply<Optional<Found>> messageAt(String channel, String ts) {
    return pages.at(channel, ts);
  }

  /** The messages of a channel, without answers in threads, newest first, at most 2000. */
  public Reply<Listing<Found>> messagesSince(String channel, Instant oldest) {
    return pages.since(channel, oldest);
  }

  /** A message and the answers in its thread, oldest first, at most 2000; none if it is gone. */
  public Reply<Listing<Found>> replies(String channel, String ts) {
    return pages.replies(channel, ts).unless(new Listing<>(List.of(), true), "thread_not_found");
  }

  /** Puts an emoji on a message; one that is there already is just as good. */
  public Reply<Done> addReaction(String channel, String ts, String emoji) {
    Reply<Done> reply =
        calls.make(
            Method.ADD_REACTION,
            channel,
            (slack, _) ->
                slack.reactionsAdd(call -> call.channel(channel).timestamp(ts).name(emoji)),
            _ -> Optional.of(Done.DONE));
    return reply.unless(Done.DONE, "already_reacted");
  }

  /** Takes our emoji off a message; none there is just as good. */
  public Reply<Done> removeReaction(String channel, String ts, String emoji) {
    Reply<Done> reply =
        calls.make(
            Method.REMOVE_REACTION,
            channel,
            (slack, _) ->
                slack.reactionsRemove(call -> call.channel(channel).timestamp(ts).name(emoji)),
            _ -> Optional.of(Done.DONE));
    return reply.unless(Done.DONE, "no_reaction");
  }

  /**
   * Answers a click, seen by the one who clicked; works 5 times within 30 minutes. Only an https
   * address of {@code hooks.slack.com}, or in its place of the base's own origin where that is not
   * Slack's, is called.
   *
   * @param text plain, escaped here; cut to 3000 characters
   */
  public Reply<Done> postToResponseUrl(String url, String text) {
    return responseUrls.post(url, Mrkdwn.paragraph(text, LONGEST_ANSWER));
  }

  private static Metadata metadata(Mark mark) {
    return Metadata.builder().eventType(Mark.EVENT_TYPE).eventPayload(mark.payload()).build();
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }
}
