package dev.sallyport.simulators.slack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.sallyport.simulators.fault.Call;
import dev.sallyport.simulators.fault.Fault;
import dev.sallyport.simulators.fault.Faults;
import dev.sallyport.simulators.fault.Journal;
import dev.sallyport.simulators.fault.Pause;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The addresses by which the app answers a click without a token: five uses within 30 minutes each
 * (Slack, Handling user interaction).
 */
final class ResponseUrls implements HttpHandler {
  private static final Duration LIFE = Duration.ofMinutes(30);
  private static final int USES = 5;
  private static final String CUT = "cut";

  /** One click's address. */
  private static final class Ticket {
    final Post post;
    final String user;
    final Instant end;
    int left = USES;

    Ticket(Post post, String user, Instant end) {
      this.post = post;
      this.user = user;
      this.end = end;
    }
  }

  private final Workspace workspace;
  private final Contents contents;
  private final Faults faults;
  private final Journal journal;
  private final URI base;
  private final Map<String, Ticket> tickets = new HashMap<>();

  ResponseUrls(Workspace workspace, Contents contents, Faults faults, Journal journal, URI base) {
    this.workspace = workspace;
    this.contents = contents;
    this.faults = faults;
    this.journal = journal;
    this.base = base;
  }

  String open(Post post, String user) {
    String path =
        "/actions/"
            + workspace.teamId()
            + "/"
            + workspace.freshId("").toLowerCase(Locale.ROOT)
            + "/"
            + UUID.randomUUID().toString().replace("-", "");
    tickets.put(path, new Ticket(post, user, workspace.now().plus(LIFE)));
    return base + path;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Call call = new Call("slack", "response_url", subject(path));
      Fault fault = faults.on(call);
      Optional<Answer> answer = answer(path, body, fault);
      journal.add(call, "", fault, answer.map(Answer::told).orElse(CUT));
      if (answer.isPresent()) {
        answer.get().send(exchange);
      }
    }
  }

  private String subject(String path) {
    synchronized (workspace) {
      return Optional.ofNullable(tickets.get(path)).map(it -> it.post.channel()).orElse("");
    }
  }

  private Optional<Answer> answer(String path, String body, Fault fault) {
    return switch (fault) {
      case Fault.None() -> Optional.of(serve(path, body));
      case Fault.Refuse(int status, String message) ->
          Optional.of(Answer.text(status, "text/plain; charset=utf-8", message));
      case Fault.CutBefore() -> Optional.empty();
      case Fault.CutAfter() -> {
        serve(path, body);
        yield Optional.empty();
      }
      case Fault.Delay(Duration pause) ->
          Pause.of(pause) ? Optional.of(serve(path, body)) : Optional.empty();
    };
  }

  private Answer serve(String path, String body) {
    synchronized (workspace) {
      try {
        Ticket ticket = usable(path);
        act(ticket, Arguments.json(body));
        ticket.left--;
        workspace.changed();
        return Answer.text(200, "text/html", "ok");
      } catch (SlackError e) {
        Answer refusal = Answer.refused(e);
        int status = e.name().endsWith("_url") ? 404 : 400;
        return new Answer(status, refusal.headers(), refusal.body(), e.name());
      }
    }
  }

  private Ticket usable(String path) {
    Ticket ticket =
        Optional.ofNullable(tickets.get(path)).orElseThrow(() -> SlackError.of("expired_url"));
    if (!workspace.now().isBefore(ticket.end)) {
      throw SlackError.of("expired_url");
    }
    if (ticket.left == 0) {
      throw SlackError.of("used_url");
    }
    return ticket;
  }

  private void act(Ticket ticket, Arguments arguments) {
    Channel channel = workspace.channel(ticket.post.channel()).orElseThrow();
    if (arguments.flag("delete_original")) {
      channel.remove(ticket.post);
    } else if (arguments.flag("replace_original")) {
      ticket.post.edit(contents.posted(arguments), workspace.timestamps().next());
    } else {
      boolean all = arguments.text("response_type").equals("in_channel");
      channel.add(
          new Post(
              channel.id(),
              workspace.timestamps().next(),
              workspace.bot().id(),
              true,
              arguments.optional("thread_ts").or(ticket.post::threadTs),
              all ? Optional.empty() : Optional.of(ticket.user),
              contents.posted(arguments)));
    }
  }
}
