package dev.sallyport.simulators.slack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.sallyport.simulators.fault.Call;
import dev.sallyport.simulators.fault.Fault;
import dev.sallyport.simulators.fault.Faults;
import dev.sallyport.simulators.fault.Journal;
import dev.sallyport.simulators.fault.Pause;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The door of the Web API: faults first, then the token, the rate limit, the scope and the method;
 * each call is journaled.
 */
final class ApiFront implements HttpHandler {
  private static final String CUT = "cut";

  private final Workspace workspace;
  private final Methods methods;
  private final Tokens tokens;
  private final Limiter limiter;
  private final Faults faults;
  private final Journal journal;

  ApiFront(
      Workspace workspace,
      Methods methods,
      Tokens tokens,
      Limiter limiter,
      Faults faults,
      Journal journal) {
    this.workspace = workspace;
    this.methods = methods;
    this.tokens = tokens;
    this.limiter = limiter;
    this.faults = faults;
    this.journal = journal;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      ApiRequest request = ApiRequest.read(exchange);
      Call call = new Call("slack", request.method(), subject(request));
      Fault fault = faults.on(call);
      Optional<Answer> answer = answer(request, fault);
      journal.add(
          call, workspace.bot().person().name(), fault, answer.map(Answer::told).orElse(CUT));
      if (answer.isPresent()) {
        answer.get().send(exchange);
      }
    }
  }

  private String subject(ApiRequest request) {
    try {
      return methods
          .find(request.method())
          .map(it -> request.arguments(it.write()).text(it.subject()))
          .orElse("");
    } catch (SlackError e) {
      return "";
    }
  }

  /** Empty when the connection is to be cut without an answer. */
  private Optional<Answer> answer(ApiRequest request, Fault fault) {
    return switch (fault) {
      case Fault.None() -> Optional.of(serve(request));
      case Fault.Refuse(int status, String message) -> Optional.of(refuse(status, message));
      case Fault.CutBefore() -> Optional.empty();
      case Fault.CutAfter() -> {
        serve(request);
        yield Optional.empty();
      }
      case Fault.Delay(Duration pause) ->
          Pause.of(pause) ? Optional.of(serve(request)) : Optional.empty();
    };
  }

  /** A 200 is an error by name; a 429 says how long to wait; the rest is no JSON, as a proxy's. */
  private static Answer refuse(int status, String message) {
    return switch (status) {
      case 200 -> Answer.refused(SlackError.of(message));
      case 429 -> Answer.rateLimited(1);
      default -> Answer.text(status, "text/html; charset=utf-8", "<h1>" + message + "</h1>");
    };
  }

  private Answer serve(ApiRequest request) {
    try {
      Methods.Method method =
          methods.find(request.method()).orElseThrow(() -> SlackError.of("unknown_method"));
      Arguments arguments = request.arguments(method.write());
      tokens.check(request.token(arguments));
      OptionalLong wait = limiter.method(method.name(), method.tier());
      if (wait.isPresent()) {
        return Answer.rateLimited(wait.getAsLong());
      }
      return withScopes(call(method, arguments));
    } catch (SlackError e) {
      return withScopes(Answer.refused(e));
    } catch (TooFast e) {
      return Answer.rateLimited(e.seconds());
    }
  }

  private Answer call(Methods.Method method, Arguments arguments) {
    if (!method.scope().isEmpty()) {
      tokens.require(method.scope());
    }
    synchronized (workspace) {
      return Answer.json(method.handler().apply(arguments));
    }
  }

  private Answer withScopes(Answer answer) {
    Map<String, String> headers = new HashMap<>(answer.headers());
    headers.put("X-OAuth-Scopes", tokens.provided());
    return new Answer(answer.status(), headers, answer.body(), answer.told());
  }
}
