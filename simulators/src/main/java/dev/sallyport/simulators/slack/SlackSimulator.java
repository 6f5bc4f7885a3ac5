package dev.sallyport.simulators.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import dev.sallyport.simulators.fault.Faults;
import dev.sallyport.simulators.fault.Journal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A Slack workspace with one app, on plain HTTP at 127.0.0.1, by Slack's public documentation.
 *
 * <p>Faults: a switched {@code Refuse} with 200 answers {@code ok: false} under the message as the
 * error's name; with 429 it answers {@code ratelimited} and {@code Retry-After: 1}; any other
 * status has a body that is no JSON. Clicks are the operation {@code interaction} about the request
 * URL's path: cut before, they are never delivered; cut after, their answer is lost; refused, the
 * person sees the mark as if the app had answered that status.
 *
 * <p>A person, channel or message that the workspace does not hold is an {@link
 * IllegalArgumentException}.
 */
public final class SlackSimulator implements AutoCloseable {
  private final Workspace workspace;
  private final Tokens tokens;
  private final Faults faults = new Faults();
  private final Journal journal;
  private final HttpServer server;
  private final Clicks clicks;
  private final Deliveries deliveries;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile String signingSecret;
  private volatile Optional<URI> requestUrl;

  private SlackSimulator(SlackOptions options) throws IOException {
    workspace = new Workspace(options.clock(), options.domain(), options.botName());
    tokens = new Tokens(options.token(), options.scopes());
    journal = new Journal(options.clock());
    signingSecret = options.signingSecret();
    requestUrl = options.requestUrl();
    server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), options.port()), 0);
    server.setExecutor(threads);
    deliveries = new Deliveries(faults, journal);
    Contents contents = new Contents(() -> workspace.freshId("").toLowerCase(Locale.ROOT));
    Representation representation = new Representation(workspace);
    ResponseUrls responseUrls = new ResponseUrls(workspace, contents, faults, journal, url());
    clicks = new Clicks(workspace, representation, responseUrls);
    Limiter limiter = new Limiter(options.rateLimits(), options.clock());
    server.createContext(
        "/api/",
        new ApiFront(
            workspace,
            methods(contents, representation, limiter),
            tokens,
            limiter,
            faults,
            journal));
    server.createContext("/actions/", responseUrls);
    server.createContext("/", new PageFront(workspace, this::press));
  }

  private Methods methods(Contents contents, Representation representation, Limiter limiter) {
    Access access = new Access(workspace, tokens);
    return new Methods(
        Stream.of(
                List.of(Methods.authTest(arguments -> self())),
                Methods.chat(
                    new ChatApi(workspace, access, contents, representation, limiter, url())),
                Methods.people(new UsersApi(workspace, access, representation)),
                Methods.conversations(
                    new ConversationsApi(workspace, access, representation),
                    new HistoryApi(access, representation)),
                Methods.reactions(new ReactionsApi(workspace, access, representation)))
            .flatMap(List::stream)
            .toList());
  }

  private ObjectNode self() {
    return Representation.ok()
        .put("url", url() + "/")
        .put("team", workspace.domain())
        .put("user", workspace.bot().person().username())
        .put("team_id", workspace.teamId())
        .put("user_id", workspace.bot().id())
        .put("bot_id", workspace.botId())
        .put("is_enterprise_install", false);
  }

  /** Starts a workspace with no channel and nobody but the bot. */
  public static SlackSimulator start(SlackOptions options) {
    try {
      SlackSimulator simulator = new SlackSimulator(options);
      simulator.server.start();
      return simulator;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on 127.0.0.1:" + options.port(), e);
    }
  }

  /**
   * What stands for {@code https://slack.com}: methods are below {@code /api/}. No slash at the
   * end.
   */
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The page on which people read and click. */
  public URI pageUrl() {
    return URI.create(url() + "/");
  }

  public Faults faults() {
    return faults;
  }

  public Journal journal() {
    return journal;
  }

  public String teamId() {
    return workspace.teamId();
  }

  public String appId() {
    return Workspace.APP;
  }

  public String botUserId() {
    return workspace.bot().id();
  }

  public void setRequestUrl(URI url) {
    requestUrl = Optional.of(url);
  }

  public void setSigningSecret(String secret) {
    signingSecret = secret;
  }

  /** Accepts this token alone. */
  public void setToken(String token) {
    tokens.replaceAll(token);
  }

  /** Accepts one more token. */
  public void acceptToken(String token) {
    tokens.accept(token);
  }

  /** Answers {@code token_revoked} to this token from now on. */
  public void revokeToken(String token) {
    tokens.revoke(token);
  }

  /** Grants these scopes in place of all others, to every token. */
  public void setScopes(Set<String> scopes) {
    tokens.grant(scopes);
  }

  /** Adds somebody and returns the id. */
  public String addUser(Person person) {
    synchronized (workspace) {
      return workspace.add(person).id();
    }
  }

  /** Adds somebody under an id that a recorded delivery names. */
  public void addUser(String id, Person person) {
    synchronized (workspace) {
      workspace.replace(new Member(id, person.team().orElse(workspace.teamId()), person));
    }
  }

  /** Adds a public channel under an id that a recorded delivery names. */
  public void addChannel(String id, String name) {
    synchronized (workspace) {
      workspace.add(id, name, Channel.Kind.PUBLIC);
    }
  }

  /** Makes somebody else of a person under the same id, say a deactivated one. */
  public void changeUser(String user, Person person) {
    synchronized (workspace) {
      known(user);
      workspace.replace(new Member(user, person.team().orElse(workspace.teamId()), person));
    }
  }

  /** Adds a public channel with nobody in it and returns the id. */
  public String addChannel(String name) {
    return add(name, Channel.Kind.PUBLIC);
  }

  /** Adds a private channel with nobody in it and returns the id. */
  public String addPrivateChannel(String name) {
    return add(name, Channel.Kind.PRIVATE);
  }

  private String add(String name, Channel.Kind kind) {
    synchronized (workspace) {
      return workspace.add(name, kind).id();
    }
  }

  /** Shares a channel with another organisation's workspace (Slack Connect). */
  public void shareExternally(String channel, String teamId) {
    change(channel, it -> it.sharedWith().add(teamId));
  }

  public void archive(String channel) {
    change(channel, it -> it.archive(true));
  }

  public void unarchive(String channel) {
    change(channel, it -> it.archive(false));
  }

  /** Puts people, or the bot, into a channel. */
  public void invite(String channel, String... users) {
    Stream.of(users).forEach(this::known);
    change(channel, it -> it.members().addAll(List.of(users)));
  }

  public void inviteBot(String channel) {
    invite(channel, botUserId());
  }

  /** Takes a person, or the bot, out of a channel. */
  public void kick(String channel, String user) {
    change(channel, it -> it.members().remove(user));
  }

  public void kickBot(String channel) {
    kick(channel, botUserId());
  }

  /** The id of the bot's conversation with a person, which is opened when there is none. */
  public String directChannel(String user) {
    synchronized (workspace) {
      known(user);
      return workspace.openDirect(user).id();
    }
  }

  /** A person writes something; returns the timestamp. */
  public String say(String user, String channel, String text) {
    return say(user, channel, text, Optional.empty());
  }

  /** A person replies in a thread; returns the timestamp. */
  public String reply(String user, String channel, String threadTs, String text) {
    return say(user, channel, text, Optional.of(threadTs));
  }

  /**
   * Another app posts something; returns the timestamp.
   *
   * @param bot its bot user
   * @param metadata as an app may choose it, also the same as ours
   */
  public String sayAsApp(String bot, String channel, String text, Optional<JsonNode> metadata) {
    return say(bot, channel, text, Optional.empty(), metadata);
  }

  /** Somebody with the right to it deletes a message; its answers stay without their beginning. */
  public void delete(String channel, String ts) {
    change(
        channel,
        it ->
            it.remove(
                it.post(ts)
                    .orElseThrow(
                        () -> new IllegalArgumentException("the channel has no message " + ts))));
  }

  private String say(String user, String channel, String text, Optional<String> thread) {
    return say(user, channel, text, thread, Optional.empty());
  }

  private String say(
      String user,
      String channel,
      String text,
      Optional<String> thread,
      Optional<JsonNode> metadata) {
    synchronized (workspace) {
      known(user);
      String ts = workspace.timestamps().next();
      Post.Content content = new Post.Content(text, JsonNodeFactory.instance.arrayNode(), metadata);
      change(
          channel,
          it -> it.add(new Post(channel, ts, user, false, thread, Optional.empty(), content)));
      return ts;
    }
  }

  /** All that everybody in a channel sees, of all channels, in the order of their timestamps. */
  public List<Message> messages() {
    synchronized (workspace) {
      return workspace.channels().stream()
          .flatMap(it -> it.posts().stream())
          .sorted((a, b) -> Timestamps.compare(a.ts(), b.ts()))
          .map(Post::message)
          .toList();
    }
  }

  /** What everybody in the channel sees, replies too, oldest first. */
  public List<Message> messages(String channel) {
    synchronized (workspace) {
      return known(channel, Channel::posts).stream().map(Post::message).toList();
    }
  }

  /** The replies in a thread, without its first message, oldest first. */
  public List<Message> replies(String channel, String ts) {
    synchronized (workspace) {
      return known(channel, it -> it.replies(ts)).stream().map(Post::message).toList();
    }
  }

  /** What only one person sees, oldest first. */
  public List<Message> ephemerals(String user) {
    synchronized (workspace) {
      return workspace.channels().stream()
          .flatMap(it -> it.everything().stream())
          .filter(it -> it.ephemeralTo().filter(user::equals).isPresent())
          .sorted((a, b) -> Timestamps.compare(a.ts(), b.ts()))
          .map(Post::message)
          .toList();
    }
  }

  /** Why the person's last click on the message failed, or nothing. */
  public Optional<String> mark(String user, String ts) {
    synchronized (workspace) {
      return workspace.markOf(user, ts);
    }
  }

  /** A person presses a button; returns when the app has answered or three seconds are over. */
  public Pressed press(String user, String channel, String ts, String actionId) {
    return press(Click.on(user, channel, ts, actionId));
  }

  /** A person presses a button after typing into inputs, by their action ids. */
  public Pressed press(
      String user, String channel, String ts, String actionId, Map<String, String> typed) {
    Click click = Click.on(user, channel, ts, actionId);
    for (Map.Entry<String, String> input : typed.entrySet()) {
      click = click.typing(input.getKey(), input.getValue());
    }
    return press(click);
  }

  public Pressed press(Click click) {
    return deliver(sign(click));
  }

  /** A double click: two clicks of their own, under way at the same time. */
  public List<Pressed> pressTwice(Click click) {
    List<Delivery> both = List.of(sign(click), sign(click));
    List<CompletableFuture<Pressed>> answers =
        both.stream().map(it -> CompletableFuture.supplyAsync(() -> deliver(it), threads)).toList();
    return answers.stream().map(CompletableFuture::join).toList();
  }

  /** A click as it would go over the wire now, without sending it. */
  public Delivery sign(Click click) {
    synchronized (workspace) {
      return clicks.sign(click, signingSecret);
    }
  }

  /** Sends a click to the request URL, for the first time or again. */
  public Pressed deliver(Delivery delivery) {
    Pressed pressed = deliveries.deliver(delivery, requestUrl);
    synchronized (workspace) {
      workspace.mark(
          delivery.user(),
          delivery.ts(),
          Optional.of(pressed.reason()).filter(it -> !pressed.accepted()));
    }
    return pressed;
  }

  private void known(String user) {
    if (workspace.member(user).isEmpty()) {
      throw new IllegalArgumentException("the workspace has no person " + user);
    }
  }

  private <T> T known(String channel, Function<Channel, T> of) {
    return of.apply(
        workspace
            .channel(channel)
            .orElseThrow(
                () -> new IllegalArgumentException("the workspace has no channel " + channel)));
  }

  private void change(String channel, Consumer<Channel> by) {
    synchronized (workspace) {
      known(
          channel,
          it -> {
            by.accept(it);
            return it;
          });
      workspace.changed();
    }
  }

  @Override
  public void close() {
    deliveries.close();
    server.stop(0);
    threads.shutdownNow();
  }
}
