package dev.sallyport.simulators.pagerduty;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.sallyport.simulators.fault.Call;
import dev.sallyport.simulators.fault.Fault;
import dev.sallyport.simulators.fault.Faults;
import dev.sallyport.simulators.fault.Journal;
import dev.sallyport.simulators.fault.Pause;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * The door: faults first, then the key, the rate limit and the endpoint; each call is journaled.
 */
final class Front implements HttpHandler {
  private static final String CUT = "cut";

  private final Account account;
  private final Routes routes;
  private final Set<String> keys;
  private final RateLimit rateLimit;
  private final Faults faults;
  private final Journal journal;

  Front(
      Account account,
      Routes routes,
      Set<String> keys,
      RateLimit rateLimit,
      Faults faults,
      Journal journal) {
    this.account = account;
    this.routes = routes;
    this.keys = keys;
    this.rateLimit = rateLimit;
    this.faults = faults;
    this.journal = journal;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Request request = Request.read(exchange);
      Call call = routes.call(request);
      Fault fault = faults.on(call);
      Optional<Answer> answer = answer(request, fault);
      String told = answer.map(it -> Integer.toString(it.status())).orElse(CUT);
      journal.add(call, request.from().orElse(""), fault, told);
      if (answer.isPresent()) {
        send(exchange, answer.get());
      }
    }
  }

  /** Empty when the connection is to be cut without an answer. */
  private Optional<Answer> answer(Request request, Fault fault) {
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

  private static Answer refuse(int status, String message) {
    if (message.isEmpty()) {
      return Answer.bare(status);
    }
    return status == 429 ? Answer.rateLimited() : ApiError.injected(status, message).answer();
  }

  private Answer serve(Request request) {
    try {
      if (!authentic(request)) {
        return ApiError.unauthenticated().answer();
      }
      if (!rateLimit.take()) {
        return Answer.rateLimited();
      }
      synchronized (account) {
        return routes.serve(request);
      }
    } catch (ApiError e) {
      return e.answer();
    }
  }

  private boolean authentic(Request request) {
    return request
        .authorization()
        .filter(it -> it.startsWith("Token token="))
        .map(it -> it.substring("Token token=".length()))
        .filter(keys::contains)
        .isPresent();
  }

  private void send(HttpExchange exchange, Answer answer) throws IOException {
    if (answer.limitHeaders()) {
      rateLimit.describe(exchange.getResponseHeaders());
    }
    if (answer.body().isEmpty()) {
      exchange.sendResponseHeaders(answer.status(), -1);
      return;
    }
    JsonNode body = answer.body().get();
    byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
    exchange.sendResponseHeaders(answer.status(), bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
